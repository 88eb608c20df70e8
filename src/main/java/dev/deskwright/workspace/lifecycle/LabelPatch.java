package dev.deskwright.workspace.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.desired.Blueprint;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/** The merge patch that brings the labels of a live object up to date, others' labels untouched. */
final class LabelPatch {

  private LabelPatch() {}

  static Optional<String> of(HasMetadata live, Blueprint blueprint) {
    return metadata(live, blueprint.labels(), blueprint.annotations())
        .map(
            metadata -> JsonNodeFactory.instance.objectNode().set("metadata", metadata).toString());
  }

  static Optional<ObjectNode> metadata(
      HasMetadata live, Map<String, String> desired, Map<String, String> desiredAnnotations) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    ObjectNode labels = changes(orEmpty(live.getMetadata().getLabels()), desired);
    for (String tag : formerTags(live)) {
      if (!desired.containsKey(tag)) {
        labels.putNull(tag);
      }
    }
    ObjectNode annotations =
        changes(orEmpty(live.getMetadata().getAnnotations()), desiredAnnotations);
    if (!labels.isEmpty()) {
      metadata.set("labels", labels);
    }
    if (!annotations.isEmpty()) {
      metadata.set("annotations", annotations);
    }
    return metadata.isEmpty() ? Optional.empty() : Optional.of(metadata);
  }

  private static ObjectNode changes(Map<String, String> live, Map<String, String> desired) {
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    desired.forEach(
        (key, value) -> {
          if (!value.equals(live.get(key))) {
            changes.put(key, value);
          }
        });
    return changes;
  }

  private static String[] formerTags(HasMetadata live) {
    String tags = orEmpty(live.getMetadata().getAnnotations()).getOrDefault(Labels.TAGS, "");
    return tags.isEmpty() ? new String[0] : tags.split(",", -1);
  }

  private static Map<String, String> orEmpty(Map<String, String> map) {
    return map == null ? Map.of() : map;
  }
}
