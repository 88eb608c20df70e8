package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The text of {@code docs/reference/http-api.md}. */
final class HttpApiReference {

  private static final String DOCUMENT = "/dev/deskwright/gateway/openapi.yaml";

  private HttpApiReference() {}

  static String text() {
    Map<?, ?> document = document();
    Map<?, ?> schemas = in(in(document, "components"), "schemas");
    return new Markdown()
        .heading(1, "HTTP API of the gateway")
        .paragraph(
            "What the gateway's page uses, and other tools may. The contract is the OpenAPI document"
                + " [openapi.yaml](../../src/main/resources/dev/deskwright/gateway/openapi.yaml), which"
                + " every gateway serves at `/api/v1/openapi.yaml`; this page is an overview of it.")
        .paragraph(text(in(document, "info").get("description")))
        .heading(2, "Requests")
        .paragraph("All paths are below `/api/v1`.")
        .table(
            List.of("Request", "What it does", "Body", "Answers"), requests(in(document, "paths")))
        .heading(2, "Errors")
        .paragraph(
            "An answer that is none of what was asked for is a `Problem`: a `code` for programs, a"
                + " `message` for people, and `retryAfterSeconds` where it helps to wait. The codes: "
                + codes(in(in(in(schemas, "Problem"), "properties"), "code"))
                + ".")
        .heading(2, "Objects")
        .table(List.of("Object", "Field", "Type", "Description"), fields(schemas))
        .toString();
  }

  private static Map<?, ?> document() {
    try (InputStream text = HttpApiReference.class.getResourceAsStream(DOCUMENT)) {
      return new Yaml().load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<?, ?> in(Map<?, ?> map, String key) {
    return map.get(key) instanceof Map<?, ?> found ? found : Map.of();
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString().strip().replaceAll("\\s+", " ");
  }

  private static List<List<String>> requests(Map<?, ?> paths) {
    List<List<String>> rows = new ArrayList<>();
    paths.forEach(
        (path, methods) ->
            ((Map<?, ?>) methods)
                .forEach(
                    (method, operation) -> {
                      if (operation instanceof Map<?, ?> known) {
                        rows.add(request(method + " " + path, known));
                      }
                    }));
    return rows;
  }

  private static List<String> request(String methodAndPath, Map<?, ?> operation) {
    String[] parts = methodAndPath.split(" ", 2);
    return List.of(
        code(parts[0].toUpperCase(Locale.ROOT) + " " + parts[1]),
        text(operation.get("summary")),
        named(in(operation, "requestBody")),
        in(operation, "responses").entrySet().stream()
            .map(answer -> answer.getKey() + named((Map<?, ?>) answer.getValue(), " "))
            .collect(Collectors.joining(", ")));
  }

  private static String named(Map<?, ?> body) {
    return named(body, "");
  }

  /** The name of the schema that is meant, wherever in it the reference is. */
  private static String named(Object node, String before) {
    if (!(node instanceof Map<?, ?> map)) {
      return "";
    }
    if (map.get("$ref") != null) {
      return before + code(map.get("$ref").toString().replaceFirst(".*/", ""));
    }
    return map.values().stream()
        .map(value -> named(value, before))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String codes(Map<?, ?> code) {
    return ((List<?>) code.get("enum"))
        .stream().map(each -> code(each.toString())).collect(Collectors.joining(", "));
  }

  private static List<List<String>> fields(Map<?, ?> schemas) {
    return schemas.entrySet().stream()
        .filter(schema -> !schema.getKey().equals("Problem"))
        .flatMap(
            schema ->
                in((Map<?, ?>) schema.getValue(), "properties").entrySet().stream()
                    .flatMap(
                        field ->
                            Stream.of(
                                field(
                                    schema.getKey().toString(),
                                    field.getKey().toString(),
                                    (Map<?, ?>) field.getValue()))))
        .toList();
  }

  private static List<String> field(String schema, String name, Map<?, ?> field) {
    return List.of(
        code(schema), code(name), text(field.get("type")), text(field.get("description")));
  }
}
