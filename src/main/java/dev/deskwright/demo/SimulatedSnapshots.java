package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotBuilder;
import java.time.Clock;

/**
 * Takes snapshots of simulated drives in two steps, as real drivers do: the data is copied, and a
 * while later the copy is ready to use. Of a claim that is not bound no snapshot ever gets ready.
 */
final class SimulatedSnapshots {

  private final KubernetesClient client;
  private final SimulatedSteps steps;
  private final SimulatedDisks disks;
  private final Clock clock;

  SimulatedSnapshots(
      KubernetesClient client, SimulatedSteps steps, SimulatedDisks disks, Clock clock) {
    this.client = client;
    this.steps = steps;
    this.disks = disks;
    this.clock = clock;
  }

  /** To be called for every snapshot, at every change. */
  void seen(VolumeSnapshot snapshot) {
    if (!isReady(snapshot) && !snapshot.isMarkedForDeletion()) {
      steps.soon("taking snapshot " + snapshot.getMetadata().getUid(), () -> take(snapshot));
    }
  }

  /** To be called for every snapshot that is gone. */
  void gone(VolumeSnapshot snapshot) {
    disks.drop(snapshot);
  }

  /** Whether a claim can be made of it. */
  static boolean isReady(VolumeSnapshot snapshot) {
    return snapshot.getStatus() != null
        && Boolean.TRUE.equals(snapshot.getStatus().getReadyToUse());
  }

  private boolean take(VolumeSnapshot snapshot) {
    var now = client.resource(snapshot).get();
    if (now == null || !isSame(now, snapshot) || isReady(now) || now.isMarkedForDeletion()) {
      return true;
    }
    if (!disks.has(now)) {
      copy(now);
      return false;
    }
    client.resource(now).editStatus(SimulatedSnapshots::ready);
    return true;
  }

  private static boolean isSame(VolumeSnapshot one, VolumeSnapshot other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }

  private void copy(VolumeSnapshot snapshot) {
    var claim =
        client
            .persistentVolumeClaims()
            .inNamespace(snapshot.getMetadata().getNamespace())
            .withName(snapshot.getSpec().getSource().getPersistentVolumeClaimName())
            .get();
    if (claim != null && SimulatedVolumes.isBound(claim) && disks.has(claim)) {
      client.resource(snapshot).editStatus(now -> copied(now, claim));
      disks.copy(claim, snapshot);
    }
  }

  private VolumeSnapshot copied(VolumeSnapshot snapshot, PersistentVolumeClaim claim) {
    return new VolumeSnapshotBuilder(snapshot)
        .withNewStatus()
        .withBoundVolumeSnapshotContentName("simulated-" + snapshot.getMetadata().getUid())
        .withCreationTime(SimulatedKubelet.timestamp(clock))
        .withRestoreSize(claim.getStatus().getCapacity().get(SimulatedVolumes.STORAGE))
        .withReadyToUse(false)
        .endStatus()
        .build();
  }

  private static VolumeSnapshot ready(VolumeSnapshot snapshot) {
    return new VolumeSnapshotBuilder(snapshot)
        .editStatus()
        .withReadyToUse(true)
        .endStatus()
        .build();
  }
}
