package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.session.Session;
import dev.deskwright.telemetry.Family;
import dev.deskwright.telemetry.Metric;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;

/**
 * Counts by WorkSpace. There is an entry for each that its user has tried to connect to since the
 * start and that still exists; whoever hears that one is gone calls {@link #forget}.
 */
public final class WorkSpaceCounts implements MultiCollector {

  private final Map<String, Counts> counts = new ConcurrentHashMap<>();
  private final BiPredicate<String, Session> owns;

  /**
   * Nobody has tried yet.
   *
   * @param owns whether there is a WorkSpace of this id, of the session's user; what others ask for
   *     is not counted
   */
  public WorkSpaceCounts(BiPredicate<String, Session> owns) {
    this.owns = owns;
  }

  /** What is counted of one. */
  static final class Counts {

    private final String workspaceId;
    private final LongAdder attempts = new LongAdder();
    private final LongAdder successes = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** The latest round trip of each connection that stands. */
    private final Map<Object, Duration> latencies = new ConcurrentHashMap<>();

    Counts(String workspaceId) {
      this.workspaceId = workspaceId;
    }

    String workspaceId() {
      return workspaceId;
    }

    void launched() {
      successes.increment();
    }

    void failed() {
      failures.increment();
    }

    void roundTrip(Object connection, Duration took) {
      latencies.put(connection, took);
    }

    void ended(Object connection) {
      latencies.remove(connection);
    }

    /** With several connections, the slowest: that user is the one to care for. */
    private Optional<Duration> latency() {
      return latencies.values().stream().max(Duration::compareTo);
    }
  }

  Optional<Counts> attempted(String workspaceId, Session session) {
    if (!owns.test(workspaceId, session)) {
      return Optional.empty();
    }
    Counts found = counts.computeIfAbsent(workspaceId, Counts::new);
    found.attempts.increment();
    return Optional.of(found);
  }

  /** A WorkSpace is gone, and its series with it. */
  public void forget(String workspaceId) {
    counts.remove(workspaceId);
  }

  @Override
  public MetricSnapshots collect() {
    var attempts = new Family(Metric.GATEWAY_WORKSPACE_CONNECTION_ATTEMPTS_TOTAL);
    var successes = new Family(Metric.GATEWAY_WORKSPACE_CONNECTION_SUCCESSES_TOTAL);
    var failures = new Family(Metric.GATEWAY_WORKSPACE_CONNECTION_FAILURES_TOTAL);
    var latency = new Family(Metric.GATEWAY_WORKSPACE_LATENCY_SECONDS);
    counts.forEach(
        (id, each) -> {
          attempts.add((double) each.attempts.sum(), id);
          successes.add((double) each.successes.sum(), id);
          failures.add((double) each.failures.sum(), id);
          each.latency().ifPresent(took -> latency.add(took.toNanos() / 1e9, id));
        });
    return new MetricSnapshots(
        attempts.snapshot(), successes.snapshot(), failures.snapshot(), latency.snapshot());
  }
}
