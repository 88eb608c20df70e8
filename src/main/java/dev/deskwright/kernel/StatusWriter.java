package dev.deskwright.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.Conditioned;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;

/**
 * Writes a status when it differs from the one that stands, as a patch of the difference, and
 * reports the change. It never lands on a later object of the same name.
 */
public final class StatusWriter<S extends Conditioned, P extends CustomResource<?, S>> {

  private final KubernetesClient client;
  private final KubernetesSerialization json;
  private final TransitionReporter reporter;
  private final WrittenStatuses statuses;

  /**
   * Writes with a client.
   *
   * @param statuses is told what is to be seen of them
   */
  public StatusWriter(
      KubernetesClient client, TransitionReporter reporter, WrittenStatuses statuses) {
    this.client = client;
    this.reporter = reporter;
    this.statuses = statuses;
    this.json = client.getKubernetesSerialization();
  }

  /**
   * Writes, if there is anything to write.
   *
   * @param findings what the status was made of
   */
  public void write(P object, S status, List<Finding> findings, Context<P> context) {
    write(object, status, findings, context, false);
  }

  /**
   * Writes, if there is anything to write.
   *
   * @param findings what the status was made of
   * @param locked whether it must fail if the object is not the latest any more, because the status
   *     says what is to be done, and not only what is seen
   */
  public void write(
      P object, S status, List<Finding> findings, Context<P> context, boolean locked) {
    statuses.mean(object, status);
    var before = tree(object.getStatus());
    var difference = MergePatch.between(before, tree(status));
    if (difference.isPresent()) {
      var patch = StatusPatch.of(object.getMetadata().getUid());
      if (locked) {
        patch.locked(object.getMetadata().getResourceVersion());
      }
      patch(object, patch.merge(before, difference.get()), context);
      reporter.report(object, Conditions.of(object), status.conditions(), findings);
    }
  }

  private void patch(P object, StatusPatch patch, Context<P> context) {
    P written =
        client.resource(object).subresource("status").patch(StatusPatch.CONTEXT, patch.toString());
    // What others have changed meanwhile is left to the watch: news of a version that is known
    // already is no event, and what they ask for would not be looked at.
    if (!OthersChanges.between(object, written)) {
      context
          .eventSourceRetriever()
          .getControllerEventSource()
          .handleRecentResourceUpdate(ResourceID.fromResource(written), written, object);
    }
  }

  private ObjectNode tree(Object status) {
    return status == null
        ? JsonNodeFactory.instance.objectNode()
        : json.convertValue(status, ObjectNode.class);
  }
}
