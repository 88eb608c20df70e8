package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Mounted;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.observed.Snapshots;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.Objects;

/** A number for a state of the cluster, without names and times: states that look alike are one. */
final class Signature {

  private long hash = 17;

  private Signature() {}

  static long of(Cluster cluster) {
    var signature = new Signature();
    signature.add(cluster.snapshotApi);
    signature.add(cluster.bundles.size());
    cluster.workspaces.values().forEach(signature::add);
    cluster.pods.values().forEach(signature::add);
    cluster.claims.values().forEach(claim -> signature.add(cluster, claim));
    cluster.snapshots.values().forEach(signature::add);
    return signature.hash;
  }

  private void add(Object part) {
    hash = hash * 1_000_003 + Objects.hashCode(part);
  }

  private void add(Enum<?> part) {
    add(part == null ? "" : part.name());
  }

  private void add(WorkSpace workspace) {
    var spec = workspace.getSpec();
    add(spec.bundleRef().name());
    add(spec.runningMode() == null ? null : spec.runningMode().mode());
    add(spec.deletionPolicy());
    add(spec.maintenance());
    add(spec.suspended());
    add(workspace.isMarkedForDeletion());
    add(workspace.getMetadata().getFinalizers().size());
    var status = workspace.getStatus();
    if (status != null) {
      add(status.state());
      add(status.bundleName());
      add(status.power() == null ? null : status.power().desired());
      add(status.power() == null ? null : status.power().cause());
      for (OperationStatus operation : Recorded.operations(workspace)) {
        add(operation.operation());
        add(operation.result());
      }
    }
  }

  private void add(Pod pod) {
    add(pod.isMarkedForDeletion());
    add(pod.getStatus().getPhase());
    add(PodDiagnosis.readySince(pod).isPresent());
    add(Mounted.claims(pod).size());
  }

  private void add(Cluster cluster, PersistentVolumeClaim claim) {
    add(DriveKind.of(claim));
    add(Cluster.isBound(claim));
    add(claim.isMarkedForDeletion());
    add(claim.getMetadata().getOwnerReferences().size());
    add(cluster.users(claim).size());
    add(Long.bitCount(cluster.files.get(claim.getMetadata().getUid())) > 0);
  }

  private void add(VolumeSnapshot snapshot) {
    add(DriveKind.of(snapshot));
    add(Snapshots.isReady(snapshot));
    Snapshots.kind(snapshot).ifPresent(this::add);
  }
}
