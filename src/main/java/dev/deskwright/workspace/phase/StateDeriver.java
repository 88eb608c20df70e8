package dev.deskwright.workspace.phase;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.Suspension;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodPhase;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one word that sums up a desktop, as Amazon WorkSpaces would say it. Pure. */
final class StateDeriver {

  private static final Set<WorkSpaceState> BEFORE_FIRST_START =
      EnumSet.of(WorkSpaceState.PENDING, WorkSpaceState.ERROR);

  private StateDeriver() {}

  /**
   * Derives the state.
   *
   * @param parts the findings that Ready sums up
   */
  static WorkSpaceState state(
      Observed observed, List<Finding> parts, PodPhase phase, Intent intent) {
    WorkSpace workspace = observed.workspace();
    return outOfService(observed)
        .or(() -> stuck(phase))
        .or(() -> waiting(workspace, parts, phase, intent))
        .or(() -> intent.underWay().map(OperationStatus::operation).map(Operation::during))
        .orElseGet(() -> intent.stopped() ? stopped(phase) : running(workspace, parts, phase));
  }

  private static Optional<WorkSpaceState> outOfService(Observed observed) {
    WorkSpace workspace = observed.workspace();
    if (workspace.isMarkedForDeletion()) {
      return Optional.of(WorkSpaceState.TERMINATING);
    }
    if (Suspension.of(observed).isPresent()) {
      return Optional.of(WorkSpaceState.SUSPENDED);
    }
    return workspace.getSpec().maintenance() == Maintenance.AdminMaintenance
        ? Optional.of(WorkSpaceState.ADMIN_MAINTENANCE)
        : Optional.empty();
  }

  private static Optional<WorkSpaceState> stuck(PodPhase phase) {
    return phase instanceof PodPhase.Troubled troubled && troubled.terminating()
        ? Optional.of(WorkSpaceState.IMPAIRED)
        : Optional.empty();
  }

  /** Nothing is wrong with a desktop that waits for room in a quota. */
  private static Optional<WorkSpaceState> waiting(
      WorkSpace workspace, List<Finding> parts, PodPhase phase, Intent intent) {
    boolean waits =
        phase instanceof PodPhase.Absent
            && parts.stream().anyMatch(part -> part.reason() == WorkSpaceReason.QuotaExceeded)
            && intent.underWay().filter(o -> o.operation() != Operation.start).isEmpty();
    return waits
        ? Optional.of(wasAvailable(workspace) ? WorkSpaceState.STOPPED : WorkSpaceState.PENDING)
        : Optional.empty();
  }

  private static WorkSpaceState stopped(PodPhase phase) {
    return phase instanceof PodPhase.Absent ? WorkSpaceState.STOPPED : WorkSpaceState.STOPPING;
  }

  private static WorkSpaceState running(WorkSpace workspace, List<Finding> parts, PodPhase phase) {
    boolean wasAvailable = wasAvailable(workspace);
    if (phase instanceof PodPhase.Running) {
      return WorkSpaceState.AVAILABLE;
    }
    if (parts.stream().anyMatch(Finding::isProblem)) {
      return wasAvailable ? WorkSpaceState.UNHEALTHY : WorkSpaceState.ERROR;
    }
    return wasAvailable ? WorkSpaceState.STARTING : WorkSpaceState.PENDING;
  }

  private static boolean wasAvailable(WorkSpace workspace) {
    var status = workspace.getStatus();
    return status != null && status.state() != null && !BEFORE_FIRST_START.contains(status.state());
  }
}
