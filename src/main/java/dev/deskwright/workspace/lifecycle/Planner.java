package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.Drive;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.PodTemplate;
import dev.deskwright.workspace.desired.QuotaCheck;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Suspension;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import dev.deskwright.workspace.observed.Recorded;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to do next with a desktop: a pure function of what is observed and intended. */
public final class Planner {

  /** A pod that ends at once, again and again, is not made anew in a tight loop. */
  static final Duration SHORTEST_POD_LIFE = Duration.ofSeconds(30);

  private final Observed observed;
  private final Intent intent;
  private final Optional<OperationStatus> operation;
  private final List<Write> writes = new ArrayList<>();
  private Optional<Duration> retryAfter = Optional.empty();

  private Planner(Observed observed, Intent intent) {
    this.observed = observed;
    this.intent = intent;
    this.operation = Recorded.underWay(observed.workspace());
  }

  /** Plans. Where something it names is missing, what exists is left as it is. */
  public static Plan plan(Observed observed, Resolution resolution, Intent intent) {
    if (observed.workspace().isMarkedForDeletion()) {
      return Farewell.plan(observed);
    }
    if (isToBeRecorded(observed, intent)) {
      return Plan.nothing();
    }
    var planner = new Planner(observed, intent);
    resolution.blueprint().ifPresentOrElse(planner::whole, planner::withoutBlueprint);
    return new Plan(List.copyOf(planner.writes), planner.retryAfter);
  }

  /**
   * What takes more than one step stands in the status before anything is done about it. So does
   * what has come to its end, before anything else is done: else what comes next would undo what
   * the end is seen by, and it would not have ended.
   */
  private static boolean isToBeRecorded(Observed observed, Intent intent) {
    List<OperationStatus> recorded = Recorded.operations(observed.workspace());
    boolean begins =
        intent
            .underWay()
            .filter(
                taken ->
                    !Operations.isAtOnce(taken.operation()) || !couldBeFoundAgain(observed, taken))
            .filter(taken -> recorded.stream().noneMatch(taken::isSameRequest))
            .isPresent();
    return begins || recorded.stream().anyMatch(operation -> endsNow(operation, intent));
  }

  /** A stop that is half done is known by the state that is told, in which it is allowed. */
  private static boolean couldBeFoundAgain(Observed observed, OperationStatus taken) {
    return taken.operation() != Operation.stop
        || Optional.ofNullable(observed.workspace().getStatus())
            .map(WorkSpaceStatus::state)
            .filter(taken.operation()::isAllowedIn)
            .isPresent();
  }

  private static boolean endsNow(OperationStatus recorded, Intent intent) {
    return !recorded.ended()
        && intent.operations().stream()
            .anyMatch(operation -> operation.ended() && operation.isSameRequest(recorded));
  }

  /** A stop must not wait for a Bundle to come back. */
  private void withoutBlueprint() {
    if (!isFrozen() && !isToRun()) {
      removePod();
    }
  }

  private void whole(Blueprint blueprint) {
    Farewell.finalizer(observed).ifPresent(writes::add);
    if (isReadyForDrives(blueprint)) {
      boolean room = QuotaCheck.drives(observed, blueprint).isEmpty();
      for (Drive drive : blueprint.drives()) {
        if (room || observed.claim(drive.claimName()).isPresent()) {
          DriveWrites.of(observed, blueprint, drive).ifPresent(writes::add);
        }
      }
      if (room && isToRun()) {
        pod(blueprint);
      }
    }
    if (!isFrozen() && !isToRun()) {
      removePod();
    }
    writes.addAll(SnapshotPlan.of(observed, blueprint, intent));
    writes.addAll(Sweep.of(observed, blueprint));
  }

  /** An operation that was taken on before is finished first. */
  private boolean isFrozen() {
    return observed.workspace().getSpec().maintenance() == Maintenance.AdminMaintenance
        && operation.isEmpty();
  }

  private boolean isToRun() {
    return !isFrozen() && !intent.stopped() && Suspension.of(observed).isEmpty();
  }

  private void removePod() {
    observed.pod().filter(pod -> !pod.isMarkedForDeletion()).ifPresent(this::end);
  }

  /**
   * A pod may be all that keeps a drive whose claim somebody has deleted: as long as it lives, the
   * data can be saved. A suspension does not wait for that.
   */
  private void end(Pod pod) {
    if (observed.goingClaim().isEmpty() || Suspension.of(observed).isPresent()) {
      writes.add(new Write.DeletePod(pod));
    }
  }

  /**
   * While drives are to be replaced: the old pod ends, the data is saved, and only then is anything
   * new made.
   */
  private boolean isReadyForDrives(Blueprint blueprint) {
    var replacement = Recorded.replacement(observed.workspace());
    if (replacement.isEmpty() || isOnNewDrives(blueprint)) {
      return true;
    }
    if (observed.pod().isPresent()) {
      removePod();
      return false;
    }
    Safety.missing(observed, replacement.get(), SnapshotMaker.of(observed, blueprint)).stream()
        .map(snapshot -> new Write.CreateSnapshot(snapshot, Optional.empty()))
        .forEach(writes::add);
    return Safety.notReady(observed, replacement.get()).isEmpty();
  }

  private boolean isOnNewDrives(Blueprint blueprint) {
    return observed
        .pod()
        .filter(pod -> !isReplaced(pod) && PodFit.fits(pod, blueprint))
        .isPresent();
  }

  /** Only what stands in the status is carried out: so a crash can neither repeat nor forget it. */
  private boolean isReplaced(Pod pod) {
    return operation.filter(o -> pod.getMetadata().getUid().equals(o.podUid())).isPresent();
  }

  private void pod(Blueprint blueprint) {
    var phase = PodDiagnosis.of(observed.pod(), observed.now());
    if (phase instanceof PodPhase.Absent) {
      if (claimsUsable()
          && blueprint.drives().stream().noneMatch(drive -> DriveWrites.comesFirst(observed, drive))
          && !beginsToReplace()
          && QuotaCheck.pod(observed, blueprint).isEmpty()) {
        writes.add(new Write.CreatePod(PodTemplate.pod(blueprint)));
      }
      return;
    }
    Pod pod = observed.pod().orElseThrow();
    if (pod.isMarkedForDeletion()) {
      return;
    }
    if (phase instanceof PodPhase.Ended) {
      replaceInTime(pod);
    } else if (isReplaced(pod) || !isRight(pod, phase, blueprint)) {
      end(pod);
    } else {
      LabelPatch.of(pod, blueprint).ifPresent(patch -> writes.add(new Write.PatchPod(pod, patch)));
    }
  }

  /**
   * An image that was put right replaces one that never came up; a pod that runs is left to run.
   */
  private static boolean isRight(Pod pod, PodPhase phase, Blueprint blueprint) {
    boolean cameUp =
        phase instanceof PodPhase.Running
            || (phase instanceof PodPhase.Troubled troubled
                && troubled.reason() == WorkSpaceReason.NotAnswering);
    return PodFit.mountsRightDrives(pod, blueprint)
        && (cameUp || PodFit.runsRightImage(pod, blueprint));
  }

  /** An operation that is not recorded yet must not start the desktop on its former drives. */
  private boolean beginsToReplace() {
    var recorded = Recorded.operations(observed.workspace());
    return intent
        .underWay()
        .filter(begun -> begun.replacement() != null)
        .filter(begun -> recorded.stream().noneMatch(begun::isSameRequest))
        .isPresent();
  }

  /** A claim that is being deleted must not be used again: its data is about to go. */
  private boolean claimsUsable() {
    return observed.goingClaim().isEmpty();
  }

  private void replaceInTime(Pod pod) {
    Instant made = Instant.parse(pod.getMetadata().getCreationTimestamp());
    Duration wait = SHORTEST_POD_LIFE.minus(Duration.between(made, observed.now()));
    if (wait.compareTo(Duration.ZERO) > 0) {
      retryAfter = Optional.of(wait);
    } else {
      writes.add(new Write.DeletePod(pod));
    }
  }
}
