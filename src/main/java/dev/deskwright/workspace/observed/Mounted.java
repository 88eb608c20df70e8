package dev.deskwright.workspace.observed;

import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The claims that a pod mounts, whether it was pruned or has just been written. */
public final class Mounted {

  private Mounted() {}

  /** Their names. */
  public static Set<String> claims(Pod pod) {
    var annotations = pod.getMetadata().getAnnotations();
    String noted = annotations == null ? null : annotations.get(Labels.MOUNTED);
    return noted == null ? named(pod) : noted.isEmpty() ? Set.of() : Set.of(noted.split(",", 0));
  }

  private static Set<String> named(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .map(Volume::getPersistentVolumeClaim)
        .filter(Objects::nonNull)
        .map(PersistentVolumeClaimVolumeSource::getClaimName)
        .collect(Collectors.toUnmodifiableSet());
  }
}
