package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.session.Session;
import dev.deskwright.kernel.Ids;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.telemetry.Metric;
import dev.deskwright.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What is counted about connections to desktops, by Directory and, where wanted, by WorkSpace. */
public final class ProxyMetrics {

  private static final String LEFT = "left";

  private final LongAdder fromDesktops = new LongAdder();
  private final LongAdder toDesktops = new LongAdder();
  private final MeterRegistry registry;
  private final WorkSpaceCounts workspaces;
  private final Tracing tracing;

  /** Why a connection was not made. */
  enum Failure {
    REFUSED,
    NOT_FOUND,
    UNREACHABLE,
    TOO_MANY,
    CLIENT_GONE
  }

  /**
   * Nothing is counted yet.
   *
   * @param workspaces counts by WorkSpace
   * @param tracing has a span for each connection that is being made
   */
  public ProxyMetrics(MeterRegistry registry, WorkSpaceCounts workspaces, Tracing tracing) {
    this.registry = registry;
    this.workspaces = workspaces;
    this.tracing = tracing;
    Meters.counter(registry, Metric.GATEWAY_BYTES_TOTAL, toDesktops, LongAdder::sum, "to_desktop");
    Meters.counter(
        registry, Metric.GATEWAY_BYTES_TOTAL, fromDesktops, LongAdder::sum, "from_desktop");
  }

  /** Bytes so far, from desktops to clients. */
  public long bytesFromDesktops() {
    return fromDesktops.sum();
  }

  /** Bytes so far, from clients to desktops. */
  public long bytesToDesktops() {
    return toDesktops.sum();
  }

  void fromDesktop(int bytes) {
    fromDesktops.add(bytes);
  }

  void toDesktop(int bytes) {
    toDesktops.add(bytes);
  }

  /**
   * A connection is asked for.
   *
   * @param workspaceId as the request has it, so perhaps of no WorkSpace at all
   */
  Attempt attempted(Session session, String workspaceId) {
    String directoryId = Ids.directory(session.directoryUid());
    Meters.counter(registry, Metric.GATEWAY_CONNECTION_ATTEMPTS_TOTAL, directoryId).increment();
    return new Attempt(
        this,
        directoryId,
        workspaces.attempted(workspaceId, session),
        tracing.begin(
            "connect",
            "deskwright.directory.id",
            directoryId,
            "deskwright.workspace.id",
            workspaceId));
  }

  void failed(String directoryId, Failure failure) {
    Meters.counter(
            registry,
            Metric.GATEWAY_CONNECTION_FAILURES_TOTAL,
            directoryId,
            failure.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void launched(String directoryId, Duration took) {
    Meters.counter(registry, Metric.GATEWAY_CONNECTION_SUCCESSES_TOTAL, directoryId).increment();
    Meters.timer(registry, Metric.GATEWAY_SESSION_LAUNCH_SECONDS, directoryId).record(took);
  }

  /** The ending is null when the client has closed the connection itself. */
  void ended(String directoryId, Ending ending) {
    Meters.counter(
            registry,
            Metric.GATEWAY_CONNECTION_ENDINGS_TOTAL,
            directoryId,
            ending == null ? LEFT : ending.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void roundTrip(String directoryId, Duration took) {
    Meters.timer(registry, Metric.GATEWAY_IN_SESSION_LATENCY_SECONDS, directoryId).record(took);
  }
}
