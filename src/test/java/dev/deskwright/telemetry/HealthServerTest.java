package dev.deskwright.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {

  private final AtomicBoolean alive = new AtomicBoolean(true);
  private final AtomicBoolean ready = new AtomicBoolean();
  private final HttpClient http = HttpClient.newHttpClient();
  private HealthServer server;

  @BeforeEach
  void start() throws IOException {
    var meters = Meters.registry(Component.OPERATOR);
    // As the Java Operator SDK counts: with an action, and without.
    meters
        .counter("events.received", Tags.of("event", "ResourceEvent", "action", "ADDED"))
        .increment();
    meters.counter("events.received", Tags.of("event", "Event")).increment();
    server = HealthServer.start(0, new Played(), meters);
  }

  private final class Played implements Health {
    @Override
    public Optional<String> notAlive() {
      return alive.get() ? Optional.empty() : Optional.of("deadlock");
    }

    @Override
    public Optional<String> notReady() {
      return ready.get() ? Optional.empty() : Optional.of("caches are not filled yet");
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aProcessThatIsNotReadyIsAliveAllTheSame() throws Exception {
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/readyz"))
        .satisfies(r -> assertThat(r.statusCode()).isEqualTo(503))
        .satisfies(r -> assertThat(r.body()).contains("caches"));
  }

  @Test
  void aProcessThatCannotGoOnIsNotAlive() throws Exception {
    alive.set(false);
    assertThat(get("/livez"))
        .satisfies(r -> assertThat(r.statusCode()).isEqualTo(503))
        .satisfies(r -> assertThat(r.body()).isEqualTo("deadlock\n"));
  }

  @Test
  void readinessFollowsTheOperator() throws Exception {
    ready.set(true);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    ready.set(false);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
  }

  @Test
  void metricsKeepBothKindsOfEvents() throws Exception {
    assertThat(get("/metrics").body())
        .contains("events_received_total{action=\"ADDED\",event=\"ResourceEvent\"} 1.0")
        .contains("events_received_total{action=\"none\",event=\"Event\"} 1.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void anythingElseIsNotFound() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
