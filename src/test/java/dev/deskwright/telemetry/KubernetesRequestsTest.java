package dev.deskwright.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.deskwright.demo.InMemoryApiServer;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesRequestsTest {

  private final InMemoryApiServer server = InMemoryApiServer.start();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final KubernetesClient client = client(server.clientConfig());

  private KubernetesClient client(Config connection) {
    return new KubernetesClientBuilder()
        .withConfig(connection)
        .withHttpClientBuilderConsumer(http -> KubernetesRequests.observe(http, meters))
        .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private double count(String verb, String resource, String code) {
    Counter counter =
        meters
            .find("deskwright.kubernetes.requests")
            .tags("verb", verb, "resource", resource, "code", code)
            .counter();
    return counter == null ? 0 : counter.count();
  }

  private long timed(String verb) {
    Timer timer = meters.find("deskwright.kubernetes.request.duration").tag("verb", verb).timer();
    return timer == null ? 0 : timer.count();
  }

  @Test
  void eachRequestIsCountedOnceAndTimed() {
    var map = new ConfigMapBuilder().withNewMetadata().withName("m").endMetadata().build();
    var maps = client.configMaps().inNamespace("team");
    maps.resource(map).create();
    maps.withName("m").get();
    maps.withName("absent").get();
    maps.list();
    maps.withName("m").delete();
    assertThat(count("create", "configmaps", "201")).isEqualTo(1);
    assertThat(count("get", "configmaps", "200")).isEqualTo(1);
    assertThat(count("get", "configmaps", "404")).isEqualTo(1);
    assertThat(count("list", "configmaps", "200")).isEqualTo(1);
    assertThat(count("delete", "configmaps", "200")).isEqualTo(1);
    assertThat(timed("get")).isEqualTo(2);
    assertThat(timed("create")).isEqualTo(1);
  }

  @Test
  void aWatchIsCountedAndNotTimed() {
    try (var informer = client.configMaps().inNamespace("team").inform()) {
      await().until(informer::isWatching);
      await().until(() -> count("watch", "configmaps", "101") == 1);
      assertThat(timed("list")).isEqualTo(1);
      assertThat(timed("watch")).isZero();
    }
  }

  /** The client tells of an attempt when it is about to try again: of all but the last. */
  @Test
  void anAnswerThatNeverCameIsAnError() {
    Config nowhere = server.clientConfig();
    nowhere.setMasterUrl("http://127.0.0.1:1/");
    nowhere.setRequestRetryBackoffLimit(2);
    nowhere.setRequestRetryBackoffInterval(1);
    try (var lost = client(nowhere)) {
      assertThatThrownBy(() -> lost.pods().inNamespace("team").list())
          .isInstanceOf(KubernetesClientException.class);
    }
    assertThat(count("list", "pods", "error")).isEqualTo(2);
    assertThat(timed("list")).isZero();
  }
}
