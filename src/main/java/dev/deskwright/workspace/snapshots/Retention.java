package dev.deskwright.workspace.snapshots;

import dev.deskwright.api.v1alpha1.SnapshotRules;
import dev.deskwright.workspace.observed.Snapshots;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which snapshots have been kept for long enough. */
public final class Retention {

  private Retention() {}

  /**
   * The snapshots to delete.
   *
   * @param rules the Directory's; null for the defaults
   * @param inUse names of those that an operation may still need
   */
  public static List<VolumeSnapshot> expired(
      SnapshotRules rules, Snapshots snapshots, Set<String> inUse, Instant now) {
    return List.of();
  }

  /** How long until the next one may be deleted although nothing happens. */
  public static Optional<Duration> recheck(
      SnapshotRules rules, Snapshots snapshots, Set<String> inUse, Instant now) {
    return Optional.empty();
  }
}
