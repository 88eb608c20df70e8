package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.deskwright.demo.InMemoryApiServer;
import dev.deskwright.fault.Fault.Action;
import dev.deskwright.fault.Fault.Moment;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultProxyTest {

  private final EventLoop loop = EventLoop.start();
  private final InMemoryApiServer server = InMemoryApiServer.start();
  private final KubernetesClient direct = client(server.clientConfig());
  private final FaultProxy proxy =
      FaultProxy.start(loop.vertx(), server.clientConfig(), path -> true);
  private final KubernetesClient through = client(proxy.clientConfig());

  private static KubernetesClient client(Config config) {
    config.setNamespace("default");
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  @AfterEach
  void stop() {
    through.close();
    proxy.close();
    direct.close();
    server.close();
    loop.close();
  }

  private static ConfigMap configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .withData(Map.of("text", "x".repeat(10_000)))
        .build();
  }

  private void create(String name) {
    through.resource(configMap(name)).create();
  }

  private boolean exists(String name) {
    return direct.configMaps().withName(name).get() != null;
  }

  private void awaitCrash() throws Exception {
    proxy.crashed().get(5, TimeUnit.SECONDS);
  }

  @Test
  void writesAreRecordedAndReadsAreNot() {
    create("one");
    through.configMaps().withName("one").delete();
    through.configMaps().list();
    assertThat(proxy.writes())
        .extracting(Write::toString)
        .containsExactly(
            "POST /api/v1/namespaces/default/configmaps -> 201",
            "DELETE /api/v1/namespaces/default/configmaps/one -> 200");
    assertThat(proxy.writes().get(0).body()).contains("\"name\":\"one\"");
  }

  @Test
  void leasesAreNotCounted() {
    through
        .resource(
            new LeaseBuilder()
                .withNewMetadata()
                .withName("leader")
                .withNamespace("default")
                .endMetadata()
                .build())
        .create();
    assertThat(proxy.writes()).isEmpty();
  }

  @Test
  void watchGoesThrough() {
    try (var informer = through.configMaps().inform()) {
      direct.resource(configMap("seen")).create();
      await().until(() -> informer.getIndexer().getByKey("default/seen") != null);
      direct.configMaps().withName("seen").delete();
      await().until(() -> informer.getIndexer().list().isEmpty());
    }
  }

  @Test
  void writeBeforeWhichItCrashesIsNeverMade() throws Exception {
    proxy.arm(Fault.crash(2, Moment.BEFORE));
    create("one");
    assertThatThrownBy(() -> create("two")).isInstanceOf(KubernetesClientException.class);
    awaitCrash();
    assertThat(exists("one")).isTrue();
    assertThat(exists("two")).isFalse();
    assertThat(proxy.writes()).extracting(Write::code).containsExactly(201, 0);
  }

  @Test
  void writeAfterWhichItCrashesIsMadeAndNotAnswered() throws Exception {
    proxy.arm(Fault.crash(1, Moment.AFTER_COMMIT));
    assertThatThrownBy(() -> create("one")).isInstanceOf(KubernetesClientException.class);
    awaitCrash();
    assertThat(exists("one")).isTrue();
    assertThat(proxy.writes()).extracting(Write::code).containsExactly(201);
  }

  @Test
  void answeredWriteIsTheLast() throws Exception {
    proxy.arm(Fault.crash(1, Moment.AFTER_ACK));
    create("one");
    awaitCrash();
    assertThatThrownBy(() -> create("two")).isInstanceOf(KubernetesClientException.class);
    assertThat(exists("one")).isTrue();
    assertThat(exists("two")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void crashEndsWatchesAndRefusesEverything(Moment moment) throws Exception {
    try (var informer = through.configMaps().inform()) {
      assertThat(informer.isWatching()).isTrue();
      proxy.arm(Fault.crash(1, moment));
      try {
        create("one");
      } catch (KubernetesClientException e) {
        assertThat(moment).isNotEqualTo(Moment.AFTER_ACK);
      }
      awaitCrash();
      await().until(() -> !informer.isWatching());
    }
    assertThatThrownBy(() -> through.configMaps().list())
        .isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void faultCanAnswerInsteadOfTheServer() {
    proxy.arm(
        (moment, call) -> call.write() == 1 ? new Action.Answer(429, "{}") : new Action.Pass());
    assertThatThrownBy(() -> create("one"))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(429));
    assertThat(exists("one")).isFalse();
    create("one");
    assertThat(exists("one")).isTrue();
  }

  @Test
  void nothingCrashesUntilItIsTheTurn() {
    proxy.arm(Fault.crash(3, Moment.BEFORE));
    create("one");
    create("two");
    assertThat(proxy.crashed()).isNotDone();
  }
}
