package dev.deskwright.telemetry;

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
 * The series of one gauge or info of the catalogue, put together for one scrape and kept by nobody.
 * The way for everything that has a series for each object: nothing has to be taken away again.
 */
public final class Family {

  private final Metric metric;
  private final String[] names;
  private final List<InfoDataPointSnapshot> infos = new ArrayList<>();
  private final List<GaugeDataPointSnapshot> gauges = new ArrayList<>();

  /** A family without series, of a metric of type gauge or info. */
  public Family(Metric metric) {
    if (metric.type() != Metric.Type.GAUGE && metric.type() != Metric.Type.INFO) {
      throw new IllegalArgumentException(metric + " is a " + metric.type());
    }
    this.metric = metric;
    this.names = metric.labels().toArray(String[]::new);
  }

  /**
   * Adds a series of a gauge.
   *
   * @param values of the labels, in their order; no two series may have the same
   */
  public Family add(double value, String... values) {
    gauges.add(new GaugeDataPointSnapshot(value, Labels.of(names, values), null));
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
    return metric.type() == Metric.Type.INFO
        ? new InfoSnapshot(metadata, infos)
        : new GaugeSnapshot(metadata, gauges);
  }
}
