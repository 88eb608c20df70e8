package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every pod one of the simulated nodes, in turn, once its claims are bound. Resources,
 * selectors and taints are not looked at.
 */
final class SimulatedScheduler {

  private final KubernetesClient client;
  private final SimulatedSteps steps;
  private final SimulatedDrives drives;
  private final List<String> nodes;
  private final Map<String, String> nodeOfPod = new HashMap<>();

  SimulatedScheduler(
      KubernetesClient client, SimulatedSteps steps, SimulatedDrives drives, List<String> nodes) {
    this.client = client;
    this.steps = steps;
    this.drives = drives;
    this.nodes = nodes;
  }

  /** To be called for every pod, at every change. */
  void seen(Pod pod) {
    if (isWaiting(pod)) {
      steps.soon("binding pod " + pod.getMetadata().getUid(), () -> bind(pod));
    }
  }

  private boolean bind(Pod pod) {
    var now = client.resource(pod).get();
    if (now == null || !isSame(now, pod) || !isWaiting(now)) {
      return true;
    }
    if (!drives.areBound(now)) {
      return false;
    }
    give(now, nodeFor(now));
    return true;
  }

  private void give(Pod pod, String node) {
    client
        .bindings()
        .inNamespace(pod.getMetadata().getNamespace())
        .resource(
            new BindingBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .endMetadata()
                .withNewTarget()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(node)
                .endTarget()
                .build())
        .create();
  }

  private static boolean isWaiting(Pod pod) {
    return pod.getSpec().getNodeName() == null && !pod.isMarkedForDeletion();
  }

  /** Whether it is the same pod, and not a later one of the same name. */
  static boolean isSame(Pod one, Pod other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }

  /** In turn; a pod of the same name gets the node next to the one it had, to show that it may. */
  private synchronized String nodeFor(Pod pod) {
    String name = pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
    String before = nodeOfPod.get(name);
    int turn = before == null ? nodeOfPod.size() : nodes.indexOf(before) + 1;
    String node = nodes.get(turn % nodes.size());
    nodeOfPod.put(name, node);
    return node;
  }
}
