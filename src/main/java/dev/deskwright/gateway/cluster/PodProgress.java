package dev.deskwright.gateway.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/** How far a desktop's pod is. */
public enum PodProgress {
  /** There is no pod yet, or an older one is still going. */
  NONE,
  /** No node has been found for it. */
  SCHEDULING,
  /** A node has it; the drives are being attached, and the root drive is filled. */
  VOLUMES,
  /** Its container starts. */
  STARTING,
  /** It can be connected to. */
  READY;

  static PodProgress of(Optional<Pod> pod) {
    if (pod.isEmpty() || pod.get().isMarkedForDeletion()) {
      return NONE;
    }
    if (is(pod.get(), "Ready")) {
      return READY;
    }
    if (is(pod.get(), "Initialized")) {
      return STARTING;
    }
    return is(pod.get(), "PodScheduled") || pod.get().getSpec().getNodeName() != null
        ? VOLUMES
        : SCHEDULING;
  }

  static boolean is(Pod pod, String condition) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(each -> each.getType().equals(condition) && each.getStatus().equals("True"));
  }
}
