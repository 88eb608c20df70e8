package dev.deskwright.gateway;

import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.proxy.Connections;
import dev.deskwright.gateway.proxy.WorkSpaceCounts;
import dev.deskwright.kernel.Ids;
import dev.deskwright.telemetry.Family;
import dev.deskwright.telemetry.Metric;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is put together at each scrape.
 *
 * @param workspaces counts by WorkSpace, if they are wanted
 */
record GatewayCollector(
    Cluster cluster, Connections connections, Optional<WorkSpaceCounts> workspaces)
    implements MultiCollector {

  @Override
  public MetricSnapshots collect() {
    var builder = MetricSnapshots.builder().metricSnapshot(sessions().snapshot());
    workspaces.ifPresent(counts -> counts.collect().forEach(builder::metricSnapshot));
    return builder.build();
  }

  /** Of each Directory, those too that nobody is connected to. */
  private Family sessions() {
    var sessions = new TreeMap<String, Integer>();
    cluster.directories().forEach(each -> sessions.put(each.getMetadata().getUid(), 0));
    sessions.putAll(connections.sessionsByDirectory());
    var family = new Family(Metric.GATEWAY_SESSIONS);
    sessions.forEach((uid, count) -> family.add(count, Ids.directory(uid)));
    return family;
  }
}
