package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatchedKindsTest {

  static Stream<Class<? extends KubernetesResource>> kinds() {
    return WatchedKinds.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatAWatchTellsIsReadAsItsKindAtOnce(Class<? extends KubernetesResource> kind) {
    assertThat(SharedTexts.serialization()).satisfies(json -> reads(json, kind));
    assertThat(LaterVersions.serialization()).satisfies(json -> reads(json, kind));
  }

  private static void reads(
      KubernetesSerialization json, Class<? extends KubernetesResource> kind) {
    var event =
        json.unmarshal(
            """
            {"type": "ADDED", "object": {"apiVersion": "%s", "kind": "%s", "metadata": {}}}
            """
                .formatted(HasMetadata.getApiVersion(kind), HasMetadata.getKind(kind)),
            WatchEvent.class);
    assertThat(event.getObject()).isExactlyInstanceOf(kind);
  }
}
