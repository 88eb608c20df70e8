package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The claims of pods: whether they are there, who has them mounted, and filling root drives. */
final class SimulatedDrives {

  private final KubernetesClient client;
  private final SimulatedDisks disks;
  private final SimulatedMounts mounts;

  SimulatedDrives(KubernetesClient client, SimulatedDisks disks, SimulatedMounts mounts) {
    this.client = client;
    this.disks = disks;
    this.mounts = mounts;
  }

  /** Whether all claims of a pod are bound. */
  boolean areBound(Pod pod) {
    return claims(pod).isPresent();
  }

  /** Mounts the pod's claims; false if one of them is not there. */
  boolean mount(Pod pod) {
    var claims = claims(pod);
    claims.ifPresent(found -> mounts.mount(pod, found.values()));
    return claims.isPresent();
  }

  /** Does what the pod's init container does; false if a claim is not there any more. */
  boolean seed(Pod pod) {
    var claims = claims(pod);
    if (claims.isEmpty()) {
      return false;
    }
    for (Container init : pod.getSpec().getInitContainers()) {
      init.getVolumeMounts().stream()
          .map(VolumeMount::getName)
          .filter(volume -> isRoot(pod, volume))
          .map(claims.get()::get)
          .forEach(root -> disks.seed(root, init.getImage()));
    }
    return true;
  }

  /** A root drive is told by its parts being mounted, each in its place. */
  private static boolean isRoot(Pod pod, String volume) {
    return pod.getSpec().getContainers().stream()
        .flatMap(container -> container.getVolumeMounts().stream())
        .anyMatch(mount -> mount.getName().equals(volume) && mount.getSubPath() != null);
  }

  void unmount(Pod pod) {
    mounts.unmount(pod);
  }

  /** The claims by the pod's names for them, or nothing if one of them is missing or unbound. */
  private Optional<Map<String, PersistentVolumeClaim>> claims(Pod pod) {
    Map<String, PersistentVolumeClaim> claims = new HashMap<>();
    for (Volume volume : volumes(pod).toList()) {
      var claim =
          client
              .persistentVolumeClaims()
              .inNamespace(pod.getMetadata().getNamespace())
              .withName(volume.getPersistentVolumeClaim().getClaimName())
              .get();
      if (claim == null || !SimulatedVolumes.isBound(claim)) {
        return Optional.empty();
      }
      claims.put(volume.getName(), claim);
    }
    return Optional.of(claims);
  }

  private static Stream<Volume> volumes(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getPersistentVolumeClaim() != null);
  }
}
