package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Says of every claim that it is bound, and lets go of those that are deleted. No volume exists.
 */
final class SimulatedVolumes {

  /** Set by the API server; only a controller-manager, which the demo has none of, takes it off. */
  private static final String IN_USE = "kubernetes.io/pvc-protection";

  private final KubernetesClient client;
  private final SimulatedSteps steps;

  SimulatedVolumes(KubernetesClient client, SimulatedSteps steps) {
    this.client = client;
    this.steps = steps;
  }

  /** To be called for every claim, at every change. */
  void seen(PersistentVolumeClaim claim) {
    if (claim.isMarkedForDeletion()) {
      steps.soon("releasing claim " + claim.getMetadata().getUid(), () -> release(claim));
    } else if (!isBound(claim)) {
      steps.soon("binding claim " + claim.getMetadata().getUid(), () -> bind(claim));
    }
  }

  private static boolean isBound(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
  }

  private boolean bind(PersistentVolumeClaim claim) {
    var now = client.resource(claim).get();
    if (now == null || isBound(now)) {
      return true;
    }
    var given = client.resource(now).edit(SimulatedVolumes::withVolume);
    client.resource(given).editStatus(SimulatedVolumes::bound);
    return true;
  }

  private static PersistentVolumeClaim withVolume(PersistentVolumeClaim claim) {
    return new PersistentVolumeClaimBuilder(claim)
        .editSpec()
        .withVolumeName("simulated-" + claim.getMetadata().getUid())
        .endSpec()
        .build();
  }

  private static PersistentVolumeClaim bound(PersistentVolumeClaim claim) {
    return new PersistentVolumeClaimBuilder(claim)
        .withNewStatus()
        .withPhase("Bound")
        .withAccessModes(claim.getSpec().getAccessModes())
        .withCapacity(claim.getSpec().getResources().getRequests())
        .endStatus()
        .build();
  }

  private boolean release(PersistentVolumeClaim claim) {
    var now = client.resource(claim).get();
    if (now == null || !now.getFinalizers().contains(IN_USE)) {
      return true;
    }
    if (isInUse(now)) {
      return false;
    }
    client
        .resource(now)
        .edit(
            deleted ->
                new PersistentVolumeClaimBuilder(deleted)
                    .editMetadata()
                    .removeFromFinalizers(IN_USE)
                    .endMetadata()
                    .build());
    return true;
  }

  private boolean isInUse(PersistentVolumeClaim claim) {
    return client.pods().inNamespace(claim.getMetadata().getNamespace()).list().getItems().stream()
        .flatMap(pod -> pod.getSpec().getVolumes().stream())
        .anyMatch(
            volume ->
                volume.getPersistentVolumeClaim() != null
                    && volume
                        .getPersistentVolumeClaim()
                        .getClaimName()
                        .equals(claim.getMetadata().getName()));
  }
}
