package dev.deskwright.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;

/**
 * Writes a status when it differs from the one that stands, as a merge patch of the difference. The
 * patch names the UID, so that it never lands on a later object of the same name.
 */
public final class StatusWriter<S, P extends CustomResource<?, S>> {

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final KubernetesSerialization json;

  public StatusWriter(KubernetesClient client) {
    this.client = client;
    this.json = client.getKubernetesSerialization();
  }

  /** Writes; returns whether there was anything to write. */
  public boolean write(P object, S status, Context<P> context) {
    return write(object, status, context, false);
  }

  /**
   * Writes; returns whether there was anything to write.
   *
   * @param locked whether it must fail if the object is not the latest any more, because the status
   *     says what is to be done, and not only what is seen
   */
  public boolean write(P object, S status, Context<P> context, boolean locked) {
    var patch = MergePatch.between(tree(object.getStatus()), tree(status));
    if (patch.isEmpty()) {
      return false;
    }
    ObjectNode body = json.convertValue(Map.of(), ObjectNode.class);
    var metadata = body.putObject("metadata").put("uid", object.getMetadata().getUid());
    if (locked) {
      metadata.put("resourceVersion", object.getMetadata().getResourceVersion());
    }
    body.set("status", patch.get());
    P written = client.resource(object).subresource("status").patch(MERGE, body.toString());
    context
        .eventSourceRetriever()
        .getControllerEventSource()
        .handleRecentResourceUpdate(ResourceID.fromResource(written), written, object);
    return true;
  }

  private ObjectNode tree(Object status) {
    var empty = Map.of();
    return json.convertValue(status == null ? empty : status, ObjectNode.class);
  }
}
