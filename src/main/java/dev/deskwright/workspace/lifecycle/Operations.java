package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Recorded;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The operations that were asked for, and how far each is. Pure. Whatever takes more than one step
 * is recorded before anything is done about it, and what is recorded is never done twice.
 */
final class Operations {

  private static final int KEPT = 10;

  private Operations() {}

  /** Those that are recorded, as far as they have come. */
  static List<OperationStatus> advanced(Observed observed, Resolution resolution) {
    return Recorded.operations(observed.workspace()).stream()
        .map(
            operation ->
                operation.ended() ? operation : Advance.of(observed, resolution, operation))
        .toList();
  }

  /**
   * The list as it should stand now, with what is newly asked for.
   *
   * @param advanced those that are recorded, as far as they have come
   * @param state the state at this moment, before anything new is taken on
   */
  static List<OperationStatus> next(
      Observed observed,
      Resolution resolution,
      List<OperationStatus> advanced,
      WorkSpaceState state) {
    if (advanced.stream().anyMatch(operation -> isReplacedNow(operation, observed))) {
      return forgetOldest(advanced, observed);
    }
    List<OperationStatus> operations = new ArrayList<>(advanced);
    var preconditions = new Preconditions(observed, resolution, state);
    for (Request request : Requests.fresh(observed, resolution, advanced, state)) {
      var refusal = preconditions.refusal(request.operation(), operations);
      if (refusal.isEmpty()) {
        supersede(operations, observed.now());
      }
      operations.add(begin(observed, resolution, request, refusal));
    }
    return forgetOldest(operations, observed);
  }

  /**
   * What the desktop is made of has just changed, and is told first: what comes next starts from
   * that, and not from what was before.
   */
  private static boolean isReplacedNow(OperationStatus operation, Observed observed) {
    return operation.ended()
        && operation.replacement() != null
        && Recorded.operations(observed.workspace()).stream()
            .anyMatch(before -> !before.ended() && before.isSameRequest(operation));
  }

  /** Only a rebuild is taken on while something is under way, and then it is a reboot. */
  private static void supersede(List<OperationStatus> operations, Instant now) {
    operations.replaceAll(
        operation ->
            operation.ended()
                ? operation
                : operation.end(
                    Result.Failed, "A rebuild has taken its place.", Conditions.time(now)));
  }

  private static OperationStatus begin(
      Observed observed, Resolution resolution, Request request, Optional<String> refusal) {
    String now = Conditions.time(observed.now());
    if (refusal.isPresent()) {
      return new OperationStatus(
          request.operation(),
          request.value(),
          Result.Refused,
          refusal.get(),
          now,
          now,
          null,
          null);
    }
    var accepted =
        new OperationStatus(
            request.operation(),
            request.value(),
            Result.Running,
            null,
            now,
            null,
            request.operation().remakesPod() ? podUid(observed) : null,
            Replacements.of(observed, request, now).orElse(null));
    return isAtOnce(request.operation()) ? Advance.of(observed, resolution, accepted) : accepted;
  }

  /** One step and its undoing is asking again: such an operation needs no record beforehand. */
  static boolean isAtOnce(Operation operation) {
    return operation == Operation.start || operation == Operation.stop;
  }

  private static String podUid(Observed observed) {
    return observed.pod().map(Pod::getMetadata).map(meta -> meta.getUid()).orElse(null);
  }

  /** When an operation under way will have failed, if nothing happens. */
  static Optional<Duration> recheck(List<OperationStatus> operations, Instant now) {
    return operations.stream()
        .filter(operation -> !operation.ended())
        .map(operation -> Advance.untilFailed(operation, now))
        .min(Duration::compareTo);
  }

  /**
   * A request that still stands is kept, however old: else it would be done again. So is one that
   * ends only now: else nobody would know how it ended, nor on which drives the desktop is. Those
   * of maintenance windows go last: each comes once in its window.
   */
  private static List<OperationStatus> forgetOldest(
      List<OperationStatus> operations, Observed observed) {
    List<OperationStatus> recorded = Recorded.operations(observed.workspace());
    List<OperationStatus> forgettable =
        operations.stream()
            .filter(operation -> operation.ended() && recorded.contains(operation))
            .filter(operation -> !Requests.stands(observed, operation, operations))
            .sorted(Comparator.comparing(o -> o.operation() == Operation.maintenance))
            .limit(Math.max(0, operations.size() - KEPT))
            .toList();
    return operations.stream().filter(operation -> !forgettable.contains(operation)).toList();
  }
}
