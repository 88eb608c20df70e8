package dev.deskwright.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryApiServerTest {

  private final InMemoryApiServer server = InMemoryApiServer.start();
  private final KubernetesClient client =
      new KubernetesClientBuilder().withConfig(server.clientConfig()).build();
  private ConfigMap stored;

  @BeforeEach
  void store() {
    stored =
        client
            .resource(
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("settings")
                    .withNamespace("default")
                    .addToFinalizers("example.com/one", "example.com/two")
                    .endMetadata()
                    .withData(Map.of("kept", "1", "removed", "2"))
                    .build())
            .create();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private ConfigMap merge(String patch) {
    return client.resource(stored).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  @Test
  void mergePatchReplacesListsAndRemovesNulls() {
    var patched =
        merge(
            """
            {"metadata": {"finalizers": ["example.com/three"]},
             "data": {"removed": null, "added": "3"}}
            """);
    assertThat(patched.getFinalizers()).isEqualTo(List.of("example.com/three"));
    assertThat(patched.getData()).isEqualTo(Map.of("kept", "1", "added", "3"));
  }

  @Test
  void mergePatchRemovesAWholeField() {
    assertThat(merge("{\"data\": null}").getData()).isNullOrEmpty();
  }

  @Test
  void patchForAnEarlierObjectOfThatNameIsRefused() {
    assertThatThrownBy(() -> merge("{\"metadata\": {\"uid\": \"another\"}, \"data\": null}"))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
  }
}
