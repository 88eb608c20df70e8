package dev.deskwright.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.fault.history.Change;
import dev.deskwright.fault.history.Subject;
import dev.deskwright.fault.history.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a person needs to find out why a promise was broken: all that happened to the objects of one
 * WorkSpace, with what went wrong in between, how they ended, and what the operator said of it.
 *
 * @param changes those of its namespace, oldest first
 * @param mishaps the faults in its namespace, oldest first
 * @param log a file with the operator's log, if there is one
 */
record Evidence(List<Change> changes, List<Matrix.Mishap> mishaps, Path log) {

  private static final Pattern WORKSPACE = Pattern.compile("(desk\\d*(?:x\\d+)?)\\b.*");
  private static final int MOST_LOG_LINES = 400;

  private record Line(Instant at, String text) {}

  /** The name of the WorkSpace that an object belongs to, by its own name. */
  static String workspace(String object) {
    Matcher name = WORKSPACE.matcher(object);
    return name.matches() ? name.group(1) : object;
  }

  /** Writes what is known of the WorkSpace of a broken promise, and gives the file. */
  Path write(Path folder, Violation violation) {
    Subject subject = violation.subject();
    String workspace = workspace(subject.name());
    Path file = folder.resolve(subject.namespace()).resolve(workspace + ".txt");
    List<Change> own =
        changes.stream().filter(c -> workspace(c.subject().name()).equals(workspace)).toList();
    List<String> lines = new ArrayList<>();
    lines.add("What happened, with the revisions of etcd; faults are marked with !");
    Stream.concat(
            own.stream().map(Evidence::line),
            mishaps.stream()
                .filter(m -> bearsOn(m.request().name(), workspace))
                .map(Evidence::line))
        .sorted(Comparator.comparing(Line::at))
        .forEach(line -> lines.add(line.at() + " " + line.text()));
    lines.add("");
    lines.add("What there was at the end");
    ends(own).forEach((name, object) -> lines.add(name + "\n" + text(object)));
    lines.add("");
    lines.add("What the operator said");
    lines.addAll(said(subject.namespace(), workspace));
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What happened to a watch bears on all. */
  private static boolean bearsOn(String name, String workspace) {
    return name.isEmpty() || workspace(name).equals(workspace);
  }

  private static Line line(Change change) {
    return new Line(
        change.at(),
        "%d %s %s: %s"
            .formatted(
                change.revision(),
                change.subject().resource(),
                change.subject().name(),
                Difference.of(change.before(), change.after())));
  }

  private static Line line(Matrix.Mishap mishap) {
    Request request = mishap.request();
    return new Line(
        mishap.at(),
        "! %s %s %s: %s"
            .formatted(
                request.verb(), request.resource(), request.name(), mishap.fault().title()));
  }

  private static Map<String, JsonNode> ends(List<Change> changes) {
    Map<String, JsonNode> ends = new TreeMap<>();
    for (Change change : changes) {
      String key = change.subject().resource() + " " + change.subject().name();
      if (change.after() == null) {
        ends.remove(key);
      } else {
        ends.put(key, change.after());
      }
    }
    return ends;
  }

  private static String text(JsonNode object) {
    ObjectNode plain = object.deepCopy();
    plain.withObject("/metadata").remove("managedFields");
    return plain.toPrettyString();
  }

  private List<String> said(String namespace, String workspace) {
    Pattern names =
        Pattern.compile(
            "\\b%1$s/%2$s\\b(?!-\\d)|name='%2$s', namespace='%1$s'".formatted(namespace, workspace));
    try (Stream<String> lines = Files.isReadable(log) ? Files.lines(log) : Stream.of()) {
      List<String> all = lines.filter(line -> names.matcher(line).find()).toList();
      return all.subList(Math.max(0, all.size() - MOST_LOG_LINES), all.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
