package dev.deskwright.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The chart's own files, read: values, their schema, and the page about both. */
final class Chart {

  static final Path FOLDER = Path.of("helm", "deskwright");

  private static final Pattern COMMENT = Pattern.compile(" *# -- (.*)");
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):.*");

  private Chart() {}

  /** A value that somebody can set: its path with dots, what it is for, and its default. */
  record Value(String path, String description, String allowed, String defaultValue) {}

  static JsonNode values() {
    try {
      return new YAMLMapper().readTree(FOLDER.resolve("values.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode schema() {
    try {
      return new ObjectMapper().readTree(FOLDER.resolve("values.schema.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every value that the schema describes, by its path. */
  static Map<String, Value> described() {
    Map<String, Value> values = new LinkedHashMap<>();
    describe("", schema(), values(), values);
    return values;
  }

  private static void describe(
      String prefix, JsonNode schema, JsonNode defaults, Map<String, Value> to) {
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String path = prefix + property.getKey();
              JsonNode node = property.getValue();
              JsonNode value = defaults.path(property.getKey());
              if (node.has("description")) {
                JsonNode given = value.isMissingNode() ? node.path("default") : value;
                String text = given.isMissingNode() ? "" : given.toString();
                to.put(
                    path, new Value(path, node.get("description").asText(), allowed(node), text));
              }
              describe(path + ".", node, value, to);
            });
  }

  private static String allowed(JsonNode schema) {
    if (schema.has("enum")) {
      return String.join(", ", schema.get("enum").valueStream().map(JsonNode::asText).toList());
    }
    if (schema.has("maximum")) {
      return schema.get("minimum") + " to " + schema.get("maximum");
    }
    JsonNode type = schema.get("type");
    return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
      case "boolean" -> "true, false";
      case "array" -> "list";
      case "object" -> "map";
      default -> "text";
    };
  }

  /** What the comments in values.yaml say, by path of the value below. */
  static Map<String, String> comments() throws IOException {
    Map<String, String> comments = new LinkedHashMap<>();
    Deque<String> path = new ArrayDeque<>();
    String comment = null;
    for (String line : Files.readAllLines(FOLDER.resolve("values.yaml"))) {
      var said = COMMENT.matcher(line);
      var key = KEY.matcher(line);
      if (said.matches()) {
        comment = said.group(1);
      } else if (key.matches()) {
        while (path.size() > key.group(1).length() / 2) {
          path.removeLast();
        }
        path.addLast(key.group(2));
        if (comment != null) {
          comments.put(String.join(".", path), comment);
        }
        comment = null;
      }
    }
    return comments;
  }

  /** The text of docs/reference/helm.md. */
  static String page() {
    var page =
        new StringBuilder(
            """
            # Helm chart: values

            <!-- Generated from helm/deskwright/values.yaml and values.schema.json: ./mvnw test -Dtest=ChartFilesTest -Dgenerate -->

            Every value of the chart `helm/deskwright`. A key that is not here is refused, so a misspelt one never goes unnoticed.
            How to install, upgrade and uninstall: [Install with Helm](../tasks/install.md).

            | Value | Default | Allowed | What it does |
            |---|---|---|---|
            """);
    for (Value value : described().values()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  value.path(),
                  value.defaultValue().isEmpty() ? "" : "`" + value.defaultValue() + "`",
                  value.allowed(),
                  value.description().replace("|", "\\|")));
    }
    return page.toString();
  }
}
