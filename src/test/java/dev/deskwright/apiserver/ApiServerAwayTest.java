package dev.deskwright.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.DeskwrightOperator;
import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.GatewayConfigReader;
import dev.deskwright.config.GatewaySetting;
import dev.deskwright.demo.SelfSigned;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.gateway.Gateway;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.state.LocalState;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.Health;
import dev.deskwright.telemetry.HealthServer;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.tracing.Tracing;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What probes are told while the API server answers nobody, and whether the work goes on after. */
@WithApiServer
class ApiServerAwayTest {

  /** Three probes of the chart's liveness, and more. */
  private static final Duration AWAY = Duration.ofSeconds(40);

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> get(HealthServer health, String path)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + health.port() + path);
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
        BodyHandlers.ofString());
  }

  private static HealthServer health(Health of) throws IOException {
    return HealthServer.start(0, of, Meters.registry(Component.OPERATOR));
  }

  @Test
  void bothCommandsStayAliveAndReadyAndGoOnAfterwards() throws Exception {
    try (var server = ApiServer.start(List.of());
        var client = server.clientInNewNamespace();
        var operator = operator(client);
        var gateway = gateway(client);
        var ofOperator = health(operator);
        var ofGateway = health(gateway)) {
      assertThat(get(ofOperator, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(ofGateway, "/readyz").body()).isEqualTo("caches are not filled yet\n");
      operator.start();
      gateway.start();
      awaitReconciled(client, "before");
      server.freeze();
      try {
        stayWell(ofOperator, ofGateway);
      } finally {
        server.wake();
      }
      awaitReconciled(client, "after");
      stayWellOnce(ofOperator, ofGateway);
    }
  }

  private void stayWell(HealthServer... all) throws Exception {
    long end = System.nanoTime() + AWAY.toNanos();
    while (System.nanoTime() < end) {
      stayWellOnce(all);
      Thread.sleep(1000);
    }
  }

  private void stayWellOnce(HealthServer... all) throws Exception {
    for (HealthServer each : all) {
      assertThat(get(each, "/livez").statusCode()).isEqualTo(200);
      assertThat(get(each, "/readyz").statusCode()).isEqualTo(200);
    }
  }

  private static void awaitReconciled(KubernetesClient client, String name) {
    client.resource(Samples.BUNDLE.replace("standard", name)).create();
    await(name)
        .atMost(Duration.ofSeconds(60))
        .until(() -> client.resources(Bundle.class).withName(name).get().getStatus() != null);
  }

  private static DeskwrightOperator operator(KubernetesClient client) {
    return new DeskwrightOperator(
        ConfigReader.defaults(),
        client,
        Clock.systemUTC(),
        Meters.registry(Component.OPERATOR),
        new PlayedDirectories());
  }

  private Gateway gateway(KubernetesClient client) throws Exception {
    var config =
        GatewayConfigReader.read(
            Map.of(
                GatewaySetting.HOST_NAMES,
                "localhost",
                GatewaySetting.HTTPS_PORT,
                "0",
                GatewaySetting.SHUTDOWN_TIMEOUT_SECONDS,
                "0",
                GatewaySetting.TLS_FOLDER,
                SelfSigned.in(folder, "Test").writeTls().toString()),
            Map.of(),
            Optional.of("gateway"));
    return new Gateway(
        config,
        new Gateway.Parts(
            client,
            new PlayedDirectories(),
            new LocalState(Clock.systemUTC()),
            UnaryOperator.identity(),
            Optional.empty(),
            Clock.systemUTC(),
            Meters.registry(Component.GATEWAY),
            Tracing.OFF,
            Defences.ALL));
  }
}
