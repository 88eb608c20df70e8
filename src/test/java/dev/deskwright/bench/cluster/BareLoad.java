package dev.deskwright.bench.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * Makes the same pods and claims as the operator, without it: copies of those of one desktop that
 * the operator has made.
 */
public final class BareLoad {

  private final KubernetesClient client;
  private final String model;
  private final List<String> claims;
  private final String pod;

  private BareLoad(KubernetesClient client, String model, List<String> claims, String pod) {
    this.client = client;
    this.model = model;
    this.claims = claims;
    this.pod = pod;
  }

  /** Learns from a desktop that is there; makes copies with another client. */
  public static BareLoad like(String desktop, KubernetesClient there, KubernetesClient here) {
    var claims =
        there.persistentVolumeClaims().withLabel(Labels.WORKSPACE, desktop).list().getItems();
    Pod pod = there.pods().withName(desktop).get();
    pod.getSpec().setNodeName(null);
    return new BareLoad(
        here,
        desktop,
        claims.stream().map(claim -> template(there, claim)).toList(),
        template(there, pod));
  }

  private static String template(KubernetesClient client, HasMetadata object) {
    ObjectNode tree = client.getKubernetesSerialization().convertValue(object, ObjectNode.class);
    tree.remove("status");
    ((ObjectNode) tree.path("spec")).remove("volumeName");
    ((ObjectNode) tree.path("metadata"))
        .remove(
            List.of(
                "uid",
                "namespace",
                "resourceVersion",
                "generation",
                "creationTimestamp",
                "ownerReferences",
                "managedFields",
                "finalizers"));
    if (tree.path("metadata").path("annotations") instanceof ObjectNode annotations) {
      annotations.remove(
          List.of(
              "pv.kubernetes.io/bind-completed",
              "pv.kubernetes.io/bound-by-controller",
              "volume.kubernetes.io/storage-provisioner",
              "volume.beta.kubernetes.io/storage-provisioner"));
    }
    return tree.toString();
  }

  /** Makes the claims and the pod of one. */
  public void create(String name) {
    claims.forEach(
        claim -> client.resource(load(claim, name, PersistentVolumeClaim.class)).create());
    client.resource(load(pod, name, Pod.class)).create();
  }

  private <R extends HasMetadata> R load(String template, String name, Class<R> type) {
    return client.getKubernetesSerialization().unmarshal(template.replace(model, name), type);
  }
}
