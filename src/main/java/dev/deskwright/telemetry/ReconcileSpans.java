package dev.deskwright.telemetry;

import dev.deskwright.kernel.LogFields;
import dev.deskwright.tracing.Tracing;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/** A trace for each pass of a reconciler. The Java Operator SDK has this one hook around them. */
public final class ReconcileSpans implements Metrics {

  private final Tracing tracing;
  private final Metrics metrics;

  private ReconcileSpans(Tracing tracing, Metrics metrics) {
    this.tracing = tracing;
    this.metrics = metrics;
  }

  /** The metrics, and traces where they are wanted. */
  public static Metrics around(Metrics metrics, Tracing tracing) {
    // Of several, the first alone is asked to time.
    return tracing == Tracing.OFF
        ? metrics
        : new AggregatedMetrics(List.of(new ReconcileSpans(tracing, metrics), metrics));
  }

  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    Map<String, String> about = MDC.getCopyOfContextMap();
    Map<String, String> fields = LogFields.named(about == null ? Map.of() : about);
    var span =
        tracing.begin(
            execution.name() + " " + execution.controllerName(),
            "k8s.namespace.name",
            fields.getOrDefault(LogFields.NAMESPACE, ""),
            "k8s.object.uid",
            fields.getOrDefault(LogFields.UID, ""));
    for (String id : List.of(LogFields.WORKSPACE_ID, LogFields.DIRECTORY_ID)) {
      if (fields.containsKey(id)) {
        span.set("deskwright." + id.replace('_', '.'), fields.get(id));
      }
    }
    try (var scope = span.activate()) {
      return metrics.timeControllerExecution(execution);
    } catch (Exception e) {
      span.fail(e.getClass().getSimpleName());
      throw e;
    } finally {
      span.end();
    }
  }
}
