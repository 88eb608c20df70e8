package dev.deskwright.telemetry;

import static dev.deskwright.telemetry.Metric.Type.COUNTER;
import static dev.deskwright.telemetry.Metric.Type.GAUGE;
import static dev.deskwright.telemetry.Metric.Type.HISTOGRAM;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Where metrics go, and how each of the catalogue is made there. */
public final class Meters {

  private static final String EVENTS_RECEIVED = "events.received";

  private Meters() {}

  /** A registry with what every process tells of itself. */
  public static PrometheusMeterRegistry registry(Component component) {
    return registry(component, null);
  }

  /**
   * The same, with exemplars.
   *
   * @param traces says which trace is under way; null for no exemplars
   */
  public static PrometheusMeterRegistry registry(Component component, SpanContext traces) {
    var registry =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, traces);
    registry.config().meterFilter(new SameTags());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    MetricSnapshot build =
        new Family(Metric.BUILD_INFO).add(version(), component.label()).snapshot();
    registry.getPrometheusRegistry().register((Collector) () -> build);
    return registry;
  }

  private static String version() {
    String version = Meters.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  /** The counter of some values of the metric's labels, in their order. */
  public static Counter counter(MeterRegistry registry, Metric metric, String... values) {
    return Counter.builder(named(metric, COUNTER))
        .description(metric.help())
        .baseUnit(unit(metric))
        .tags(tags(metric, values))
        .register(registry);
  }

  /** A counter that is read from an object, which the registry does not keep alive. */
  public static <T> void counter(
      MeterRegistry registry,
      Metric metric,
      T source,
      ToDoubleFunction<T> value,
      String... values) {
    FunctionCounter.builder(named(metric, COUNTER), source, value)
        .description(metric.help())
        .baseUnit(unit(metric))
        .tags(tags(metric, values))
        .register(registry);
  }

  /** A gauge that is read from an object. */
  public static <T> void gauge(
      MeterRegistry registry,
      Metric metric,
      T source,
      ToDoubleFunction<T> value,
      String... values) {
    Gauge.builder(named(metric, GAUGE), source, value)
        .strongReference(true)
        .description(metric.help())
        .baseUnit(unit(metric))
        .tags(tags(metric, values))
        .register(registry);
  }

  /** The histogram of some values of the metric's labels, in their order. */
  public static Timer timer(MeterRegistry registry, Metric metric, String... values) {
    return Timer.builder(named(metric, HISTOGRAM))
        .description(metric.help())
        .serviceLevelObjectives(metric.buckets().toArray(Duration[]::new))
        .tags(tags(metric, values))
        .register(registry);
  }

  private static String named(Metric metric, Metric.Type type) {
    if (metric.type() != type) {
      throw new IllegalArgumentException(metric + " is a " + metric.type() + ", not a " + type);
    }
    return metric.micrometerName();
  }

  private static String unit(Metric metric) {
    return metric.unit().isEmpty() ? null : metric.unit();
  }

  private static List<Tag> tags(Metric metric, String... values) {
    List<String> labels = metric.labels();
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(
          "%s has the labels %s, not %d values".formatted(metric, labels, values.length));
    }
    return IntStream.range(0, values.length)
        .mapToObj(label -> Tag.of(labels.get(label), values[label]))
        .toList();
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
