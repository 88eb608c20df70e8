package dev.deskwright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.DeskwrightOperator;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.demo.InMemoryApiServer;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.fixture.Samples;
import dev.deskwright.gateway.TestCluster;
import dev.deskwright.gateway.TestGateway;
import dev.deskwright.ldap.LdapObserver;
import dev.deskwright.ldap.LdapObserver.Kind;
import dev.deskwright.ldap.LdapObserver.Outcome;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.KubernetesSpans;
import dev.deskwright.telemetry.LdapSpans;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.telemetry.Metric;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a collector is sent. */
class TracingTest {

  private FakeCollector collector;
  private Tracing tracing;

  @BeforeEach
  void start() throws Exception {
    collector = new FakeCollector();
    tracing = Tracing.of(Optional.of(collector.config()), "test");
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void offNothingIsMade() throws Exception {
    Tracing off = Tracing.of(Optional.empty(), "test");
    assertThat(off).isSameAs(Tracing.OFF);
    Span span = off.begin("sign-in");
    try (var scope = span.activate()) {
      assertThat(MDC.get("trace_id")).isNull();
      assertThat(off.step("kubernetes get")).isSameAs(span);
      assertThat(off.carried(() -> "done").call()).isEqualTo("done");
    }
    assertThat(off.exemplars()).isEmpty();
  }

  @Test
  void aPassOfAReconcilerIsATraceWithItsRequestsToTheApiServer() throws Exception {
    try (var server = InMemoryApiServer.start();
        var client =
            new KubernetesClientBuilder()
                .withConfig(server.clientConfig())
                .withHttpClientBuilderConsumer(http -> KubernetesSpans.observe(http, tracing))
                .build();
        var operator =
            new DeskwrightOperator(
                ConfigReader.defaults(),
                client,
                Clock.systemUTC(),
                Meters.registry(Component.OPERATOR),
                tracing,
                new PlayedDirectories())) {
      for (String kind : List.of("directories", "bundles", "workspaces")) {
        client.resource(Files.readString(Path.of("crds", kind + ".deskwright.dev.yaml"))).create();
      }
      operator.start();
      client.resource(Samples.BUNDLE).inNamespace("team").create();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(
                          collector
                              .named("reconcile bundle")
                              .flatMap(pass -> collector.below(pass)))
                      .anySatisfy(
                          request -> {
                            assertThat(request.getName()).isEqualTo("kubernetes patch");
                            assertThat(FakeCollector.attribute(request, "k8s.resource"))
                                .isEqualTo("bundles/status");
                            assertThat(
                                    FakeCollector.attribute(request, "http.response.status_code"))
                                .startsWith("20");
                          }));
    }
    assertThat(collector.named("reconcile bundle"))
        .allSatisfy(
            pass -> {
              assertThat(pass.getParentSpanId().isEmpty()).isTrue();
              assertThat(FakeCollector.attribute(pass, "k8s.namespace.name")).isEqualTo("team");
              assertThat(FakeCollector.attribute(pass, "k8s.object.uid")).isNotBlank();
            });
  }

  @Test
  void aSignInAndAConnectionAreTracesWithoutNamesAndSecrets() throws Exception {
    try (var cluster = TestCluster.start();
        var gateway = TestGateway.traced(cluster, tracing)) {
      var browser = gateway.browser();
      browser.tryToSignIn("alice", "not the password");
      browser.signIn("alice");
      try (var socket = browser.connect(cluster.id("alice"))) {
        socket.handshake();
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(collector.named("sign-in"))
                    .extracting(span -> FakeCollector.attribute(span, "deskwright.outcome"))
                    .contains("SIGNED_IN", "WRONG_PASSWORD");
                assertThat(collector.named("connect"))
                    .singleElement()
                    .satisfies(
                        span -> {
                          assertThat(FakeCollector.attribute(span, "deskwright.workspace.id"))
                              .isEqualTo(cluster.id("alice"));
                          assertThat(collector.below(span))
                              .extracting(io.opentelemetry.proto.trace.v1.Span::getName)
                              .contains("kubernetes get");
                        });
              });
      assertThat(collector.text())
          .doesNotContain("alice", "password", "ticket", "Bearer", "127.0.0.1");
    }
  }

  @Test
  void aRequestToADirectoryServerIsInTheTraceOfWhoAsked() {
    var ldap = new LdapSpans(tracing, LdapObserver.NONE);
    ldap.request(Kind.SEARCH, Duration.ofMillis(3), Outcome.SUCCESS);
    Span span = tracing.begin("sign-in");
    try (var scope = span.activate()) {
      ldap.request(Kind.USER_BIND, Duration.ofMillis(250), Outcome.REFUSED);
      ldap.request(Kind.CONNECT, Duration.ofMillis(250), Outcome.TIMED_OUT);
    }
    span.end();
    tracing.close();
    assertThat(collector.named("ldap search")).isEmpty();
    assertThat(collector.named("sign-in").flatMap(each -> collector.below(each)))
        .extracting(io.opentelemetry.proto.trace.v1.Span::getName)
        .containsExactly("ldap user_bind", "ldap connect");
    assertThat(collector.named("ldap user_bind"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.getEndTimeUnixNano() - each.getStartTimeUnixNano())
                  .isEqualTo(250_000_000);
              assertThat(each.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
            });
    assertThat(collector.named("ldap connect"))
        .singleElement()
        .satisfies(
            each -> assertThat(each.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR));
  }

  @Test
  void logAndHistogramsNameTheTrace() throws Exception {
    var meters = Meters.registry(Component.GATEWAY, tracing.exemplars().orElseThrow());
    Span span = tracing.begin("connect");
    String trace;
    try (var scope = span.activate()) {
      trace = MDC.get("trace_id");
      Meters.timer(meters, Metric.GATEWAY_SESSION_LAUNCH_SECONDS, "d-1")
          .record(Duration.ofMillis(20));
    }
    assertThat(MDC.get("trace_id")).isNull();
    span.end();
    tracing.close();
    assertThat(collector.named("connect"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(HexFormat.of().formatHex(each.getTraceId().toByteArray()))
                    .isEqualTo(trace));
    var text = new ByteArrayOutputStream();
    ExpositionFormats.init()
        .getOpenMetricsTextFormatWriter()
        .write(text, meters.getPrometheusRegistry().scrape());
    assertThat(text.toString(StandardCharsets.UTF_8))
        .containsPattern(
            "deskwright_gateway_session_launch_seconds_bucket.* # \\{.*trace_id=\"" + trace + "\"");
  }

  @Test
  void aCollectorThatIsAwayHoldsNothingUp() {
    collector.close();
    long began = System.nanoTime();
    Span span = tracing.begin("connect");
    span.fail("unreachable");
    span.end();
    tracing.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }
}
