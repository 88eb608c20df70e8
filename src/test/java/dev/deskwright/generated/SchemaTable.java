package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A part of a schema as a person reads it: a row a field, with all below it. */
final class SchemaTable {

  static final List<String> HEAD = List.of("Field", "Type", "Default", "Description");

  /** The text in the rule's {@code '...'.format([...])}. */
  private static final Pattern FORMAT = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'\\.format\\(");

  private final String path;
  private final JSONSchemaProps schema;

  SchemaTable(String path, JSONSchemaProps schema) {
    this.path = path;
    this.schema = schema;
  }

  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    fields(path, schema, rows);
    return rows;
  }

  private static void fields(String path, JSONSchemaProps schema, List<List<String>> rows) {
    if (schema.getProperties() == null) {
      return;
    }
    List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
    schema
        .getProperties()
        .forEach(
            (name, field) -> {
              String fieldPath = path + "." + name;
              rows.add(
                  List.of(
                      code(fieldPath),
                      type(field),
                      required.contains(name) ? "*required*" : defaultOf(field.getDefault()),
                      field.getDescription()));
              fields(fieldPath, field, rows);
              if (field.getItems() != null) {
                fields(fieldPath + "[]", field.getItems().getSchema(), rows);
              }
            });
  }

  private static String defaultOf(JsonNode value) {
    return value == null
        ? ""
        : code(value.isTextual() ? value.asText() : value.toString().replace(",", ", "));
  }

  private static String type(JSONSchemaProps field) {
    if (field.getEnum() != null && !field.getEnum().isEmpty()) {
      return field.getEnum().stream()
          .map(value -> code(value.asText()))
          .collect(Collectors.joining(", "));
    }
    return switch (field.getType()) {
      case "string" ->
          "string, %s characters".formatted(range(field.getMinLength(), field.getMaxLength()));
      case "integer" ->
          "integer, %s"
              .formatted(range(field.getMinimum().longValue(), field.getMaximum().longValue()));
      case "array" ->
          "list of %s, at most %d"
              .formatted(
                  type(field.getItems().getSchema()).replaceFirst(",.*", ""), field.getMaxItems());
      case "object" ->
          field.getAdditionalProperties() == null
              ? "object"
              : "map of strings, at most %d".formatted(field.getMaxProperties());
      default -> field.getType();
    };
  }

  private static String range(Long min, Long max) {
    // A bound that no one will ever reach, such as that of a generation, says nothing to a reader.
    if (max >= 1_000_000_000_000L) {
      return "from " + min;
    }
    if (min == null || min == 0) {
      return "at most " + max;
    }
    return min.equals(max) ? "" + max : min + " to " + max;
  }

  /** One line a rule: the field, and what the API server says. */
  List<String> rules() {
    List<String> lines = new ArrayList<>();
    walk(
        path,
        schema,
        (at, rule) ->
            messages(rule)
                .forEach(message -> lines.add(at.isEmpty() ? message : code(at) + ": " + message)));
    return lines;
  }

  private static void walk(
      String path, JSONSchemaProps schema, BiConsumer<String, ValidationRule> take) {
    if (schema.getXKubernetesValidations() != null) {
      for (ValidationRule rule : schema.getXKubernetesValidations()) {
        take.accept(rule.getFieldPath() == null ? path : path + rule.getFieldPath(), rule);
      }
    }
    if (schema.getProperties() != null) {
      schema.getProperties().forEach((name, field) -> walk(path + "." + name, field, take));
    }
    if (schema.getItems() != null) {
      walk(path + "[]", schema.getItems().getSchema(), take);
    }
  }

  /** What the API server says, with … for each value. */
  static List<String> messages(ValidationRule rule) {
    if (rule.getMessageExpression() == null || rule.getMessageExpression().isEmpty()) {
      return List.of(rule.getMessage());
    }
    List<String> messages = new ArrayList<>();
    Matcher texts = FORMAT.matcher(rule.getMessageExpression());
    while (texts.find()) {
      messages.add(texts.group(1).replaceAll("\\\\(.)", "$1").replace("%s", "…"));
    }
    return messages;
  }
}
