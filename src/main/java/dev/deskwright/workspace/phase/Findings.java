package dev.deskwright.workspace.phase;

import static dev.deskwright.api.v1alpha1.ConditionType.DesktopRunning;
import static dev.deskwright.api.v1alpha1.ConditionType.Ready;
import static dev.deskwright.api.v1alpha1.ConditionType.SnapshotsCurrent;
import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.QuotaCheck;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Suspension;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is found out about a desktop, a finding for each condition. Pure.
 *
 * @param parts what Ready sums up
 * @param all Ready first, then the parts, then whether the snapshots are current
 */
record Findings(List<Finding> parts, List<Finding> all) {

  /**
   * Finds.
   *
   * @param refused what came in the way of the last writes, if anything
   */
  static Findings of(
      Observed observed, Resolution resolution, Optional<Finding> refused, Intent intent) {
    boolean blocked = resolution.blueprint().isEmpty();
    Optional<Suspension> suspended = Suspension.of(observed);
    PodPhase phase = PodDiagnosis.of(observed.pod(), observed.now());
    var noRoomForDrives = resolution.blueprint().flatMap(b -> QuotaCheck.drives(observed, b));
    boolean waits = blocked || noRoomForDrives.isPresent();
    var storage =
        about(StorageReady, refused)
            .or(resolution::storage)
            .or(() -> noRoomForDrives)
            .orElseGet(() -> StorageDiagnosis.of(observed, blocked));
    var desktop =
        about(DesktopRunning, refused)
            .or(
                () ->
                    waits || suspended.isPresent()
                        ? Optional.empty()
                        : noRoom(observed, resolution, intent))
            .orElseGet(() -> DesktopFinding.of(phase, waits, suspended, intent));
    var parts = List.of(resolution.user(), resolution.bundle(), storage, desktop);
    List<Finding> all = new ArrayList<>();
    all.add(ready(observed, parts, intent));
    all.addAll(parts);
    all.add(about(SnapshotsCurrent, refused).orElseGet(() -> SnapshotView.finding(observed)));
    return new Findings(parts, all);
  }

  /** What is stopped needs none. */
  private static Optional<Finding> noRoom(Observed observed, Resolution resolution, Intent intent) {
    return intent.stopped()
        ? Optional.empty()
        : resolution.blueprint().flatMap(blueprint -> QuotaCheck.pod(observed, blueprint));
  }

  private static Optional<Finding> about(ConditionType type, Optional<Finding> refused) {
    return refused.filter(finding -> finding.type() == type);
  }

  /** Repeats the first problem, or tells that work is under way. */
  private static Finding ready(Observed observed, List<Finding> parts, Intent intent) {
    return outOfService(observed)
        .or(() -> problem(parts))
        .or(() -> intent.underWay().flatMap(Findings::operation))
        .or(() -> atRest(parts))
        .orElseGet(
            () ->
                parts.stream().allMatch(part -> part.status().isTrue())
                    ? Finding.yes(
                        Ready, WorkSpaceReason.Available, "The desktop can be connected to.")
                    : Finding.no(Ready, WorkSpaceReason.Starting, "The desktop is being started."));
  }

  private static Optional<Finding> outOfService(Observed observed) {
    if (observed.workspace().isMarkedForDeletion()) {
      return Optional.of(
          Finding.no(Ready, WorkSpaceReason.Terminating, "The WorkSpace is being deleted."));
    }
    return observed.workspace().getSpec().maintenance() == Maintenance.AdminMaintenance
        ? Optional.of(
            Finding.no(
                Ready,
                WorkSpaceReason.AdminMaintenance,
                "An administrator works on the desktop: spec.maintenance says AdminMaintenance."))
        : Optional.empty();
  }

  private static Optional<Finding> problem(List<Finding> parts) {
    return parts.stream()
        .filter(Finding::isProblem)
        .findFirst()
        .map(problem -> Finding.no(Ready, problem.reason(), problem.message()));
  }

  private static Optional<Finding> operation(OperationStatus operation) {
    return operation.operation().during() == null
        ? Optional.empty()
        : Optional.of(
            Finding.no(
                Ready,
                WorkSpaceReason.OperationRunning,
                "Operation %s is under way.".formatted(operation.operation().key())));
  }

  /** Stopped, stopping or suspended: nothing is wrong, and nothing can be connected to. */
  private static Optional<Finding> atRest(List<Finding> parts) {
    return parts.stream()
        .filter(part -> part.type() == DesktopRunning)
        .filter(
            part ->
                part.reason() == WorkSpaceReason.Stopped
                    || part.reason() == WorkSpaceReason.Stopping
                    || part.reason() == WorkSpaceReason.Suspended)
        .findFirst()
        .map(part -> Finding.no(Ready, part.reason(), part.message()));
  }
}
