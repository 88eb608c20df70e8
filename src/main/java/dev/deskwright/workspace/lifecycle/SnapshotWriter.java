package dev.deskwright.workspace.lifecycle;

import dev.deskwright.kernel.Outcome;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;

/** Writes snapshots, where the cluster has an API for them. */
public interface SnapshotWriter {

  /** Takes a snapshot; one of ours that is there already counts as taken. */
  Outcome create(VolumeSnapshot snapshot);

  /** Deletes this very snapshot. */
  Outcome delete(VolumeSnapshot snapshot);
}
