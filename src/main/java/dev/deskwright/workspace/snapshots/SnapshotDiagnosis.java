package dev.deskwright.workspace.snapshots;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.SnapshotRules;
import dev.deskwright.api.v1alpha1.SnapshotStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.observed.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Puts into words what is seen of a desktop's snapshots. */
public final class SnapshotDiagnosis {

  private SnapshotDiagnosis() {}

  /**
   * Whether the data could be brought back from recent snapshots.
   *
   * @param rules the Directory's; null for the defaults
   * @param drivesSince when the drives were made
   * @param runningSince since when the volumes are in use; empty while they are not
   */
  public static Finding of(
      SnapshotRules rules,
      WorkSpace workspace,
      Instant drivesSince,
      Optional<Instant> runningSince,
      Snapshots snapshots,
      Instant now) {
    return Finding.unknown(
        ConditionType.SnapshotsCurrent,
        WorkSpaceReason.SnapshotPending,
        "No snapshot has been taken yet.");
  }

  /** The snapshots in the status; null if there can be none. */
  public static SnapshotStatus status(
      SnapshotRules rules,
      WorkSpace workspace,
      Instant drivesSince,
      Optional<Instant> runningSince,
      Snapshots snapshots,
      Instant now) {
    return null;
  }

  /** When to look again although nothing may happen: when a snapshot is late, or the last stale. */
  public static Optional<Duration> recheck(
      SnapshotRules rules, Optional<Instant> runningSince, Snapshots snapshots, Instant now) {
    return Optional.empty();
  }
}
