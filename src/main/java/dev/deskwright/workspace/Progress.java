package dev.deskwright.workspace;

import static dev.deskwright.api.v1alpha1.WorkSpaceState.STARTING;
import static dev.deskwright.api.v1alpha1.WorkSpaceState.STOPPING;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.SnapshotStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Drift;
import dev.deskwright.workspace.metering.Meter;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a status is news. A desktop that starts passes through many small steps, and its
 * running time grows all the time; telling each would cost a write per step and desktop, and nobody
 * reads them.
 */
final class Progress {

  /** How long a start or stop goes on before it is told of: most are over by then. */
  static final Duration UNTOLD = Duration.ofSeconds(5);

  private static final Set<String> ON_THE_WAY =
      Set.of(
          WorkSpaceReason.Starting.name(),
          WorkSpaceReason.Stopping.name(),
          WorkSpaceReason.OperationRunning.name());

  private Progress() {}

  static boolean isWorthWriting(Observed observed, WorkSpaceStatus after) {
    WorkSpaceStatus before = observed.workspace().getStatus();
    if (before == null) {
      return untold(observed, after).isEmpty();
    }
    if (untold(observed, after).isPresent()) {
      return false;
    }
    boolean bothOnTheWay = isOnTheWay(before.conditions()) && isOnTheWay(after.conditions());
    return bothOnTheWay ? isStepped(before, after) : isChanged(before, after, observed.now());
  }

  /**
   * How long a start or stop that has just begun stays untold, if that is all the news. The end of
   * an operation is told at once: nothing else is done before it stands in the status.
   */
  static Optional<Duration> untold(Observed observed, WorkSpaceStatus after) {
    WorkSpaceStatus before = observed.workspace().getStatus();
    if (before == null) {
      return lookingUp(observed, after);
    }
    if (isLookedUpAgain(before, after)) {
      return Optional.of(UNTOLD);
    }
    boolean begins =
        before.state() != after.state()
            && (after.state() == STARTING || isStopKnownBy(before, after))
            && isOnTheWay(after.conditions())
            && orEmpty(before.operations()).stream()
                .allMatch(o -> o.ended() || orEmpty(after.operations()).contains(o))
            && Objects.equals(before.observedGeneration(), after.observedGeneration());
    return begins
        ? observed
            .pod()
            .map(
                pod -> after.state() == STOPPING ? stopBegun(pod, observed.now()) : startBegun(pod))
            .map(begun -> Duration.between(observed.now(), begun.plus(UNTOLD)))
            .filter(left -> !left.isNegative() && !left.isZero())
        : Optional.empty();
  }

  /** Where it is not, a stop begins only when it is told ({@code Planner}). */
  private static boolean isStopKnownBy(WorkSpaceStatus before, WorkSpaceStatus after) {
    return after.state() == STOPPING
        && before.state() != null
        && Operation.stop.isAllowedIn(before.state());
  }

  /** A user is found in a moment, and then there is more to tell. */
  private static Optional<Duration> lookingUp(Observed observed, WorkSpaceStatus after) {
    Instant made = Instant.parse(observed.workspace().getMetadata().getCreationTimestamp());
    return Optional.of(Duration.between(observed.now(), made.plus(UNTOLD)))
        .filter(left -> isLookedUp(after.conditions()))
        .filter(left -> !left.isNegative() && !left.isZero());
  }

  /** An operator that begins again has to ask, too, and what was answered before stands so long. */
  private static boolean isLookedUpAgain(WorkSpaceStatus before, WorkSpaceStatus after) {
    return isLookedUp(after.conditions())
        && Conditions.find(before.conditions(), ConditionType.UserResolved).isPresent()
        && !isLookedUp(before.conditions());
  }

  private static boolean isLookedUp(List<Condition> conditions) {
    return Conditions.find(conditions, ConditionType.UserResolved)
        .filter(condition -> condition.reason().equals(WorkSpaceReason.LookingUp.name()))
        .isPresent();
  }

  /** The cache may still show a pod alive that was deleted a moment ago. */
  private static Instant stopBegun(Pod pod, Instant now) {
    return PodDiagnosis.deletionAskedAt(pod).orElse(now);
  }

  private static Instant startBegun(Pod pod) {
    return Instant.parse(pod.getMetadata().getCreationTimestamp());
  }

  private static boolean isStepped(WorkSpaceStatus before, WorkSpaceStatus after) {
    return before.state() != after.state()
        || !Objects.equals(before.observedGeneration(), after.observedGeneration())
        || !Objects.equals(before.power(), after.power())
        || !Objects.equals(orEmpty(before.operations()), orEmpty(after.operations()))
        || !Objects.equals(orEmpty(before.pendingUpdates()), orEmpty(after.pendingUpdates()));
  }

  private static boolean isChanged(WorkSpaceStatus before, WorkSpaceStatus after, Instant now) {
    return !areAlike(before.withFigures(null, null), after.withFigures(null, null))
        || Meter.isNews(before.usage(), after.usage(), now)
        || !Objects.equals(lastTaken(before.snapshots()), lastTaken(after.snapshots()));
  }

  /** An empty list that has been read back is none: only the text tells whether that is all. */
  private static boolean areAlike(WorkSpaceStatus before, WorkSpaceStatus after) {
    return before.equals(after) || Drift.text(before).equals(Drift.text(after));
  }

  private static List<String> lastTaken(SnapshotStatus snapshots) {
    return snapshots == null
        ? List.of("", "")
        : List.of(
            Objects.toString(snapshots.lastUserAt(), ""),
            Objects.toString(snapshots.lastPairAt(), ""));
  }

  private static boolean isOnTheWay(List<Condition> conditions) {
    return Conditions.find(conditions, ConditionType.Ready)
        .map(ready -> ON_THE_WAY.contains(ready.reason()))
        .orElse(false);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
