package dev.deskwright.telemetry;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * The series of one gauge, counter or info of the catalogue, put together for one scrape and kept
 * by nobody. The way for everything that has a series for each object: nothing has to be taken away
 * again.
 */
public final class Family {

  private final Metric metric;
  private final String[] names;
  private final List<InfoDataPointSnapshot> infos = new ArrayList<>();
  private final List<CounterDataPointSnapshot> counters = new ArrayList<>();
  private final List<GaugeDataPointSnapshot> gauges = new ArrayList<>();

  /** A family without series, of a metric that is no histogram. */
  public Family(Metric metric) {
    if (metric.type() == Metric.Type.HISTOGRAM) {
      throw new IllegalArgumentException(metric + " is a " + metric.type());
    }
    this.metric = metric;
    this.names = metric.labels().toArray(String[]::new);
  }

  /**
   * Adds a series of a gauge or counter.
   *
   * @param values of the labels, in their order; no two series may have the same
   */
  public Family add(double value, String... values) {
    Labels labels = Labels.of(names, values);
    if (metric.type() == Metric.Type.COUNTER) {
      counters.add(new CounterDataPointSnapshot(value, labels, null, 0));
    } else {
      gauges.add(new GaugeDataPointSnapshot(value, labels, null));
    }
    return this;
  }

  /**
   * Adds a series of an info.
   *
   * @param values of the labels, in their order; no two series may have the same
   */
  public Family add(String... values) {
    infos.add(new InfoDataPointSnapshot(Labels.of(names, values)));
    return this;
  }

  /** What goes to Prometheus. */
  public MetricSnapshot snapshot() {
    var metadata = new MetricMetadata(metric.baseName(), metric.help());
    return switch (metric.type()) {
      case INFO -> new InfoSnapshot(metadata, infos);
      case COUNTER -> new CounterSnapshot(metadata, counters);
      default -> new GaugeSnapshot(metadata, gauges);
    };
  }
}
