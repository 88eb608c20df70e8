package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Binds every claim to a simulated disk, empty or copied from a snapshot, lets it grow, and lets go
 * of those that are deleted once no pod has them. No volume exists.
 */
final class SimulatedVolumes {

  static final String STORAGE = "storage";

  /**
   * Set by a real API server, and here by what binds on one that is not; only a controller-manager,
   * which the demo has none of, takes it off.
   */
  private static final String IN_USE = "kubernetes.io/pvc-protection";

  private final KubernetesClient client;
  private final SimulatedSteps steps;
  private final SimulatedDisks disks;
  private final SimulatedMounts mounts;

  SimulatedVolumes(
      KubernetesClient client, SimulatedSteps steps, SimulatedDisks disks, SimulatedMounts mounts) {
    this.client = client;
    this.steps = steps;
    this.disks = disks;
    this.mounts = mounts;
  }

  /** To be called for every claim, at every change. */
  void seen(PersistentVolumeClaim claim) {
    if (claim.isMarkedForDeletion()) {
      steps.soon("releasing claim " + claim.getMetadata().getUid(), () -> release(claim));
    } else if (!isBound(claim)) {
      steps.soon("binding claim " + claim.getMetadata().getUid(), () -> bind(claim));
    } else if (!hasItsSize(claim)) {
      steps.soon("growing claim " + claim.getMetadata().getUid(), () -> grow(claim));
    }
  }

  /** To be called for every claim that is gone. */
  void gone(PersistentVolumeClaim claim) {
    disks.drop(claim);
  }

  static boolean isBound(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
  }

  private boolean bind(PersistentVolumeClaim claim) {
    var now = client.resource(claim).get();
    if (now == null || !isSame(now, claim) || isBound(now) || now.isMarkedForDeletion()) {
      return true;
    }
    if (!fill(now)) {
      return false;
    }
    var given = client.resource(withVolume(now)).update();
    client.resource(bound(given)).updateStatus();
    return true;
  }

  private static boolean isSame(PersistentVolumeClaim one, PersistentVolumeClaim other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }

  /** Gives it a disk; false if that can't be yet, for as long as its snapshot is not ready. */
  private boolean fill(PersistentVolumeClaim claim) {
    var source = claim.getSpec().getDataSource();
    if (source == null || !"VolumeSnapshot".equals(source.getKind())) {
      disks.create(claim);
      return true;
    }
    var snapshot =
        client
            .resources(VolumeSnapshot.class)
            .inNamespace(claim.getMetadata().getNamespace())
            .withName(source.getName())
            .get();
    return snapshot != null
        && SimulatedSnapshots.isReady(snapshot)
        && isLargeEnough(claim, snapshot)
        && disks.copy(snapshot, claim);
  }

  /** A real driver does not copy a snapshot to a smaller volume either. */
  private static boolean isLargeEnough(PersistentVolumeClaim claim, VolumeSnapshot snapshot) {
    Quantity needed = snapshot.getStatus().getRestoreSize();
    return needed == null || bytes(wanted(claim).get(STORAGE)).compareTo(bytes(needed)) >= 0;
  }

  private static Map<String, Quantity> wanted(PersistentVolumeClaim claim) {
    return claim.getSpec().getResources().getRequests();
  }

  private static BigDecimal bytes(Quantity quantity) {
    return Quantity.getAmountInBytes(quantity);
  }

  private static boolean hasItsSize(PersistentVolumeClaim claim) {
    var capacity = claim.getStatus().getCapacity();
    return capacity == null
        || !capacity.containsKey(STORAGE)
        || bytes(capacity.get(STORAGE)).compareTo(bytes(wanted(claim).get(STORAGE))) >= 0;
  }

  private boolean grow(PersistentVolumeClaim claim) {
    var now = client.resource(claim).get();
    if (now != null && isSame(now, claim) && isBound(now)) {
      client.resource(bound(now)).updateStatus();
    }
    return true;
  }

  private static PersistentVolumeClaim withVolume(PersistentVolumeClaim claim) {
    List<String> finalizers = new ArrayList<>(claim.getFinalizers());
    if (!finalizers.contains(IN_USE)) {
      finalizers.add(IN_USE);
    }
    return new PersistentVolumeClaimBuilder(claim)
        .editMetadata()
        .withFinalizers(finalizers)
        .endMetadata()
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
        .withCapacity(wanted(claim))
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
    return mounts.isMounted(claim) || isNamedByAPod(claim);
  }

  private boolean isNamedByAPod(PersistentVolumeClaim claim) {
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
