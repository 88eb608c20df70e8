package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Replacement;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.observed.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what is asked for and not recorded yet: by annotation, by the spec, by the calendar. Pure.
 */
final class Requests {

  private static final int LONGEST_REQUEST = 256;

  private Requests() {}

  /** The new requests, in the order in which they are taken on. */
  static List<Request> fresh(
      Observed observed,
      Resolution resolution,
      List<OperationStatus> recorded,
      WorkSpaceState state) {
    List<Request> requests = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      annotation(observed, operation)
          .map(value -> new Request(operation, value))
          .filter(request -> recorded.stream().noneMatch(request::isRecordedAs))
          .filter(request -> canBeJudged(observed, request.operation()))
          .ifPresent(requests::add);
    }
    if (requests.isEmpty() && recorded.stream().allMatch(OperationStatus::ended)) {
      migration(observed, resolution, state)
          .or(() -> Maintenance.request(observed, resolution, state))
          .ifPresent(requests::add);
    }
    return requests;
  }

  /** Just after a start it is not known yet whether there are snapshots: such requests wait. */
  private static boolean canBeJudged(Observed observed, Operation operation) {
    return switch (operation) {
      case rebuild, restore, migrate, snapshot ->
          observed.snapshots().api() != Snapshots.Api.UNKNOWN;
      default -> true;
    };
  }

  /** What the annotation of an operation says, if anything. */
  static Optional<String> annotation(Observed observed, Operation operation) {
    var annotations = observed.workspace().getMetadata().getAnnotations();
    return Optional.ofNullable(annotations)
        .filter(a -> operation.canBeAskedFor())
        .map(a -> a.get(Labels.operation(operation.key())))
        .filter(value -> !value.isBlank())
        .map(
            value ->
                value.length() > LONGEST_REQUEST ? value.substring(0, LONGEST_REQUEST) : value);
  }

  /**
   * Whether a request is still there: its annotation, or the bundleRef that it was the last try
   * for.
   *
   * @param operations all that are recorded, oldest first
   */
  static boolean stands(
      Observed observed, OperationStatus operation, List<OperationStatus> operations) {
    String wished = observed.workspace().getSpec().bundleRef().name();
    return annotation(observed, operation.operation())
            .filter(operation.request()::equals)
            .isPresent()
        || (!wished.equals(observed.settled().bundleName())
            && lastMigration(operations).filter(operation::equals).isPresent());
  }

  /**
   * A changed bundleRef is a wish and not a request: it waits until the state allows it. One that
   * has failed is not tried again by itself, since each try takes the desktop from its user.
   */
  private static Optional<Request> migration(
      Observed observed, Resolution resolution, WorkSpaceState state) {
    String wished = observed.workspace().getSpec().bundleRef().name();
    boolean wanted =
        !wished.equals(observed.settled().bundleName())
            && observed.wished().filter(b -> !b.isMarkedForDeletion()).isPresent()
            && Operation.migrate.isAllowedIn(state)
            && resolution.blueprint().filter(b -> hasRoom(observed, b)).isPresent()
            && observed.goingClaim().isEmpty()
            && canBeJudged(observed, Operation.migrate)
            && !failedLast(observed, wished);
    return wanted
        ? Optional.of(new Request(Operation.migrate, value(observed, wished)))
        : Optional.empty();
  }

  private static boolean hasRoom(Observed observed, Blueprint blueprint) {
    return Room.refusal(observed, blueprint, Operation.migrate).isEmpty();
  }

  private static boolean failedLast(Observed observed, String wished) {
    return lastMigration(Recorded.operations(observed.workspace()))
        .filter(migration -> migration.result() == Result.Failed)
        .map(OperationStatus::replacement)
        .map(Replacement::bundleName)
        .filter(wished::equals)
        .isPresent();
  }

  /** The Bundle's name, numbered when the desktop has been moved to it before. */
  private static String value(Observed observed, String wished) {
    List<String> taken =
        migrations(Recorded.operations(observed.workspace()))
            .map(OperationStatus::request)
            .toList();
    String value = wished;
    for (int number = 2; taken.contains(value); number++) {
      value = wished + " (" + number + ")";
    }
    return value;
  }

  private static Optional<OperationStatus> lastMigration(List<OperationStatus> operations) {
    return migrations(operations).reduce((earlier, later) -> later);
  }

  private static Stream<OperationStatus> migrations(List<OperationStatus> operations) {
    return operations.stream()
        .filter(operation -> operation.operation() == Operation.migrate)
        .filter(operation -> operation.replacement() != null);
  }
}
