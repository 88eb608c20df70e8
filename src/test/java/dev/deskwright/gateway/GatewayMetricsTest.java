package dev.deskwright.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.kernel.Ids;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Prometheus is told by a gateway that users sign in to and connect through. */
class GatewayMetricsTest {

  private static final Pattern LABEL = Pattern.compile("[{,]([a-z_]+)=\"([^\"]*)\"");

  private static TestCluster cluster;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    cluster = TestCluster.start();
    gateway = TestGateway.start(cluster, Defences.ALL);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    cluster.close();
  }

  private static String directory(String name) {
    return Ids.directory(
        cluster
            .client()
            .resources(Directory.class)
            .inNamespace(TestCluster.NAMESPACE)
            .withName(name)
            .get()
            .getMetadata()
            .getUid());
  }

  private static void awaitSeries(String... series) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(gateway.scrape().lines()).contains(series));
  }

  @Test
  void aVisitIsCountedByDirectoryAndWorkSpaceAndByNobodysName() throws Exception {
    var browser = gateway.browser();
    browser.tryToSignIn("alice", "wrong");
    browser.signIn("alice");
    String id = cluster.id("alice");
    String corp = directory("corp");
    try (var socket = browser.connect(id)) {
      socket.handshake();
      awaitSeries(
          "deskwright_gateway_sessions{directory_id=\"%s\"} 1.0".formatted(corp),
          "deskwright_gateway_sessions{directory_id=\"%s\"} 0.0".formatted(directory("totp")),
          "deskwright_gateway_sign_ins_total{directory_id=\"%s\",outcome=\"SIGNED_IN\"} 1.0"
              .formatted(corp),
          "deskwright_gateway_sign_ins_total{directory_id=\"%s\",outcome=\"WRONG_PASSWORD\"} 1.0"
              .formatted(corp),
          "deskwright_gateway_connection_successes_total{directory_id=\"%s\"} 1.0".formatted(corp),
          "deskwright_gateway_workspace_connection_attempts_total{workspace_id=\"%s\"} 1.0"
              .formatted(id));
    }
    awaitSeries(
        "deskwright_gateway_connection_endings_total{directory_id=\"%s\",reason=\"left\"} 1.0"
            .formatted(corp));
    List<MatchResult> labels = LABEL.matcher(gateway.scrape()).results().toList();
    assertThat(labels).extracting(label -> label.group(1)).contains("directory_id", "workspace_id");
    assertThat(labels)
        .noneMatch(label -> label.group(2).contains("alice") || label.group(2).contains("127."));
  }

  @Test
  void kindsOfDevicesAreCountedWhereADirectoryHasRulesForThem() throws Exception {
    String windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
    String mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
    for (String agent : List.of(windows, mac)) {
      gateway
          .browser(TestGateway.RULES)
          .from("127.0.1.7")
          .with("User-Agent", agent)
          .tryToSignIn("alice", TestCluster.password("alice"));
    }
    String check = "deskwright_gateway_device_checks_total{directory_id=\"%s\",outcome=\"%s\"} 1.0";
    awaitSeries(
        check.formatted(directory("rules"), "ALLOWED"),
        check.formatted(directory("rules"), "FORBIDDEN"));
    assertThat(gateway.scrape().lines())
        .noneMatch(
            line ->
                line.startsWith("deskwright_gateway_device_checks_total")
                    && line.contains(directory("corp")));
  }

  @Test
  void theCertificatesExpiryIsThere() {
    assertThat(gateway.scrape())
        .containsPattern(
            "deskwright_certificate_expiry_timestamp_seconds\\{certificate=\"gateway-tls\"} [1-9]");
  }

  @Test
  void aWorkSpaceThatIsDeletedTakesItsSeriesWithIt() throws Exception {
    var browser = gateway.browser();
    browser.signIn("bob");
    String id = cluster.id("bob");
    try (var socket = browser.connect(id)) {
      socket.handshake();
      awaitSeries(
          "deskwright_gateway_workspace_connection_successes_total{workspace_id=\"%s\"} 1.0"
              .formatted(id));
    }
    cluster.workspace("bob").delete();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(gateway.scrape()).doesNotContain(id));
  }
}
