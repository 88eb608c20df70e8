package dev.deskwright.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;

/**
 * JSON merge patches: the one that turns a document into another, and what comes of one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
 */
public final class MergePatch {

  /** Tells the client that a patch is of this kind. */
  public static final PatchContext CONTEXT = PatchContext.of(PatchType.JSON_MERGE);

  private MergePatch() {}

  /** The patch, or nothing when the two are the same. */
  public static Optional<ObjectNode> between(ObjectNode from, ObjectNode to) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    from.fieldNames()
        .forEachRemaining(
            name -> {
              if (!to.has(name)) {
                patch.putNull(name);
              }
            });
    to.properties()
        .forEach(
            field ->
                difference(from.get(field.getKey()), field.getValue())
                    .ifPresent(value -> patch.set(field.getKey(), value)));
    return Optional.of(patch).filter(p -> !p.isEmpty());
  }

  private static Optional<JsonNode> difference(JsonNode from, JsonNode to) {
    if (from instanceof ObjectNode source && to instanceof ObjectNode target) {
      return between(source, target).map(JsonNode.class::cast);
    }
    return to.equals(from) ? Optional.empty() : Optional.of(to);
  }

  /** {@code MergePatch(Target, Patch)} of the RFC's section 2; the target is left as it is. */
  public static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result =
        target != null && target.isObject()
            ? target.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    for (var field : patch.properties()) {
      if (field.getValue().isNull()) {
        result.remove(field.getKey());
      } else {
        result.set(field.getKey(), apply(result.get(field.getKey()), field.getValue()));
      }
    }
    return result;
  }
}
