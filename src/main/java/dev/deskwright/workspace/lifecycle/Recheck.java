package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Suspension;
import dev.deskwright.workspace.metering.Meter;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.phase.Patience;
import dev.deskwright.workspace.phase.SnapshotView;
import dev.deskwright.workspace.power.PowerPlanner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When to look at a desktop again although nothing may happen to it. Pure. */
public final class Recheck {

  private static final Duration OTHERS = Duration.ofSeconds(30);
  private static final Duration LOOK_UP = Duration.ofSeconds(30);
  private static final Duration ROOM = Duration.ofSeconds(30);
  private static final int LOOKED_AT_OFTEN = 100;

  private Recheck() {}

  /** The first moment from now at which time alone can change anything. */
  public static Optional<Duration> after(Observed observed, Resolution resolution, Intent intent) {
    if (observed.workspace().isMarkedForDeletion()) {
      return Optional.empty();
    }
    var status = Optional.ofNullable(observed.workspace().getStatus());
    return Stream.of(
            Patience.left(observed),
            Operations.recheck(intent.operations(), observed.now()),
            PowerPlanner.recheck(
                intent.power(),
                status.map(WorkSpaceStatus::connection).orElse(null),
                observed.now()),
            Maintenance.recheck(observed, resolution),
            Suspension.recheck(observed),
            SnapshotView.recheck(observed),
            SnapshotPlan.recheck(observed),
            others(observed, resolution),
            lookUp(resolution),
            room(observed),
            status
                .map(WorkSpaceStatus::usage)
                .flatMap(usage -> Meter.recheck(usage, observed.now())))
        .flatMap(Optional::stream)
        .map(delay -> delay.isNegative() ? Duration.ZERO : delay)
        .min(Duration::compareTo);
  }

  /** The answer is an event; should it get lost, the question is put again. */
  private static Optional<Duration> lookUp(Resolution resolution) {
    return resolution.user().reason() == WorkSpaceReason.LookingUp
        ? Optional.of(LOOK_UP)
        : Optional.empty();
  }

  /** What becomes of a drive that is labelled as somebody else's is no event of this WorkSpace. */
  private static Optional<Duration> others(Observed observed, Resolution resolution) {
    boolean waits =
        observed.leftover().isPresent()
            || resolution
                .storage()
                .filter(finding -> finding.reason() == WorkSpaceReason.ClaimNotAdoptable)
                .isPresent();
    return waits ? Optional.of(OTHERS) : Optional.empty();
  }

  /**
   * While it waits for room. Far back in a long line it is looked at less often: a place that is
   * given back wakes those in front, and a raised quota all.
   */
  private static Optional<Duration> room(Observed observed) {
    return observed
        .quotaUse()
        .map(use -> ROOM.multipliedBy(1 + use.waitingAhead() / LOOKED_AT_OFTEN));
  }

  /**
   * Whether an operation was just recorded as taken on, to be carried out in the next pass, or as
   * ended, to be tidied up after in it. So it is when a desktop is to stop or to start: what has
   * waited for that may have its turn, and nothing else may happen.
   */
  public static boolean hasTurned(WorkSpace before, Intent intent) {
    List<OperationStatus> recorded = Recorded.operations(before);
    return intent.operations().stream()
            .filter(operation -> !recorded.contains(operation))
            .anyMatch(operation -> operation.ended() || !Operations.isAtOnce(operation.operation()))
        || Optional.ofNullable(before.getStatus())
            .map(WorkSpaceStatus::power)
            .filter(power -> power.desired() != intent.power().desired())
            .isPresent();
  }
}
