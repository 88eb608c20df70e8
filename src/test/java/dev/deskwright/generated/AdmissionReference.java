package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.fixture.AdmissionTable;
import dev.deskwright.fixture.AdmissionTable.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The text of {@code docs/reference/directory-rules.md}. */
final class AdmissionReference {

  private static final String PLAIN = "[A-Za-z][A-Za-z0-9._/-]*( [A-Za-z0-9._/-]+)*|-?[0-9]+";

  private AdmissionReference() {}

  static String text() {
    try {
      return text(AdmissionTable.read("directory.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(AdmissionTable table) {
    var page = new Markdown();
    page.heading(1, "What is refused in a Directory")
        .paragraph(
            "What the API server refuses in a Directory, with its words, and what only the operator"
                + " can see. Tests send every row to a real API server, and the fields are those of"
                + " `spec` unless the row says otherwise. The base is a Directory `corp` of type"
                + " SimpleAD and domain corp.example.com. In a message, … stands for what is left"
                + " out; `(64 letters)` stands for that many.")
        .heading(2, "Refused when it is made or changed")
        .table(List.of("What is wrong", "With", "Message"), refused(table, "invalid"))
        .heading(2, "Refused as a change")
        .table(List.of("What is wrong", "From", "To", "Message"), changes(table))
        .heading(2, "Told by the operator")
        .paragraph(
            "The API server takes these. The Directory's condition Ready is False with reason"
                + " RulesInvalid and this message; its other rules are in force, and desktops can be"
                + " made.")
        .table(List.of("What is wrong", "With", "Message"), refused(table, "rulesInvalid"))
        .heading(2, "Accepted")
        .paragraph("Edge cases that must not be refused.")
        .table(List.of("What is right", "With"), accepted(table));
    return page.toString();
  }

  private static List<List<String>> refused(AdmissionTable table, String section) {
    return table.lines(section).stream()
        .map(line -> List.of(line.title(), change(line.patch()), message(line)))
        .toList();
  }

  private static List<List<String>> changes(AdmissionTable table) {
    return table.lines("updates").stream()
        .map(
            line -> List.of(line.title(), change(line.from()), change(line.patch()), message(line)))
        .toList();
  }

  private static List<List<String>> accepted(AdmissionTable table) {
    List<List<String>> rows = new ArrayList<>();
    table.lines("valid").forEach(line -> rows.add(List.of(line.title(), change(line.patch()))));
    table
        .lines("validUpdates")
        .forEach(
            line ->
                rows.add(
                    List.of(line.title(), change(line.from()) + " → " + change(line.patch()))));
    return rows;
  }

  private static String message(Line line) {
    return String.join(" … ", line.says());
  }

  /** What stands in the manifest, as one line of YAML. */
  private static String change(JsonNode patch) {
    if (patch == null) {
      return "as it is";
    }
    boolean ofSpec = patch.size() == 1 && patch.path("spec").isObject();
    String yaml = yaml(ofSpec ? patch.get("spec") : patch);
    return code(yaml.substring(1, yaml.length() - 1));
  }

  private static String yaml(JsonNode value) {
    if (value.isObject()) {
      return value.properties().stream()
          .map(field -> yaml(field.getKey()) + ": " + yaml(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(AdmissionReference::yaml)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value.isTextual() ? yaml(value.asText()) : value.toString();
  }

  private static String yaml(String text) {
    if (text.matches("<\\d+ \\w+>")) {
      return "(" + text.substring(1, text.length() - 1) + ")";
    }
    return text.matches(PLAIN) ? text : "'" + text.replace("'", "''") + "'";
  }
}
