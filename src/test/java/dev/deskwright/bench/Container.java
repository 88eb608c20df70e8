package dev.deskwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A memory cgroup of the size that the chart gives the operator: a process in it is killed when it
 * needs more, as on a node. Version 1 and 2 of cgroups.
 */
final class Container {

  private static final long LIMIT = 256L << 20;
  private static final double MEBIBYTE = 1 << 20;

  private final Path folder;
  private final boolean second;

  private Container(Path folder, boolean second) {
    this.folder = folder;
    this.second = second;
  }

  /** An empty one; empty where this user may make none, and then only the JVM knows the size. */
  static Optional<Container> create(int number) {
    Path root = Path.of("/sys/fs/cgroup");
    boolean second = Files.exists(root.resolve("cgroup.controllers"));
    String name = "deskwright-bench-%d-%d".formatted(ProcessHandle.current().pid(), number);
    Path folder = (second ? root : root.resolve("memory")).resolve(name);
    var container = new Container(folder, second);
    try {
      Files.createDirectory(folder);
      Files.writeString(
          folder.resolve(second ? "memory.max" : "memory.limit_in_bytes"), Long.toString(LIMIT));
      return Optional.of(container);
    } catch (IOException notHere) {
      container.remove();
      return Optional.empty();
    }
  }

  /** The command that runs another one in it. */
  List<String> run(List<String> command) {
    List<String> whole = new ArrayList<>();
    whole.addAll(List.of("sh", "-c", "echo $$ > \"$0\"; exec \"$@\""));
    whole.add(folder.resolve("cgroup.procs").toString());
    whole.addAll(command);
    return whole;
  }

  /** What cannot be taken back: all but files that were read long ago, as the kubelet counts it. */
  double workingSetMebibytes() throws IOException {
    long used = number(second ? "memory.current" : "memory.usage_in_bytes");
    return (used - stat(second ? "inactive_file" : "total_inactive_file")) / MEBIBYTE;
  }

  /** Of this, what is no copy of a file: of this, no more than the limit can ever be had. */
  double anonymousMebibytes() throws IOException {
    return stat(second ? "anon" : "total_rss") / MEBIBYTE;
  }

  private long number(String file) throws IOException {
    return Long.parseLong(Files.readString(folder.resolve(file)).strip());
  }

  private long stat(String key) throws IOException {
    var matcher =
        Pattern.compile("(?m)^" + key + " ([0-9]+)$")
            .matcher(Files.readString(folder.resolve("memory.stat")));
    if (!matcher.find()) {
      throw new IllegalStateException("no " + key + " in memory.stat");
    }
    return Long.parseLong(matcher.group(1));
  }

  /** Once the process has ended. */
  void remove() {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException busy) {
      // The kernel removes an empty one when the machine ends.
    }
  }
}
