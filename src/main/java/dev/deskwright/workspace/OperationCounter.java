package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.telemetry.Metric;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.power.Timestamp;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts operations as they end, from what a status says that the one before it did not: so neither
 * another pass nor a restart counts one twice.
 */
public final class OperationCounter {

  private static final List<Result> RESULTS = List.of(Result.Done, Result.Failed, Result.Refused);

  private final MeterRegistry meters;
  private final Set<String> directories = ConcurrentHashMap.newKeySet();

  /** Counts into a registry. */
  public OperationCounter(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * Counts what has ended.
   *
   * @param workspace as it was before
   * @param written its status now
   */
  void statusWritten(WorkSpace workspace, WorkSpaceStatus written) {
    if (written.directoryId() == null) {
      return;
    }
    if (directories.add(written.directoryId())) {
      beginAtZero(written.directoryId());
    }
    List<OperationStatus> before = Recorded.operations(workspace);
    Optional.ofNullable(written.operations()).stream()
        .flatMap(List::stream)
        .filter(OperationStatus::ended)
        .filter(now -> before.stream().noneMatch(old -> old.ended() && old.isSameRequest(now)))
        .forEach(ended -> count(written.directoryId(), ended));
  }

  /** A rate knows nothing of a counter whose first value is 1. */
  private void beginAtZero(String directoryId) {
    for (Operation operation : Operation.values()) {
      RESULTS.forEach(result -> counter(directoryId, operation, result));
    }
  }

  private void count(String directoryId, OperationStatus ended) {
    counter(directoryId, ended.operation(), ended.result()).increment();
    if (ended.result() != Result.Refused) {
      duration(ended)
          .ifPresent(
              Meters.timer(
                      meters,
                      Metric.OPERATION_DURATION_SECONDS,
                      ended.operation().key(),
                      ended.result().name())
                  ::record);
    }
  }

  private static Optional<Duration> duration(OperationStatus ended) {
    Optional<Instant> begin = Timestamp.parse(ended.requestedAt());
    Optional<Instant> end = Timestamp.parse(ended.finishedAt());
    return begin.flatMap(from -> end.map(to -> Duration.between(from, to)));
  }

  private Counter counter(String directoryId, Operation operation, Result result) {
    return Meters.counter(
        meters, Metric.OPERATIONS_TOTAL, directoryId, operation.key(), result.name());
  }
}
