package dev.deskwright.workspace;

import static dev.deskwright.workspace.InMemoryCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.config.ConfigException;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.OperatorConfig;
import dev.deskwright.config.Setting;
import dev.deskwright.demo.SimulatedSnapshotApi;
import dev.deskwright.fixture.Exposition;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import dev.deskwright.ldap.LdapObserver.Kind;
import dev.deskwright.ldap.LdapObserver.Outcome;
import dev.deskwright.monitoring.Promtool;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.HealthServer;
import dev.deskwright.telemetry.LdapRequests;
import dev.deskwright.telemetry.Metric;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator with a desktop that has everything answers to Prometheus. */
class ExpositionTest {

  private static final String CERTIFICATE =
      "src/test/resources/dev/deskwright/gateway/token/one.tls.crt";

  private InMemoryCluster cluster;

  private static OperatorConfig config(String perWorkSpace) throws ConfigException {
    return ConfigReader.read(
        Map.of(
            Setting.METRICS_TAGS,
            "team",
            Setting.WORKSPACE_METRICS,
            perWorkSpace,
            Setting.GATEWAY_CERTIFICATE,
            CERTIFICATE),
        Map.of(),
        Optional.empty());
  }

  @BeforeEach
  void start() throws ConfigException {
    cluster = new InMemoryCluster(config("true"));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  /** A desktop with a user, a price, a tag, a snapshot, and an operation that has ended. */
  private void fill() {
    cluster.stopOperator();
    SimulatedSnapshotApi.install(cluster.client());
    cluster.startOperator();
    cluster.create(Samples.directory("quotas: {workspaces: 10}"));
    cluster.create(
        Samples.bundle(
            "prices: {currency: EUR, monthly: '35', hourlyBase: '9.75', hourly: '0.30'}"));
    cluster.create(Samples.workspace("tags: {team: red}"));
    cluster.runUntilAvailable("desk");
    snapshot();
    String uid = cluster.podUid("desk");
    cluster.ask("desk", "reboot", "1");
    cluster.awaitAnotherPod("desk", uid);
    cluster.runUntilAvailable("desk");
    new LdapRequests(cluster.meters()).request(Kind.SEARCH, Duration.ofMillis(3), Outcome.SUCCESS);
  }

  private void snapshot() {
    String id = Ids.workspace(cluster.workspace("desk").get().getMetadata().getUid());
    VolumeSnapshot snapshot =
        Serialization.unmarshal(
            """
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshot
            metadata:
              name: desk-user-1
              namespace: team
              labels: {%s: deskwright, %s: desk, %s: %s, %s: user, %s: automatic}
            spec: {source: {persistentVolumeClaimName: desk-user}}
            status: {readyToUse: true, creationTime: "2026-11-23T06:00:00Z"}
            """
                .formatted(
                    Labels.MANAGED_BY,
                    Labels.WORKSPACE,
                    Labels.WORKSPACE_ID,
                    id,
                    Labels.DRIVE,
                    Labels.SNAPSHOT_KIND),
            VolumeSnapshot.class);
    var status = snapshot.getStatus();
    VolumeSnapshot created = cluster.client().resource(snapshot).create();
    created.setStatus(status);
    cluster.client().resource(created).updateStatus();
  }

  private String scrape(String accept) throws IOException, InterruptedException {
    try (var server = HealthServer.startLocally(Optional::empty, cluster.meters())) {
      var uri = URI.create("http://localhost:%d/metrics".formatted(server.port()));
      var request = HttpRequest.newBuilder(uri).header("Accept", accept).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
  }

  private static Set<Metric> missing(String text) {
    return Exposition.parse(text).missingOf(Component.OPERATOR);
  }

  @Test
  void everyMetricOfTheCatalogueIsThereAsItSaysAndNoOther() throws Exception {
    fill();
    eventually()
        .untilAsserted(() -> assertThat(missing(scrape("text/plain"))).as("missing").isEmpty());
    var checked = Promtool.required().checkMetrics(scrape("text/plain"));
    assertThat(checked.code()).as(checked.output()).isIn(0, 3);
    assertThat(checked.output()).doesNotContain("deskwright_").doesNotContain("error");
  }

  @Test
  void withoutSeriesOfEachDesktopAllOthersAreThere() throws Exception {
    cluster.close();
    cluster = new InMemoryCluster(config("false"));
    fill();
    var ofEach =
        Arrays.stream(Metric.values())
            .filter(metric -> metric.isOf(Component.OPERATOR) && metric.isPerWorkSpace())
            .collect(Collectors.toSet());
    eventually().untilAsserted(() -> assertThat(missing(scrape("*/*"))).isEqualTo(ofEach));
  }

  @Test
  void openMetricsIsForThoseWhoAskForIt() throws Exception {
    assertThat(scrape("application/openmetrics-text;version=1.0.0,text/plain;q=0.5"))
        .contains("# TYPE deskwright_build info")
        .endsWith("# EOF\n");
  }
}
