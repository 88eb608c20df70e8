package dev.deskwright.fault;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import dev.deskwright.workspace.snapshots.SnapshotTemplate;
import dev.deskwright.workspace.snapshots.SnapshotTemplate.Wanted;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;

/**
 * Automatic snapshots of both drives, as the operator would have taken them long ago: their turn
 * comes twice a day, and a test does not wait for it.
 */
final class PairOfSnapshots {

  private static final String SET = "20260101-0000";

  private PairOfSnapshots() {}

  /** One of the two. */
  static VolumeSnapshot of(WorkSpace workspace, PersistentVolumeClaim claim, Drive drive) {
    var meta = claim.getMetadata();
    String name = SnapshotTemplate.name(workspace.getMetadata().getName(), drive, SET);
    return SnapshotTemplate.snapshot(
        workspace,
        meta.getLabels(),
        meta.getAnnotations(),
        new Wanted(name, meta.getName(), drive, Kind.AUTOMATIC, SET, null));
  }
}
