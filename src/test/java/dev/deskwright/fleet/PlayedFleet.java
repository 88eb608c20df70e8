package dev.deskwright.fleet;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.config.OperatorConfig.Metrics;
import dev.deskwright.kernel.Ids;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A fleet that is put together by hand, as caches would know it at {@link Samples#NOW}. */
final class PlayedFleet {

  /** The identity of the Directory that {@link Samples} has. */
  static final String DIRECTORY = Ids.directory(Samples.directory().getMetadata().getUid());

  final List<WorkSpace> workspaces = new ArrayList<>();
  final List<Directory> directories = new ArrayList<>();
  final List<Bundle> bundles = new ArrayList<>();
  boolean leads = true;

  /** Adds a WorkSpace with a status, and lines for its spec. */
  WorkSpace add(String status, String... spec) {
    int number = workspaces.size();
    WorkSpace workspace = Samples.workspaceNamed("desk-" + number, "uid-" + number, spec);
    workspace.setStatus(Serialization.unmarshal(status, WorkSpaceStatus.class));
    workspaces.add(workspace);
    return workspace;
  }

  private Optional<Bundle> bundle(String namespace, String name) {
    return bundles.stream()
        .filter(bundle -> bundle.getMetadata().getNamespace().equals(namespace))
        .filter(bundle -> bundle.getMetadata().getName().equals(name))
        .findFirst();
  }

  FleetCollector collector(boolean perWorkSpace, String... tags) {
    return new FleetCollector(
        new Fleet(workspaces::stream, directories::stream, this::bundle),
        () -> leads,
        new Metrics(perWorkSpace, List.of(tags)),
        Clock.fixed(Samples.NOW, ZoneOffset.UTC));
  }

  /** All series as Prometheus is shown them, by name and labels. */
  Map<String, Double> scrape(boolean perWorkSpace, String... tags) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.getPrometheusRegistry().register(collector(perWorkSpace, tags));
    var series = new TreeMap<String, Double>();
    registry
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              series.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            });
    return series;
  }
}
