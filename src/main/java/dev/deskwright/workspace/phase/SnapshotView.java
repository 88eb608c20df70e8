package dev.deskwright.workspace.phase;

import dev.deskwright.api.v1alpha1.SnapshotRules;
import dev.deskwright.api.v1alpha1.SnapshotStatus;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.snapshots.SnapshotDiagnosis;
import dev.deskwright.workspace.snapshots.SnapshotSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The snapshots of a desktop, as its Directory's rules see them. Pure. */
public final class SnapshotView {

  private SnapshotView() {}

  /** The Directory's rules; null for the defaults. */
  public static SnapshotRules rules(Observed observed) {
    return observed.directory().map(directory -> directory.getSpec().snapshots()).orElse(null);
  }

  /** The slot of the schedule whose snapshots are to be taken now. */
  public static Optional<Instant> due(Observed observed) {
    return SnapshotSchedule.due(
        rules(observed),
        observed.workspace().getMetadata().getUid(),
        drivesSince(observed),
        inUseSince(observed),
        observed.snapshots(),
        observed.now());
  }

  /** When to look again although nothing may happen. */
  public static Optional<Duration> recheck(Observed observed) {
    return Stream.of(
            SnapshotSchedule.recheck(
                rules(observed),
                observed.workspace().getMetadata().getUid(),
                drivesSince(observed),
                inUseSince(observed),
                observed.snapshots(),
                observed.now()),
            SnapshotDiagnosis.recheck(
                rules(observed), inUseSince(observed), observed.snapshots(), observed.now()))
        .flatMap(Optional::stream)
        .min(Duration::compareTo);
  }

  static Finding finding(Observed observed) {
    return SnapshotDiagnosis.of(
        rules(observed),
        observed.workspace(),
        drivesSince(observed),
        inUseSince(observed),
        observed.snapshots(),
        observed.now());
  }

  static SnapshotStatus status(Observed observed) {
    return SnapshotDiagnosis.status(
        rules(observed),
        observed.workspace(),
        drivesSince(observed),
        inUseSince(observed),
        observed.snapshots(),
        observed.now());
  }

  private static Instant drivesSince(Observed observed) {
    return observed
        .claim(observed.settled().userClaim())
        .map(claim -> Instant.parse(claim.getMetadata().getCreationTimestamp()))
        .orElse(observed.now());
  }

  /** A volume is in use as long as a pod has it, whether that answers or not. */
  private static Optional<Instant> inUseSince(Observed observed) {
    return observed
        .pod()
        .filter(pod -> !pod.isMarkedForDeletion())
        .map(pod -> Instant.parse(pod.getMetadata().getCreationTimestamp()));
  }
}
