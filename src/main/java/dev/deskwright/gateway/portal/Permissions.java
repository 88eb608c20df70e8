package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.SelfService;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import java.util.Optional;

/** What the Directory lets a user do to a desktop of their own, and what its state allows. */
public final class Permissions {

  private static final SelfService NONE_SAID = new SelfService(null, null, null, null, null);

  private Permissions() {}

  static WorkSpaceView.Permissions of(WorkSpace workspace, Optional<Directory> directory) {
    return of(workspace, directory.map(found -> found.getSpec().selfService()).orElse(NONE_SAID));
  }

  /** As if the Directory let users do everything. */
  static WorkSpaceView.Permissions unlimited(WorkSpace workspace) {
    return of(workspace, new SelfService(true, true, true, true, true));
  }

  private static WorkSpaceView.Permissions of(WorkSpace workspace, SelfService rules) {
    boolean inService = inService(workspace);
    return new WorkSpaceView.Permissions(
        inService,
        inService && allows(workspace, Operation.start),
        inService && !Boolean.FALSE.equals(rules.reboot()) && allows(workspace, Operation.reboot),
        inService && is(rules.rebuild()) && allows(workspace, Operation.rebuild),
        inService && is(rules.changeRunningMode()),
        inService && is(rules.increaseVolumeSize()),
        inService && is(rules.changeComputeType()));
  }

  private static boolean is(Boolean rule) {
    return Boolean.TRUE.equals(rule);
  }

  private static boolean allows(WorkSpace workspace, Operation operation) {
    return operation.isAllowedIn(state(workspace));
  }

  /** Its state; PENDING before the operator has seen it. */
  public static WorkSpaceState state(WorkSpace workspace) {
    var status = workspace.getStatus();
    return status == null || status.state() == null ? WorkSpaceState.PENDING : status.state();
  }

  /** Whether its user may have it at all: not when it is suspended, going or in maintenance. */
  public static boolean inService(WorkSpace workspace) {
    var spec = workspace.getSpec();
    WorkSpaceState state = state(workspace);
    return !workspace.isMarkedForDeletion()
        && !is(spec.suspended())
        && spec.maintenance() != Maintenance.AdminMaintenance
        && state != WorkSpaceState.SUSPENDED
        && state != WorkSpaceState.TERMINATING
        && state != WorkSpaceState.ADMIN_MAINTENANCE;
  }
}
