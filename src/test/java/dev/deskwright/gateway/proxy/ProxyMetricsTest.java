package dev.deskwright.gateway.proxy;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Protocol.Name;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.kernel.Ids;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.telemetry.Metric;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted of connections over real sockets. */
class ProxyMetricsTest {

  private static final String DIRECTORY = Ids.directory("directory-uid");

  private ProxyRig rig;
  private FakeDesktop desktop;
  private Session alice;

  @BeforeEach
  void start() {
    rig = new ProxyRig();
    desktop = FakeDesktop.tcp(rig.outside, false);
    rig.desktops.target = Optional.of(rig.target(desktop, Name.RFB));
    alice = rig.session("alice");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private double count(Metric metric, String... values) {
    return Meters.counter(rig.registry, metric, values).count();
  }

  private double failures(String reason) {
    return count(Metric.GATEWAY_CONNECTION_FAILURES_TOTAL, DIRECTORY, reason);
  }

  private double endings(String reason) {
    return count(Metric.GATEWAY_CONNECTION_ENDINGS_TOTAL, DIRECTORY, reason);
  }

  private Stream<DataPointSnapshot> series(Metric metric) {
    return rig.counts.collect().stream()
        .filter(each -> metric.prometheusName().startsWith(each.getMetadata().getPrometheusName()))
        .flatMap(each -> each.getDataPoints().stream().map(DataPointSnapshot.class::cast));
  }

  private double ofWorkSpace(Metric metric) {
    return series(metric).mapToDouble(p -> ((CounterDataPointSnapshot) p).getValue()).sum();
  }

  private Page connected() {
    Page page = rig.connect(alice).open();
    await().until(() -> page.data().length() > 0);
    return page;
  }

  @Test
  void aConnectionIsCountedFromItsRequestUntilTheUserLeaves() {
    Page page = connected();
    assertThat(count(Metric.GATEWAY_CONNECTION_ATTEMPTS_TOTAL, DIRECTORY)).isEqualTo(1);
    assertThat(count(Metric.GATEWAY_CONNECTION_SUCCESSES_TOTAL, DIRECTORY)).isEqualTo(1);
    assertThat(Meters.timer(rig.registry, Metric.GATEWAY_SESSION_LAUNCH_SECONDS, DIRECTORY).count())
        .isEqualTo(1);
    assertThat(rig.connections.sessionsByDirectory()).containsOnly(entry("directory-uid", 1));
    Waiting.on(page.socket.close());
    await().until(() -> endings("left") == 1);
    await().until(() -> rig.connections.sessionsByDirectory().isEmpty());
    assertThat(ofWorkSpace(Metric.GATEWAY_WORKSPACE_CONNECTION_ATTEMPTS_TOTAL)).isEqualTo(1);
    assertThat(ofWorkSpace(Metric.GATEWAY_WORKSPACE_CONNECTION_SUCCESSES_TOTAL)).isEqualTo(1);
    assertThat(ofWorkSpace(Metric.GATEWAY_WORKSPACE_CONNECTION_FAILURES_TOTAL)).isZero();
  }

  @Test
  void whyAConnectionEndsOrIsNotMadeIsCounted() {
    connected();
    rig.connections.close(all -> true, Ending.DESKTOP_GONE);
    await().until(() -> endings("desktop_gone") == 1);
    rig.desktops.target = Optional.empty();
    assertThat(rig.connect(alice).open().ending()).isEqualTo(Ending.DESKTOP_GONE);
    assertThat(failures("not_found")).isEqualTo(1);
    assertThat(rig.connect(alice, "no.ticket", options -> options).refusal()).isEqualTo(403);
    assertThat(failures("refused")).isEqualTo(1);
    assertThat(endings("left")).isZero();
    assertThat(ofWorkSpace(Metric.GATEWAY_WORKSPACE_CONNECTION_FAILURES_TOTAL)).isEqualTo(2);
  }

  @Test
  void theRoundTripToTheClientIsMeasuredWhileTheConnectionStands() {
    Page page = connected();
    var latency = Meters.timer(rig.registry, Metric.GATEWAY_IN_SESSION_LATENCY_SECONDS, DIRECTORY);
    await().until(() -> latency.count() >= 2);
    assertThat(latency.mean(TimeUnit.SECONDS)).isBetween(0.0, 5.0);
    assertThat(series(Metric.GATEWAY_WORKSPACE_LATENCY_SECONDS))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.getLabels().get("workspace_id")).isEqualTo(ProxyRig.ID);
              assertThat(((GaugeDataPointSnapshot) p).getValue()).isBetween(0.0, 5.0);
            });
    Waiting.on(page.socket.close());
    await().until(() -> series(Metric.GATEWAY_WORKSPACE_LATENCY_SECONDS).findAny().isEmpty());
  }

  @Test
  void anAnswerToNoPingIsNoRoundTrip() {
    Page page = connected();
    var latency = Meters.timer(rig.registry, Metric.GATEWAY_IN_SESSION_LATENCY_SECONDS, DIRECTORY);
    await().until(() -> latency.count() >= 1);
    for (int i = 0; i < 200; i++) {
      Waiting.on(page.socket.writePong(Buffer.buffer(new byte[8])));
    }
    await().until(() -> latency.count() >= 3);
    assertThat(latency.count()).isLessThan(100);
  }

  @Test
  void aWorkSpaceThatIsGoneHasNoSeries() {
    connected();
    rig.counts.forget(ProxyRig.ID);
    assertThat(series(Metric.GATEWAY_WORKSPACE_CONNECTION_ATTEMPTS_TOTAL)).isEmpty();
    assertThat(series(Metric.GATEWAY_WORKSPACE_LATENCY_SECONDS)).isEmpty();
  }

  @Test
  void whatIsNoWorkSpaceOfTheUserGetsNoSeries() {
    rig.metrics.attempted(alice, "ws-of-others");
    assertThat(series(Metric.GATEWAY_WORKSPACE_CONNECTION_ATTEMPTS_TOTAL)).isEmpty();
    assertThat(count(Metric.GATEWAY_CONNECTION_ATTEMPTS_TOTAL, DIRECTORY)).isEqualTo(1);
  }
}
