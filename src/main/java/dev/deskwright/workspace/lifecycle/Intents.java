package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.desired.Suspension;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.phase.StatusDeriver;
import dev.deskwright.workspace.power.Order;
import dev.deskwright.workspace.power.PowerPlanner;
import dev.deskwright.workspace.power.Situation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what is to be done: which operations are taken on, and whether the desktop runs. Pure.
 */
public final class Intents {

  private static final Power BEFORE_ANY_DECISION =
      new Power(Power.Desired.Running, Power.Cause.Created, "", null);

  private Intents() {}

  /** Decides, for this moment. */
  public static Intent of(Observed observed, Resolution resolution) {
    List<OperationStatus> recorded = Recorded.operations(observed.workspace());
    Power previous = previous(observed);
    List<OperationStatus> advanced = Operations.advanced(observed, resolution);
    WorkSpaceState state =
        StatusDeriver.state(
            observed,
            resolution,
            new Intent(advanced, previous == null ? BEFORE_ANY_DECISION : previous));
    List<OperationStatus> operations = Operations.next(observed, resolution, advanced, state);
    return new Intent(
        operations,
        PowerPlanner.decide(
            situation(observed, previous, operations, order(recorded, operations))));
  }

  private static Power previous(Observed observed) {
    return PowerPlanner.underNewSchedule(
        status(observed).map(WorkSpaceStatus::power).orElse(null),
        status(observed).map(WorkSpaceStatus::runningMode).orElse(null),
        Resolver.runningMode(observed),
        observed.now());
  }

  private static Optional<WorkSpaceStatus> status(Observed observed) {
    return Optional.ofNullable(observed.workspace().getStatus());
  }

  private static Situation situation(
      Observed observed, Power previous, List<OperationStatus> operations, Optional<Order> order) {
    return new Situation(
        previous,
        Resolver.runningMode(observed),
        status(observed).map(WorkSpaceStatus::connection).orElse(null),
        Instant.parse(observed.workspace().getMetadata().getCreationTimestamp()),
        runningSince(observed, previous),
        held(observed, operations),
        order,
        observed.now());
  }

  /**
   * A desktop that ran when it was last looked at still counts as running: else a crash just after
   * an idle desktop's pod was deleted would start it again.
   */
  private static Optional<Instant> runningSince(Observed observed, Power previous) {
    var ready = observed.pod().flatMap(PodDiagnosis::readySince);
    boolean ran =
        observed.pod().map(pod -> pod.isMarkedForDeletion()).orElse(true)
            && status(observed)
                .map(WorkSpaceStatus::usage)
                .filter(usage -> usage.running() != null)
                .isPresent();
    return ready.or(
        () -> ran && previous != null ? Optional.of(Instant.parse(previous.since())) : ready);
  }

  /** Why nothing starts or stops it by itself at the moment, if so. */
  private static Optional<String> held(Observed observed, List<OperationStatus> operations) {
    var spec = observed.workspace().getSpec();
    if (spec.maintenance() == Maintenance.AdminMaintenance) {
      return Optional.of("nothing starts or stops it: it is in AdminMaintenance");
    }
    if (Suspension.of(observed).isPresent()) {
      return Optional.of("nothing starts it: it is suspended");
    }
    return operations.stream()
        .filter(operation -> !operation.ended() && !Operations.isAtOnce(operation.operation()))
        .findFirst()
        .map(
            operation ->
                "nothing stops it: operation %s is under way"
                    .formatted(operation.operation().key()))
        .or(() -> observed.goingClaim().map(Intents::wouldGo));
  }

  private static String wouldGo(PersistentVolumeClaim claim) {
    return "nothing stops it: PersistentVolumeClaim \"%s\" is being deleted, and would be gone"
        .formatted(claim.getMetadata().getName());
  }

  /** What was taken on just now, if it bears on whether the desktop runs. */
  private static Optional<Order> order(
      List<OperationStatus> recorded, List<OperationStatus> operations) {
    return operations.stream()
        .filter(operation -> recorded.stream().noneMatch(operation::isSameRequest))
        .filter(operation -> operation.result() != Result.Refused)
        .flatMap(operation -> order(operation).stream())
        .reduce((earlier, later) -> later);
  }

  private static Optional<Order> order(OperationStatus operation) {
    if (operation.operation() == Operation.start) {
      return Optional.of(new Order(Power.Desired.Running, Power.Cause.Requested));
    }
    if (operation.operation() == Operation.stop) {
      return Optional.of(new Order(Power.Desired.Stopped, Power.Cause.Requested));
    }
    return operation.replacement() == null
        ? Optional.empty()
        : Optional.of(new Order(Power.Desired.Running, Power.Cause.Operation));
  }
}
