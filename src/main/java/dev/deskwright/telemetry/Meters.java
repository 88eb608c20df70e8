package dev.deskwright.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Where metrics go. */
public final class Meters {

  private static final String EVENTS_RECEIVED = "events.received";

  private Meters() {}

  /** A registry with the process's own metrics in it. */
  public static PrometheusMeterRegistry registry() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(new SameTags());
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    return registry;
  }

  /**
   * The Java Operator SDK counts some events with an action and some without; Prometheus takes one
   * set of labels for a name, and would drop one of the two kinds.
   */
  private static final class SameTags implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
      boolean lacksAction = id.getName().equals(EVENTS_RECEIVED) && id.getTag("action") == null;
      return lacksAction ? id.withTag(Tag.of("action", "none")) : id;
    }
  }
}
