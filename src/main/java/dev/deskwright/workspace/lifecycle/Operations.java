package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operations asked for by annotation, and how far each is. Pure. A request is recorded before
 * anything is done about it, and what is recorded is never done twice.
 */
public final class Operations {

  /** How long a reboot may take before it has failed and another may be asked for. */
  static final Duration LONGEST = Duration.ofMinutes(20);

  private static final int KEPT = 10;
  private static final int LONGEST_REQUEST = 256;

  private Operations() {}

  /** The list as it should stand now. */
  public static List<OperationStatus> next(Observed observed) {
    List<OperationStatus> operations = new ArrayList<>();
    for (OperationStatus operation : recorded(observed)) {
      operations.add(operation.ended() ? operation : advance(operation, observed));
    }
    for (Operation operation : Operation.values()) {
      request(observed, operation)
          .filter(request -> !isRecorded(operations, operation, request))
          .ifPresent(request -> operations.add(begin(observed, operations, operation, request)));
    }
    return forgetOldest(operations, observed);
  }

  private static List<OperationStatus> recorded(Observed observed) {
    var status = observed.workspace().getStatus();
    return status == null || status.operations() == null ? List.of() : status.operations();
  }

  private static Optional<String> request(Observed observed, Operation operation) {
    var annotations = observed.workspace().getMetadata().getAnnotations();
    return Optional.ofNullable(annotations)
        .map(a -> a.get(Labels.operation(operation.name())))
        .filter(value -> !value.isBlank())
        .map(
            value ->
                value.length() > LONGEST_REQUEST ? value.substring(0, LONGEST_REQUEST) : value);
  }

  private static boolean isRecorded(
      List<OperationStatus> operations, Operation operation, String request) {
    return operations.stream()
        .anyMatch(o -> o.operation() == operation && o.request().equals(request));
  }

  private static OperationStatus begin(
      Observed observed, List<OperationStatus> operations, Operation operation, String request) {
    String now = Conditions.time(observed.now());
    return refusal(observed, operations, operation)
        .map(
            why ->
                new OperationStatus(operation, request, Result.Refused, why, now, now, null, null))
        .orElseGet(
            () ->
                new OperationStatus(
                    operation,
                    request,
                    Result.Running,
                    null,
                    now,
                    null,
                    observed.pod().orElseThrow().getMetadata().getUid(),
                    null));
  }

  private static Optional<String> refusal(
      Observed observed, List<OperationStatus> operations, Operation operation) {
    if (operation != Operation.reboot) {
      return Optional.of("%s is not part of this version; reboot is.".formatted(operation.name()));
    }
    if (observed.workspace().getSpec().maintenance() == Maintenance.AdminMaintenance) {
      return Optional.of(
          "The desktop is in AdminMaintenance: set spec.maintenance to Available first.");
    }
    if (operations.stream().anyMatch(o -> !o.ended())) {
      return Optional.of(
          "Another operation is under way: ask again, with a new value, when it has ended.");
    }
    var phase = PodDiagnosis.of(observed.pod(), observed.now());
    boolean possible =
        phase instanceof PodPhase.Running
            || (phase instanceof PodPhase.Troubled troubled && !troubled.terminating());
    return possible
        ? Optional.empty()
        : Optional.of(
            "The desktop is not running: ask again, with a new value, when its state is AVAILABLE.");
  }

  /** A reboot is done when another pod than the one it began with is ready. */
  private static OperationStatus advance(OperationStatus operation, Observed observed) {
    boolean replaced =
        observed
            .pod()
            .map(Pod::getMetadata)
            .map(meta -> !meta.getUid().equals(operation.podUid()))
            .orElse(false);
    if (replaced && PodDiagnosis.of(observed.pod(), observed.now()) instanceof PodPhase.Running) {
      return ended(operation, Result.Done, null, observed);
    }
    return observed.now().isBefore(deadline(operation))
        ? operation
        : ended(
            operation,
            Result.Failed,
            "The desktop was not ready again within 20 minutes: the Ready condition says why.",
            observed);
  }

  private static OperationStatus ended(
      OperationStatus operation, Result result, String message, Observed observed) {
    return new OperationStatus(
        operation.operation(),
        operation.request(),
        result,
        message,
        operation.requestedAt(),
        Conditions.time(observed.now()),
        operation.podUid(),
        operation.replacement());
  }

  private static Instant deadline(OperationStatus operation) {
    return Instant.parse(operation.requestedAt()).plus(LONGEST);
  }

  /** When an operation under way will have failed, if nothing happens. */
  public static Optional<Duration> recheck(List<OperationStatus> operations, Instant now) {
    return operations.stream()
        .filter(operation -> !operation.ended())
        .map(operation -> Duration.between(now, deadline(operation)))
        .min(Duration::compareTo);
  }

  /** A request whose annotation still stands is kept, however old: else it would be done again. */
  private static List<OperationStatus> forgetOldest(
      List<OperationStatus> operations, Observed observed) {
    List<OperationStatus> kept = new ArrayList<>(operations);
    for (OperationStatus operation : operations) {
      boolean stands =
          request(observed, operation.operation()).filter(operation.request()::equals).isPresent();
      if (kept.size() > KEPT && operation.ended() && !stands) {
        kept.remove(operation);
      }
    }
    return kept;
  }
}
