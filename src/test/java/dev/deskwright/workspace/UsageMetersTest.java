package dev.deskwright.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UsageMetersTest {

  private static final String NAME = "deskwright.running.seconds";

  /** A cache of WorkSpaces that is filled by hand. */
  private record Shelf(List<WorkSpace> workspaces) implements IndexerResourceCache<WorkSpace> {
    @Override
    public void addIndexers(Map<String, Function<WorkSpace, List<String>>> indexers) {}

    @Override
    public List<WorkSpace> byIndex(String index, String key) {
      throw new UnsupportedOperationException("the metric needs no index");
    }

    @Override
    public Optional<WorkSpace> get(ResourceID id) {
      return workspaces.stream().filter(ws -> ResourceID.fromResource(ws).equals(id)).findFirst();
    }

    @Override
    public Stream<ResourceID> keys() {
      return workspaces.stream().map(ResourceID::fromResource);
    }

    @Override
    public Stream<WorkSpace> list(String namespace, Predicate<WorkSpace> predicate) {
      return list(predicate.and(ws -> ws.getMetadata().getNamespace().equals(namespace)));
    }

    @Override
    public Stream<WorkSpace> list(Predicate<WorkSpace> predicate) {
      return workspaces.stream().filter(predicate);
    }
  }

  private final List<WorkSpace> workspaces = new ArrayList<>();
  private final WorkSpaceIndex index = new WorkSpaceIndex();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final UsageMeters meters = new UsageMeters(index, registry, at(Samples.NOW));

  private static Clock at(Instant moment) {
    return Clock.fixed(moment, ZoneOffset.UTC);
  }

  private void add(String status) {
    String name = "desk-" + workspaces.size();
    WorkSpace workspace = Samples.workspaceNamed(name, "uid-" + workspaces.size());
    workspace.setStatus(Serialization.unmarshal(status, WorkSpaceStatus.class));
    workspaces.add(workspace);
  }

  private void refresh() {
    index.attach(new Shelf(workspaces));
    meters.refresh();
  }

  private double seconds(String directoryId, String mode) {
    return registry.get(NAME).tags("directory_id", directoryId, "mode", mode).gauge().value();
  }

  @Test
  void theDesktopsOfADirectoryAreAddedUpByMode() {
    add(
        """
        directoryId: d-1111111111
        usage:
          asOf: "2026-11-23T11:00:00Z"
          running: {podUid: pod-1, mode: AutoStop}
          months:
          - {month: 2026-10, autoStopSeconds: 7000}
          - {month: 2026-11, autoStopSeconds: 100, manualSeconds: 20}
        """);
    add(
        """
        directoryId: d-1111111111
        usage:
          asOf: "2026-11-23T11:00:00Z"
          months: [{month: 2026-11, autoStopSeconds: 30}]
        """);
    add(
        """
        directoryId: d-2222222222
        usage:
          asOf: "2026-11-23T11:59:00Z"
          running: {podUid: pod-3, mode: AlwaysOn}
        """);
    refresh();
    assertThat(seconds("d-1111111111", "AutoStop")).isEqualTo(100 + 3600 + 30);
    assertThat(seconds("d-1111111111", "Manual")).isEqualTo(20);
    assertThat(seconds("d-1111111111", "AlwaysOn")).isZero();
    assertThat(seconds("d-2222222222", "AlwaysOn")).isEqualTo(60);
  }

  @Test
  void thereAreThreeValuesADirectoryHoweverManyDesktopsItHas() {
    for (int desktop = 0; desktop < 100; desktop++) {
      add(
          """
          directoryId: d-%d
          usage: {asOf: "2026-11-23T11:00:00Z", running: {podUid: pod-%d, mode: Manual}}
          """
              .formatted(desktop % 2, desktop));
    }
    refresh();
    refresh();
    assertThat(registry.get(NAME).gauges()).hasSize(6);
    assertThat(registry.get(NAME).gauges().stream().mapToDouble(Gauge::value).sum())
        .isEqualTo(100 * 3600);
  }

  @Test
  void aValueFollowsTheRecordAndGoesWithItsDirectory() {
    add("directoryId: d-1\nusage: {asOf: \"2026-11-23T11:59:00Z\"}");
    refresh();
    assertThat(seconds("d-1", "Manual")).isZero();
    workspaces.clear();
    add(
        """
        directoryId: d-1
        usage: {asOf: "2026-11-23T11:59:00Z", months: [{month: 2026-11, manualSeconds: 5}]}
        """);
    refresh();
    assertThat(seconds("d-1", "Manual")).isEqualTo(5);
    workspaces.clear();
    refresh();
    assertThat(registry.find(NAME).gauges()).isEmpty();
  }

  @Test
  void aDesktopWithoutAStatusOrADirectoryIsLeftOut() {
    workspaces.add(Samples.workspace());
    add("usage: {asOf: \"2026-11-23T11:59:00Z\"}");
    refresh();
    assertThat(registry.find(NAME).gauges()).isEmpty();
  }

  @Test
  void beforeTheCacheIsThereNothingIsCounted() {
    meters.refresh();
    assertThat(registry.find(NAME).gauges()).isEmpty();
  }

  @Test
  void prometheusShowsItUnderItsPlainName() {
    var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    add("directoryId: d-1\nusage: {asOf: \"2026-11-23T11:59:00Z\"}");
    index.attach(new Shelf(workspaces));
    new UsageMeters(index, prometheus, at(Samples.NOW)).refresh();
    assertThat(prometheus.scrape())
        .contains("deskwright_running_seconds{directory_id=\"d-1\",mode=\"AutoStop\"} 0.0");
  }
}
