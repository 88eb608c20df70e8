package dev.deskwright.workspace.snapshots;

import static dev.deskwright.api.v1alpha1.ConditionType.SnapshotsCurrent;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.SnapshotApiMissing;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.SnapshotPending;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.SnapshotsOff;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.SnapshotsStale;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.SnapshotRules;
import dev.deskwright.api.v1alpha1.SnapshotStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Api;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import dev.deskwright.workspace.observed.Snapshots.Pair;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts into words what is seen of a desktop's snapshots. */
public final class SnapshotDiagnosis {

  private static final int MOST_COUNTED = 10_000;

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
    if (snapshots.api() == Api.UNKNOWN) {
      return before(workspace);
    }
    if (!snapshots.available()) {
      return Finding.no(
          SnapshotsCurrent,
          SnapshotApiMissing,
          "The cluster has no API snapshot.storage.k8s.io/v1, so no drive is snapshotted: install"
              + " the CSI snapshot controller and a driver that can take snapshots.");
    }
    return SnapshotTrouble.of(snapshots, now)
        .orElseGet(
            () ->
                current(
                    RulesInForce.of(rules), workspace, drivesSince, runningSince, snapshots, now));
  }

  /** What is not known yet must not look like a change. */
  private static Finding before(WorkSpace workspace) {
    return Conditions.find(Conditions.of(workspace), SnapshotsCurrent)
        .flatMap(SnapshotDiagnosis::again)
        .orElseGet(
            () ->
                Finding.unknown(
                    SnapshotsCurrent,
                    SnapshotPending,
                    "It is not known yet whether the cluster can take snapshots."));
  }

  private static Optional<Finding> again(Condition condition) {
    return Arrays.stream(WorkSpaceReason.values())
        .filter(reason -> reason.name().equals(condition.reason()))
        .findFirst()
        .map(
            reason ->
                new Finding(SnapshotsCurrent, condition.status(), reason, condition.message()));
  }

  private static Finding current(
      RulesInForce rules,
      WorkSpace workspace,
      Instant drivesSince,
      Optional<Instant> runningSince,
      Snapshots snapshots,
      Instant now) {
    if (!rules.automatic()) {
      return Finding.no(
          SnapshotsCurrent,
          SnapshotsOff,
          "No snapshots are taken by themselves: the Directory says so in snapshots.automatic.");
    }
    Optional<Instant> stale = staleAt(rules, drivesSince, runningSince, snapshots);
    if (stale.filter(at -> !now.isBefore(at)).isPresent()) {
      return Finding.no(
          SnapshotsCurrent,
          SnapshotsStale,
          "The user drive has no good snapshot of the last two intervals although the desktop runs:"
              + " kubectl get volumesnapshots -l deskwright.dev/workspace=%s shows what there is."
                  .formatted(workspace.getMetadata().getName()));
    }
    return lastGood(snapshots).isPresent()
        ? Finding.yes(
            SnapshotsCurrent,
            WorkSpaceReason.SnapshotsCurrent,
            "The last snapshots are as recent as the Directory asks for.")
        : Finding.unknown(
            SnapshotsCurrent,
            SnapshotPending,
            "There is no good snapshot yet: the first is taken by itself while the desktop runs.");
  }

  /** Only time in which a snapshot could have been taken makes the last one stale. */
  private static Optional<Instant> staleAt(
      RulesInForce rules,
      Instant drivesSince,
      Optional<Instant> runningSince,
      Snapshots snapshots) {
    Instant last =
        lastGood(snapshots)
            .map(Snapshots::takenAt)
            .orElseGet(() -> SnapshotSchedule.latest(drivesSince, snapshots.watchedSince()));
    return runningSince.map(
        since -> SnapshotSchedule.latest(since, last).plus(rules.every().multipliedBy(2)));
  }

  private static Optional<VolumeSnapshot> lastGood(Snapshots snapshots) {
    return snapshots.newestReady(
        s ->
            Snapshots.isOf(s, Drive.USER)
                && (Snapshots.isOf(s, Kind.AUTOMATIC) || Snapshots.isOf(s, Kind.MANUAL)));
  }

  /**
   * The snapshots in the status; null if there can be none.
   *
   * @param rules the Directory's; null for the defaults
   * @param drivesSince when the drives were made
   * @param runningSince since when the volumes are in use; empty while they are not
   */
  public static SnapshotStatus status(
      SnapshotRules rules,
      WorkSpace workspace,
      Instant drivesSince,
      Optional<Instant> runningSince,
      Snapshots snapshots,
      Instant now) {
    if (snapshots.api() == Api.UNKNOWN) {
      return Optional.ofNullable(workspace.getStatus())
          .map(WorkSpaceStatus::snapshots)
          .orElse(null);
    }
    String uid = workspace.getMetadata().getUid();
    return snapshots.available()
        ? new SnapshotStatus(
            time(snapshots.lastAutomaticUser().map(Snapshots::takenAt)),
            time(snapshots.lastPair().map(Pair::user).map(Snapshots::takenAt)),
            time(SnapshotSchedule.next(rules, uid, drivesSince, runningSince, snapshots, now)),
            Math.min(snapshots.all().size(), MOST_COUNTED))
        : null;
  }

  private static String time(Optional<Instant> moment) {
    return moment.map(Conditions::time).orElse(null);
  }

  /** When to look again although nothing may happen: when a snapshot is late, or the last stale. */
  public static Optional<Duration> recheck(
      SnapshotRules rules, Optional<Instant> runningSince, Snapshots snapshots, Instant now) {
    RulesInForce inForce = RulesInForce.of(rules);
    if (!snapshots.available()) {
      return Optional.empty();
    }
    return Stream.concat(
            SnapshotTrouble.deadlines(snapshots),
            staleAt(inForce, Instant.EPOCH, runningSince, snapshots)
                .filter(at -> inForce.automatic())
                .stream())
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo)
        .map(at -> Duration.between(now, at));
  }
}
