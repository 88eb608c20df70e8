package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.deskwright.fault.Fault.Moment;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The proxy before a real API server: it has the credentials, and its client has none. */
@WithApiServer
class FaultProxyTlsTest {

  private final KubernetesClient direct;
  private final EventLoop loop = EventLoop.start();
  private final FaultProxy proxy;
  private final KubernetesClient through;

  FaultProxyTlsTest(ApiServer server, KubernetesClient direct) {
    this.direct = direct;
    Config credentials = server.connection(direct.getNamespace());
    proxy = FaultProxy.start(loop.vertx(), credentials, path -> true);
    Config connection = proxy.clientConfig();
    connection.setNamespace(direct.getNamespace());
    connection.setRequestRetryBackoffLimit(0);
    through = new KubernetesClientBuilder().withConfig(connection).build();
  }

  @AfterEach
  void stop() {
    through.close();
    proxy.close();
    loop.close();
  }

  private static ConfigMap configMap(String name) {
    return new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  @Test
  void watchesAndWritesGoThrough() {
    try (var informer = through.configMaps().inform()) {
      String key = direct.getNamespace() + "/seen";
      through.resource(configMap("seen")).create();
      await().until(() -> informer.getIndexer().getByKey(key) != null);
      direct.configMaps().withName("seen").delete();
      await().until(() -> informer.getIndexer().getByKey(key) == null);
    }
    assertThat(proxy.writes()).extracting(Write::code).containsExactly(201);
  }

  @Test
  void writeAfterWhichItCrashesIsMadeAndNotAnswered() throws Exception {
    proxy.arm(Fault.crash(1, Moment.AFTER_COMMIT));
    assertThatThrownBy(() -> through.resource(configMap("made")).create())
        .isInstanceOf(KubernetesClientException.class);
    proxy.crashed().get(5, TimeUnit.SECONDS);
    assertThat(direct.configMaps().withName("made").get()).isNotNull();
    assertThatThrownBy(() -> through.configMaps().list())
        .isInstanceOf(KubernetesClientException.class);
  }
}
