package dev.deskwright.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;

/** A finalizer that keeps an object while others use it. */
public final class UseGuard<P extends CustomResource<?, ?>> {

  /** The finalizer's name. */
  public static final String FINALIZER = "deskwright.dev/in-use";

  private final KubernetesClient client;

  public UseGuard(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Sees to the finalizer: adds it to a live object, removes it from a deleted one that nobody
   * uses.
   *
   * @return whether the object is gone, so that nothing is left to do
   */
  public boolean update(P object, boolean inUse) {
    boolean guarded = object.getMetadata().getFinalizers().contains(FINALIZER);
    if (object.isMarkedForDeletion()) {
      if (guarded && !inUse) {
        write(object, false);
      }
      return !guarded || !inUse;
    }
    if (!guarded) {
      write(object, true);
    }
    return false;
  }

  /** The version makes it fail rather than drop a finalizer that somebody else has just added. */
  private void write(P object, boolean guarded) {
    var meta = object.getMetadata();
    List<String> finalizers = new ArrayList<>(meta.getFinalizers());
    finalizers.remove(FINALIZER);
    if (guarded) {
      finalizers.add(FINALIZER);
    }
    var patch = JsonNodeFactory.instance.objectNode();
    var metadata = patch.putObject("metadata").put("resourceVersion", meta.getResourceVersion());
    var list = metadata.putArray("finalizers");
    finalizers.forEach(list::add);
    client.resource(object).patch(MergePatch.CONTEXT, patch.toString());
  }
}
