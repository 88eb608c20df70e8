package dev.deskwright.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The fields in which two objects differ, for people to read. */
final class Difference {

  private static final int MOST = 6;
  private static final int LONGEST = 400;

  private Difference() {}

  static String of(JsonNode before, JsonNode after) {
    if (before == null || after == null) {
      return before == null ? "created" : "deleted";
    }
    List<String> fields = new ArrayList<>();
    collect("", before, after, fields);
    return String.join(", ", fields.subList(0, Math.min(MOST, fields.size())));
  }

  private static void collect(String path, JsonNode before, JsonNode after, List<String> fields) {
    if (before.equals(after)
        || path.startsWith("/metadata/managedFields")
        || path.startsWith("/metadata/resourceVersion")) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(
          name -> collect(path + "/" + name, before.path(name), after.path(name), fields));
    } else if (before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        collect(path + "/" + i, before.path(i), after.path(i), fields);
      }
    } else {
      fields.add("%s was %s, is %s".formatted(path, brief(before), brief(after)));
    }
  }

  private static String brief(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
