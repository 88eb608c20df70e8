package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.proxy.ProxyMetrics.Failure;
import dev.deskwright.gateway.proxy.WorkSpaceCounts.Counts;
import dev.deskwright.kernel.LogFields;
import dev.deskwright.tracing.Span;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One connection, as log, metrics and trace tell of it, from its request to its end. */
final class Attempt {

  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final ProxyMetrics metrics;
  private final String directoryId;
  private final Optional<Counts> workspace;
  private final Span span;
  private final long begin = System.nanoTime();

  Attempt(ProxyMetrics metrics, String directoryId, Optional<Counts> workspace, Span span) {
    this.metrics = metrics;
    this.directoryId = directoryId;
    this.workspace = workspace;
    this.span = span;
  }

  /** What is done in the scope belongs to the trace of this connection. */
  Span.Scope trace() {
    return span.activate();
  }

  void failed(Failure failure) {
    metrics.failed(directoryId, failure);
    workspace.ifPresent(Counts::failed);
    String why = failure.name().toLowerCase(Locale.ROOT);
    span.fail(why);
    line().log("a connection was not made: {}", why);
  }

  /** Bytes flow. */
  void launched() {
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    try (var scope = span.activate()) {
      metrics.launched(directoryId, took);
    }
    workspace.ifPresent(Counts::launched);
    span.end();
    line().log("connected after {} ms", took.toMillis());
  }

  void roundTrip(Object connection, Duration took) {
    metrics.roundTrip(directoryId, took);
    workspace.ifPresent(counts -> counts.roundTrip(connection, took));
  }

  /** The ending is null when the client has closed the connection itself. */
  void ended(Object connection, Ending ending) {
    metrics.ended(directoryId, ending);
    workspace.ifPresent(counts -> counts.ended(connection));
    line().log("a connection ended: {}", ending == null ? "left" : ending.reason());
  }

  private LoggingEventBuilder line() {
    var line = LOG.atInfo().addKeyValue(LogFields.DIRECTORY_ID, directoryId);
    return workspace.isPresent()
        ? line.addKeyValue(LogFields.WORKSPACE_ID, workspace.get().workspaceId())
        : line;
  }
}
