package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.desired.Suspension;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.phase.PendingUpdates;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether an operation may begin, and if not, why not and what to do. Pure. */
final class Preconditions {

  private final Observed observed;
  private final Resolution resolution;
  private final WorkSpaceState state;

  Preconditions(Observed observed, Resolution resolution, WorkSpaceState state) {
    this.observed = observed;
    this.resolution = resolution;
    this.state = state;
  }

  /**
   * Why not, if so.
   *
   * @param operations those that stand now, with what was taken on just before
   */
  Optional<String> refusal(Operation operation, List<OperationStatus> operations) {
    return outOfService()
        .or(() -> underWay(operation, operations))
        .or(() -> wrongState(operation))
        .or(() -> wrongMode(operation))
        .or(() -> takesADrive(operation))
        .or(() -> unresolved(operation))
        .or(() -> noSnapshots(operation))
        .or(() -> nothingToDo(operation))
        .or(() -> noRoom(operation));
  }

  private Optional<String> outOfService() {
    var spec = observed.workspace().getSpec();
    if (observed.workspace().isMarkedForDeletion()) {
      return Optional.of("The WorkSpace is being deleted.");
    }
    var suspended = Suspension.of(observed);
    if (suspended.isPresent()) {
      return suspended.map(why -> "The desktop is suspended: %s first.".formatted(why.remedy()));
    }
    return spec.maintenance() == Maintenance.AdminMaintenance
        ? Optional.of(
            "The desktop is in AdminMaintenance: set spec.maintenance to Available first.")
        : Optional.empty();
  }

  /** A rebuild takes the place of a reboot, as Amazon WorkSpaces allows it in state REBOOTING. */
  private static Optional<String> underWay(Operation wanted, List<OperationStatus> operations) {
    return operations.stream()
        .filter(operation -> !operation.ended())
        .map(OperationStatus::operation)
        .filter(running -> !(wanted == Operation.rebuild && running == Operation.reboot))
        .findFirst()
        .map(
            running ->
                "Another operation, %s, is under way: ask again, with a new value, when it has ended."
                    .formatted(running.key()));
  }

  private Optional<String> wrongState(Operation operation) {
    return operation.isAllowedIn(state) || isGoingOn(operation)
        ? Optional.empty()
        : Optional.of(
            "The state is %s, and %s is possible in %s only: ask again, with a new value, when it is one of those."
                .formatted(
                    state,
                    operation.key(),
                    operation.allowedIn().stream()
                        .map(Enum::name)
                        .sorted()
                        .collect(Collectors.joining(", "))));
  }

  /**
   * A start or stop is recorded when its pod is there or gone, which spares a write. Until then it
   * is found anew at each look, half done: it must not be refused for what it has done itself.
   */
  private boolean isGoingOn(Operation operation) {
    var told = Optional.ofNullable(observed.workspace().getStatus());
    var power = told.map(WorkSpaceStatus::power).map(Power::desired);
    boolean podLives = observed.pod().filter(pod -> !pod.isMarkedForDeletion()).isPresent();
    return switch (operation) {
      case start -> podLives && power.filter(Power.Desired.Stopped::equals).isPresent();
      case stop ->
          !podLives
              && power.filter(Power.Desired.Running::equals).isPresent()
              && told.map(WorkSpaceStatus::state).filter(operation::isAllowedIn).isPresent();
      default -> false;
    };
  }

  private Optional<String> wrongMode(Operation operation) {
    boolean alwaysOn = Resolver.runningMode(observed).mode() == RunningMode.Mode.AlwaysOn;
    return operation == Operation.stop && alwaysOn
        ? Optional.of(
            "The running mode is AlwaysOn, which never stops: set spec.runningMode.mode to AutoStop or Manual first.")
        : Optional.empty();
  }

  /** Whoever has deleted a claim by mistake can save what is on it as long as the pod runs. */
  private Optional<String> takesADrive(Operation operation) {
    boolean podLives = observed.pod().filter(pod -> !pod.isMarkedForDeletion()).isPresent();
    return podLives && operation != Operation.start && operation != Operation.snapshot
        ? observed
            .goingClaim()
            .map(
                claim ->
                    "PersistentVolumeClaim \"%s\" is being deleted, and goes with all that is on it when the desktop stops: save its data, and delete the %s."
                        .formatted(claim.getMetadata().getName(), wayOut(claim)))
        : Optional.empty();
  }

  private String wayOut(PersistentVolumeClaim going) {
    return observed.claims().contains(going)
        ? "WorkSpace"
        : "pod: the desktop goes back to its former drives";
  }

  private Optional<String> unresolved(Operation operation) {
    boolean makesAPod = operation != Operation.stop && operation != Operation.snapshot;
    return makesAPod && resolution.blueprint().isEmpty()
        ? Optional.of(
            "The desktop cannot be made at present: see to what the Ready condition says, and ask again, with a new value.")
        : Optional.empty();
  }

  private Optional<String> noSnapshots(Operation operation) {
    if (operation != Operation.restore && operation != Operation.snapshot) {
      return Optional.empty();
    }
    Snapshots snapshots = observed.snapshots();
    if (!snapshots.available()) {
      return Optional.of(
          "The cluster has no API snapshot.storage.k8s.io/v1: install the CSI snapshot controller and a driver that can take snapshots, and ask again, with a new value.");
    }
    if (operation == Operation.restore && snapshots.lastPair().isEmpty()) {
      return Optional.of(
          "There are no snapshots of both drives from a time when the desktop was healthy: the annotation deskwright.dev/snapshot takes some.");
    }
    return operation == Operation.snapshot && !observed.claims().stream().allMatch(this::isBound)
        ? Optional.of("The drives are not bound yet: ask again, with a new value, when they are.")
        : Optional.empty();
  }

  private boolean isBound(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
  }

  private Optional<String> noRoom(Operation operation) {
    return resolution
        .blueprint()
        .filter(blueprint -> operation.remakesPod())
        .flatMap(blueprint -> Room.refusal(observed, blueprint, operation))
        .map(why -> why + " Then ask again, with a new value.");
  }

  private Optional<String> nothingToDo(Operation operation) {
    return switch (operation) {
      case migrate -> nowhereToGo();
      case applyNow ->
          resolution.blueprint().filter(this::isUpToDate).isPresent()
              ? Optional.of("Nothing waits to be applied: the desktop has the settings it should.")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private boolean isUpToDate(Blueprint blueprint) {
    return observed.pod().isPresent() && !PendingUpdates.podIsOutdated(observed, blueprint);
  }

  private Optional<String> nowhereToGo() {
    String wished = observed.workspace().getSpec().bundleRef().name();
    if (wished.equals(observed.settled().bundleName())) {
      return Optional.of(
          "The desktop is made from Bundle \"%s\" already: change spec.bundleRef to migrate it."
              .formatted(wished));
    }
    return observed.wished().isEmpty()
        ? Optional.of(
            "Bundle \"%s\" does not exist in this namespace: create it.".formatted(wished))
        : Optional.empty();
  }
}
