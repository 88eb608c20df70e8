package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which live pod has which claim mounted; it notes whenever two have the same. */
final class SimulatedMounts {

  private final Map<String, Map<String, String>> podsByClaim = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  /** From now on the pod has the claims mounted, until {@link #unmount}. */
  synchronized void mount(Pod pod, Collection<PersistentVolumeClaim> claims) {
    for (PersistentVolumeClaim claim : claims) {
      var pods =
          podsByClaim.computeIfAbsent(claim.getMetadata().getUid(), uid -> new LinkedHashMap<>());
      if (pods.putIfAbsent(pod.getMetadata().getUid(), name(pod)) == null && pods.size() > 1) {
        violations.add(
            "claim %s is mounted by pods %s at once"
                .formatted(name(claim), String.join(" and ", pods.values())));
      }
    }
  }

  /** The pod's containers have ended. */
  synchronized void unmount(Pod pod) {
    podsByClaim.values().forEach(pods -> pods.remove(pod.getMetadata().getUid()));
    podsByClaim.values().removeIf(Map::isEmpty);
  }

  /** Whether any pod has it mounted. */
  synchronized boolean isMounted(PersistentVolumeClaim claim) {
    return podsByClaim.containsKey(claim.getMetadata().getUid());
  }

  /** A sentence for each time that a claim was mounted by two pods at once; none is right. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  private static String name(HasMetadata object) {
    var meta = object.getMetadata();
    return "%s/%s (%s)".formatted(meta.getNamespace(), meta.getName(), meta.getUid());
  }
}
