package dev.deskwright.demo.rfb;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A few small files in memory, which outlive the desktop as a user's drive outlives its pod. */
final class HomeFolder {

  private static final int MAX_FILES = 32;
  private static final int MAX_LINES = 100;

  private final SortedMap<String, List<String>> files = new TreeMap<>();

  HomeFolder() {
    files.put(
        "README.txt",
        List.of(
            "This desktop is SIMULATED. It is drawn by the demo of Deskwright.",
            "No container runs, and no command does more than it prints here.",
            "Files that you write stay here when the WorkSpace is rebooted:",
            "",
            "  echo hello > greeting.txt"));
    files.put("shopping.txt", List.of("tea", "bread", "a cluster of one's own"));
  }

  List<String> names() {
    return List.copyOf(files.keySet());
  }

  Optional<List<String>> read(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** Writes a file; false if there is no room. */
  boolean write(String name, List<String> lines) {
    boolean room = files.containsKey(name) || files.size() < MAX_FILES;
    if (!room || lines.size() > MAX_LINES) {
      return false;
    }
    files.put(name, List.copyOf(lines));
    return true;
  }

  /** Deletes a file; false if there is none. */
  boolean delete(String name) {
    return files.remove(name) != null;
  }
}
