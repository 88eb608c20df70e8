package dev.deskwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.deskwright.fixture.ServerProcess;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiServerWaitTest {

  private final StopSignal stop = StopSignal.install();

  /** Else the JVM of the tests would wait for it. */
  @AfterEach
  void stop() {
    stop.stopped();
  }

  @Test
  void aStartWaitsForTheApiServerAndSaysSo() throws Exception {
    int port = ServerProcess.freePort();
    var config =
        new ConfigBuilder()
            .withMasterUrl("http://127.0.0.1:" + port)
            .withRequestRetryBackoffLimit(0)
            .build();
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      var wait = new ApiServerWait(stop, Optional::empty);
      var answered =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return wait.await(client);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThat(wait.notReady()).contains("the API server has not answered yet");
      assertThat(wait.notAlive()).isEmpty();
      assertThat(answered).isNotDone();
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext(
          "/version",
          exchange -> {
            byte[] body = "{\"major\": \"1\", \"minor\": \"34\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      try {
        await().atMost(Duration.ofSeconds(30)).until(answered::isDone);
        assertThat(answered.join()).isTrue();
        assertThat(wait.notReady()).isEmpty();
      } finally {
        server.stop(0);
      }
    }
  }
}
