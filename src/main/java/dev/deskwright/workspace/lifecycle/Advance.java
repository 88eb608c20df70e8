package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import dev.deskwright.workspace.observed.Snapshots;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How far an operation under way has come. Pure. */
final class Advance {

  /** How long the desktop may take to be ready again, or to stop. */
  static final Duration LONGEST = Duration.ofMinutes(20);

  /** How long new drives may take, copying included. */
  static final Duration LONGEST_REPLACEMENT = Duration.ofMinutes(60);

  /** How long a snapshot may take to be ready. */
  static final Duration LONGEST_SNAPSHOT = Duration.ofMinutes(10);

  private final Observed observed;
  private final Resolution resolution;
  private final OperationStatus operation;

  private Advance(Observed observed, Resolution resolution, OperationStatus operation) {
    this.observed = observed;
    this.resolution = resolution;
    this.operation = operation;
  }

  /** The operation as it stands now. */
  static OperationStatus of(Observed observed, Resolution resolution, OperationStatus operation) {
    return new Advance(observed, resolution, operation).now();
  }

  /** When it will have failed, if nothing happens. */
  static Duration untilFailed(OperationStatus operation, Instant now) {
    return Duration.between(now, Instant.parse(operation.requestedAt()).plus(longest(operation)));
  }

  private static Duration longest(OperationStatus operation) {
    return switch (operation.operation()) {
      case rebuild, restore, migrate -> LONGEST_REPLACEMENT;
      case snapshot -> LONGEST_SNAPSHOT;
      default -> LONGEST;
    };
  }

  private OperationStatus now() {
    if (isDone()) {
      return end(Result.Done, remark());
    }
    var failure = failure();
    return failure.isPresent() ? end(Result.Failed, failure.get()) : operation;
  }

  private boolean isDone() {
    return switch (operation.operation()) {
      case stop -> observed.pod().isEmpty();
      case start -> isRunning();
      case snapshot -> manualSnapshots().stream().allMatch(name -> isReady(name));
      case rebuild, restore, migrate -> isReplaced() && isRunning() && runsOnNewDrives();
      default -> isReplaced() && isRunning();
    };
  }

  private boolean isRunning() {
    return PodDiagnosis.of(observed.pod(), observed.now()) instanceof PodPhase.Running;
  }

  /** Another pod than the one that it began with. */
  private boolean isReplaced() {
    return observed
        .pod()
        .map(pod -> !pod.getMetadata().getUid().equals(operation.podUid()))
        .orElse(false);
  }

  private boolean runsOnNewDrives() {
    return resolution
        .blueprint()
        .filter(blueprint -> PodFit.fits(observed.pod().orElseThrow(), blueprint))
        .filter(blueprint -> PodFit.isPinned(observed, blueprint))
        .isPresent();
  }

  private Optional<String> failure() {
    return noSafety().or(this::neverReady).or(this::tooLong);
  }

  private Optional<String> tooLong() {
    if (untilFailed(operation, observed.now()).compareTo(Duration.ZERO) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        switch (operation.operation()) {
          case stop ->
              "The desktop's pod did not end within 20 minutes; it is still waited for: the Ready condition says why.";
          case snapshot ->
              "The snapshots were not ready within 10 minutes%s: see to the driver, and ask again, with a new value."
                  .formatted(driverSays(manualSnapshots()));
          case rebuild, restore, migrate ->
              "The desktop was not ready on its new drives within 60 minutes, and goes back to its former ones%s."
                  .formatted(trouble());
          default ->
              "The desktop was not ready again within 20 minutes: the Ready condition says why.";
        });
  }

  /** Without a copy of the data as it is, nothing is replaced. */
  private Optional<String> noSafety() {
    var replacement = operation.replacement();
    if (replacement == null
        || observed.now().isBefore(requestedAt().plus(LONGEST_SNAPSHOT))
        || newDrivesExist()) {
      return Optional.empty();
    }
    var missing = Safety.notReady(observed, replacement);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "No safety snapshot could be had within 10 minutes%s; nothing was replaced: check that a VolumeSnapshotClass fits the volume's driver, and ask again, with a new value."
                .formatted(driverSays(missing)));
  }

  private boolean newDrivesExist() {
    var replacement = operation.replacement();
    return Stream.of(replacement.rootClaim(), replacement.userClaim())
        .anyMatch(name -> name != null && observed.claim(name).isPresent());
  }

  /** A pod on the new drives that does not come up is not waited for as long as a copy. */
  private Optional<String> neverReady() {
    if (operation.replacement() == null || !isReplaced() || isRunning()) {
      return Optional.empty();
    }
    var made = Instant.parse(observed.pod().orElseThrow().getMetadata().getCreationTimestamp());
    return observed.now().isBefore(made.plus(LONGEST))
        ? Optional.empty()
        : Optional.of(
            "The desktop was not ready on its new drives within 20 minutes, and goes back to its former ones%s."
                .formatted(trouble()));
  }

  private String trouble() {
    return PodDiagnosis.of(observed.pod(), observed.now()) instanceof PodPhase.Troubled troubled
        ? ". It said: " + troubled.message().replaceAll("[.]$", "")
        : "";
  }

  private String driverSays(List<String> snapshots) {
    return snapshots.stream()
        .flatMap(name -> observed.snapshots().find(name).stream())
        .flatMap(snapshot -> failure(snapshot).stream())
        .findFirst()
        .map(says -> " (the driver says: " + says + ")")
        .orElse("");
  }

  private Optional<String> failure(VolumeSnapshot snapshot) {
    return Snapshots.failure(snapshot);
  }

  private List<String> manualSnapshots() {
    return ManualSnapshots.names(observed, operation);
  }

  private boolean isReady(String snapshot) {
    return observed.snapshots().find(snapshot).filter(Snapshots::isReady).isPresent();
  }

  private String remark() {
    var replacement = operation.replacement();
    if (operation.operation() == Operation.snapshot) {
      return "VolumeSnapshots: " + String.join(", ", manualSnapshots()) + ".";
    }
    if (replacement == null) {
      return null;
    }
    return replacement.userSafety() == null
        ? "The user drive was kept as it was."
        : "The user drive as it was before is kept in VolumeSnapshot \"%s\"."
            .formatted(replacement.userSafety());
  }

  private Instant requestedAt() {
    return Instant.parse(operation.requestedAt());
  }

  private OperationStatus end(Result result, String message) {
    return operation.end(result, message, Conditions.time(observed.now()));
  }
}
