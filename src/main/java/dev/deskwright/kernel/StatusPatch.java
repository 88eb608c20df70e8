package dev.deskwright.kernel;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;

/**
 * JSON patches of a status, each of one very object. The API server passes over the metadata in a
 * merge patch of a status, and the UID there keeps it from no other object of the same name; a test
 * of the UID does: 422 is the answer then.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
public final class StatusPatch {

  /** Tells the client that a patch is of this kind. */
  public static final PatchContext CONTEXT = PatchContext.of(PatchType.JSON);

  private static final JsonPointer UID = JsonPointer.compile("/metadata/uid");
  private static final JsonPointer STATUS = JsonPointer.compile("/status");

  private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

  private StatusPatch(String uid) {
    operation("test", UID).put("value", uid);
  }

  /** The start of one. */
  public static StatusPatch of(String uid) {
    return new StatusPatch(uid);
  }

  /**
   * Whether it has failed because the object is another one by now. Of a status that breaks the
   * schema the API server says what is wrong with it; of a test that fails it says nothing.
   */
  public static boolean isOfAnother(KubernetesClientException e) {
    return e.getCode() == Refusal.UNPROCESSABLE
        && Optional.ofNullable(e.getStatus())
            .map(Status::getDetails)
            .map(StatusDetails::getCauses)
            .orElse(List.of())
            .isEmpty();
  }

  /** Has it fail, with 409, when the object is of a later version than this one. */
  StatusPatch locked(String resourceVersion) {
    operation("replace", JsonPointer.compile("/metadata/resourceVersion"))
        .put("value", resourceVersion);
    return this;
  }

  /**
   * Changes a status as a merge patch would.
   *
   * @param before the status as it stands; empty if there is none
   */
  StatusPatch merge(ObjectNode before, ObjectNode mergePatch) {
    if (before.isEmpty()) {
      operation("add", STATUS).set("value", mergePatch);
    } else {
      merge(STATUS, before, mergePatch);
    }
    return this;
  }

  private void merge(JsonPointer place, JsonNode before, JsonNode mergePatch) {
    for (var field : mergePatch.properties()) {
      JsonPointer path = place.appendProperty(field.getKey());
      JsonNode there = before.get(field.getKey());
      JsonNode value = field.getValue();
      if (value.isNull()) {
        operation("remove", path);
      } else if (value.isObject() && there != null && there.isObject()) {
        merge(path, there, value);
      } else {
        operation("add", path).set("value", value);
      }
    }
  }

  /** Sets a field of a status that is there. */
  public StatusPatch set(String field, JsonNode value) {
    operation("add", STATUS.appendProperty(field)).set("value", value);
    return this;
  }

  private ObjectNode operation(String op, JsonPointer path) {
    return operations.addObject().put("op", op).put("path", path.toString());
  }

  @Override
  public String toString() {
    return operations.toString();
  }
}
