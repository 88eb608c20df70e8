package dev.deskwright.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.deskwright.kernel.MergePatch;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** One of the files in {@code admission/}: what the API server must refuse or accept of a kind. */
final class AdmissionTable {

  /** For example {@code <51 tags>}. */
  private static final Pattern MANY = Pattern.compile("<(\\d+) (\\w+)>");

  /**
   * One line of the table.
   *
   * @param title what is wrong, or what is right
   * @param before the object to change, or null when the case is about creation
   * @param after the object to send
   * @param ofStatus whether it is the status that is sent, through its subresource
   * @param says parts of the message that must come back; empty when it must be accepted
   */
  record Case(String title, JsonNode before, JsonNode after, boolean ofStatus, List<String> says) {}

  private static final YAMLMapper YAML = new YAMLMapper();

  private final JsonNode table;

  private AdmissionTable(JsonNode table) {
    this.table = table;
  }

  static AdmissionTable read(String file) throws IOException {
    try (InputStream text =
        Objects.requireNonNull(AdmissionTable.class.getResourceAsStream("/admission/" + file))) {
      return new AdmissionTable(YAML.readTree(text));
    }
  }

  List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    each("invalid", (line, title) -> cases.add(creation(line, title)));
    each("valid", (line, title) -> cases.add(creation(line, title)));
    each("updates", (line, title) -> cases.add(update(line, title, false)));
    each("validUpdates", (line, title) -> cases.add(update(line, title, false)));
    each("statuses", (line, title) -> cases.add(update(line, title, true)));
    each("validStatuses", (line, title) -> cases.add(update(line, title, true)));
    return cases;
  }

  /** The fields that the patches of the refused cases name, without the indices of lists. */
  Set<String> refusedFields() {
    Set<String> fields = new TreeSet<>();
    each("invalid", (line, title) -> collect("", expanded(line.get("patch")), fields));
    each("updates", (line, title) -> collect("", line.get("to"), fields));
    return fields;
  }

  private static void collect(String path, JsonNode patch, Set<String> fields) {
    patch.forEachEntry(
        (name, value) -> {
          String field = path.isEmpty() ? name : path + "." + name;
          fields.add(field);
          collect(field, expanded(value), fields);
        });
    if (patch.isArray()) {
      patch.forEach(item -> collect(path, item, fields));
    }
  }

  private void each(String section, BiConsumer<JsonNode, String> take) {
    for (JsonNode line : table.path(section)) {
      String title = line.path("wrong").asText(line.path("what").asText());
      take.accept(line, section + ": " + title);
    }
  }

  private Case creation(JsonNode line, String title) {
    return new Case(title, null, patched(table.get("base"), line.get("patch")), false, says(line));
  }

  private Case update(JsonNode line, String title, boolean ofStatus) {
    JsonNode before = patched(table.get("base"), line.get("from"));
    return new Case(title, before, patched(before, line.get("to")), ofStatus, says(line));
  }

  private static List<String> says(JsonNode line) {
    List<String> says = new ArrayList<>();
    line.path("says").forEach(part -> says.add(part.asText()));
    return says;
  }

  private static JsonNode patched(JsonNode base, JsonNode patch) {
    return patch == null ? base.deepCopy() : MergePatch.apply(base, expandedWithin(patch));
  }

  private static JsonNode expandedWithin(JsonNode patch) {
    if (!patch.isObject()) {
      return expanded(patch);
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    patch
        .properties()
        .forEach(field -> result.set(field.getKey(), expandedWithin(field.getValue())));
    return result;
  }

  /** The value itself, or the many that it stands for. */
  private static JsonNode expanded(JsonNode value) {
    if (value.isArray()) {
      var list = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> list.add(patched(null, item)));
      return list;
    }
    Matcher many = MANY.matcher(value.asText());
    return many.matches() ? many(Integer.parseInt(many.group(1)), many.group(2)) : value;
  }

  private static JsonNode many(int count, String what) {
    return switch (what) {
      case "letters" -> JsonNodeFactory.instance.textNode("a".repeat(count));
      case "tags" -> yaml("{", count, "tag-%d: value", "}");
      case "folders" -> yaml("[", count, "/opt/%d", "]");
      case "references" -> yaml("[", count, "{name: secret-%d}", "]");
      case "variables" -> yaml("[", count, "{name: V%d, value: x}", "]");
      case "tolerations" -> yaml("[", count, "{key: k%d, operator: Exists}", "]");
      default -> throw new IllegalArgumentException("No such thing to have many of: " + what);
    };
  }

  private static JsonNode yaml(String open, int count, String item, String close) {
    List<String> items = IntStream.range(0, count).mapToObj(item::formatted).toList();
    try {
      return YAML.readTree(open + String.join(", ", items) + close);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
