package dev.deskwright.workspace.phase;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.observed.PodPhase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The one word that sums up a desktop, as Amazon WorkSpaces would say it. Pure. */
final class StateDeriver {

  private static final Set<WorkSpaceState> BEFORE_FIRST_START =
      EnumSet.of(WorkSpaceState.PENDING, WorkSpaceState.ERROR);

  private StateDeriver() {}

  static WorkSpaceState state(
      WorkSpace workspace,
      List<Finding> findings,
      PodPhase phase,
      List<OperationStatus> operations) {
    if (workspace.isMarkedForDeletion()) {
      return WorkSpaceState.TERMINATING;
    }
    if (workspace.getSpec().maintenance() == Maintenance.AdminMaintenance) {
      return WorkSpaceState.ADMIN_MAINTENANCE;
    }
    boolean stuck = phase instanceof PodPhase.Troubled troubled && troubled.terminating();
    if (stuck) {
      return WorkSpaceState.IMPAIRED;
    }
    boolean rebooting =
        operations.stream()
            .anyMatch(o -> o.operation() == Operation.reboot && o.result() == Result.Running);
    boolean troubled = findings.stream().anyMatch(Finding::isProblem);
    boolean wasAvailable = wasAvailable(workspace);
    if (phase instanceof PodPhase.Running) {
      return WorkSpaceState.AVAILABLE;
    }
    if (troubled) {
      return wasAvailable ? WorkSpaceState.UNHEALTHY : WorkSpaceState.ERROR;
    }
    if (rebooting) {
      return WorkSpaceState.REBOOTING;
    }
    return wasAvailable ? WorkSpaceState.STARTING : WorkSpaceState.PENDING;
  }

  private static boolean wasAvailable(WorkSpace workspace) {
    var status = workspace.getStatus();
    return status != null && status.state() != null && !BEFORE_FIRST_START.contains(status.state());
  }
}
