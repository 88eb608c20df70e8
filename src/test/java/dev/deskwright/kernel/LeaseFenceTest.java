package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.demo.InMemoryApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseFenceTest {

  private static final Duration VALID = Duration.ofSeconds(15);

  private final AtomicLong nanos = new AtomicLong();
  private final InMemoryApiServer server = InMemoryApiServer.start();
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(server.clientConfig())
          .withHttpClientBuilderConsumer(
              http ->
                  http.addOrReplaceInterceptor("lease", new LeaseFence(VALID, nanos::longValue)))
          .build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void sleep(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void renew() {
    var lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName("deskwright")
            .withNamespace("team")
            .endMetadata()
            .build();
    if (client.resource(lease).get() == null) {
      client.resource(lease).create();
    } else {
      client.resource(lease).patch(MergePatch.CONTEXT, "{\"spec\": {\"holderIdentity\": \"me\"}}");
    }
  }

  private void write(String name) {
    client.resource(map(name)).create();
  }

  private static ConfigMap map(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("team")
        .endMetadata()
        .build();
  }

  @Test
  void writesGoThroughWhileTheLeaseIsRenewed() {
    for (int i = 0; i < 5; i++) {
      renew();
      sleep(VALID);
      write("map-" + i);
    }
    assertThat(client.configMaps().inNamespace("team").list().getItems()).hasSize(5);
  }

  @Test
  void whoHasSleptOverItsLeaseReadsAndDoesNotWrite() {
    renew();
    sleep(VALID.plusMillis(1));
    assertThatThrownBy(() -> write("late"))
        .isInstanceOf(KubernetesClientException.class)
        .hasStackTraceContaining("the lease has run out");
    assertThat(client.configMaps().inNamespace("team").list().getItems()).isEmpty();
  }

  @Test
  void whoWinsItAgainWritesAgain() {
    renew();
    sleep(VALID.multipliedBy(4));
    renew();
    write("again");
    assertThat(client.resource(map("again")).get()).isNotNull();
  }

  @Test
  void withoutALeaseNothingIsRefused() {
    sleep(VALID.multipliedBy(4));
    write("alone");
    assertThat(client.resource(map("alone")).get()).isNotNull();
  }
}
