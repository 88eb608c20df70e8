package dev.deskwright.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field of a kind that has no fields itself, from its schema.
 *
 * @param path the names on the way to it; {@code *} stands for an item of a list and for a key of a
 *     map
 * @param schema what the CustomResourceDefinition says of it
 */
record Leaf(List<String> path, JsonNode schema) {

  private static final String ANY = "*";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** All leaves below an object of this schema. */
  static List<Leaf> of(JsonNode schema) {
    List<Leaf> leaves = new ArrayList<>();
    collect(List.of(), schema, leaves);
    return leaves;
  }

  private static void collect(List<String> path, JsonNode schema, List<Leaf> leaves) {
    if (schema.has("properties")) {
      schema
          .path("properties")
          .properties()
          .forEach(field -> collect(with(path, field.getKey()), field.getValue(), leaves));
    } else if (schema.has("items")) {
      collect(with(path, ANY), schema.path("items"), leaves);
    } else if (schema.path("additionalProperties").isObject()) {
      collect(with(path, ANY), schema.path("additionalProperties"), leaves);
    } else {
      leaves.add(new Leaf(path, schema));
    }
  }

  private static List<String> with(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }

  /** Whether a spec has it. */
  boolean isIn(JsonNode spec) {
    return holder(spec).isPresent();
  }

  /** The spec with another value there, or with none. */
  JsonNode put(JsonNode spec, Optional<JsonNode> value) {
    JsonNode copy = spec.deepCopy();
    Holder holder = holder(copy).orElseThrow();
    if (holder.node() instanceof ObjectNode object) {
      value.ifPresentOrElse(v -> object.set(holder.key(), v), () -> object.remove(holder.key()));
    } else {
      var array = (com.fasterxml.jackson.databind.node.ArrayNode) holder.node();
      value.ifPresentOrElse(v -> array.set(0, v), () -> array.remove(0));
    }
    return copy;
  }

  /** Its value in a spec that has it. */
  Optional<JsonNode> in(JsonNode spec) {
    return holder(spec)
        .map(
            holder ->
                holder.node().isArray() ? holder.node().get(0) : holder.node().get(holder.key()));
  }

  private record Holder(JsonNode node, String key) {}

  private Optional<Holder> holder(JsonNode spec) {
    return holder(spec, 0);
  }

  private Optional<Holder> holder(JsonNode node, int depth) {
    String name = path.get(depth);
    boolean last = depth == path.size() - 1;
    if (name.equals(ANY) && node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        var found = last ? Optional.of(new Holder(node, "0")) : holder(node.get(i), depth + 1);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    String key =
        name.equals(ANY) && node.isObject() && !node.isEmpty() ? node.fieldNames().next() : name;
    if (!node.has(key)) {
      return Optional.empty();
    }
    return last ? Optional.of(new Holder(node, key)) : holder(node.get(key), depth + 1);
  }

  /** Values by what they are: other ones, those at the edges, those of wrong types, and none. */
  Map<String, Optional<JsonNode>> values() {
    Map<String, Optional<JsonNode>> values = new LinkedHashMap<>();
    values.put("absent", Optional.empty());
    values.put("an object", Optional.of(JSON.objectNode().put("wrong", true)));
    values.put("a list", Optional.of(JSON.arrayNode().add("wrong")));
    switch (schema.path("type").asText()) {
      case "integer", "number" -> numbers(values);
      case "boolean" -> {
        values.put("true", Optional.of(JSON.booleanNode(true)));
        values.put("false", Optional.of(JSON.booleanNode(false)));
        values.put("a word", Optional.of(JSON.textNode("yes")));
      }
      default -> texts(values);
    }
    return values;
  }

  private void numbers(Map<String, Optional<JsonNode>> values) {
    long least = schema.path("minimum").asLong();
    long most = schema.path("maximum").asLong();
    values.put("the least", Optional.of(JSON.numberNode(least)));
    values.put("less than the least", Optional.of(JSON.numberNode(least - 1)));
    values.put("the most", Optional.of(JSON.numberNode(most)));
    values.put("more than the most", Optional.of(JSON.numberNode(most + 1)));
    values.put("one more than the least", Optional.of(JSON.numberNode(least + 1)));
    values.put("a fraction", Optional.of(JSON.numberNode(least + 0.5)));
    values.put("a word", Optional.of(JSON.textNode("many")));
  }

  private void texts(Map<String, Optional<JsonNode>> values) {
    values.put("a number", Optional.of(JSON.numberNode(5)));
    values.put("empty", Optional.of(JSON.textNode("")));
    if (schema.has("enum")) {
      schema
          .path("enum")
          .forEach(value -> values.put("\"" + value.asText() + "\"", Optional.of(value)));
      values.put("no such word", Optional.of(JSON.textNode("NoSuch")));
      return;
    }
    int most = schema.path("maxLength").asInt(63);
    values.put("one letter", Optional.of(JSON.textNode("a")));
    values.put("a word", Optional.of(JSON.textNode("other")));
    values.put("as long as can be", Optional.of(JSON.textNode("a".repeat(most))));
    values.put("too long", Optional.of(JSON.textNode("a".repeat(most + 1))));
    values.put("with a line end", Optional.of(JSON.textNode("a\nb")));
  }

  @Override
  public String toString() {
    return String.join(".", path);
  }
}
