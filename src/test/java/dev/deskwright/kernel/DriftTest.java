package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {

  @ParameterizedTest
  @CsvSource({
    "'{}', '{}', false",
    "'{\"a\":1}', '{\"a\":1}', false",
    "'{\"a\":1}', '{\"a\":2}', true",
    "'{\"a\":1}', '{}', true",
    "'{}', '{\"a\":1}', false",
    "'{\"a\":1}', '{\"a\":1,\"added\":\"by the server\"}', false",
    "'{\"a\":{\"b\":1}}', '{\"a\":{\"b\":1,\"c\":2}}', false",
    "'{\"a\":{\"b\":1}}', '{\"a\":{\"c\":2}}', true",
    "'{\"a\":[1,2]}', '{\"a\":[1,2]}', false",
    "'{\"a\":[1,2]}', '{\"a\":[2,1]}', true",
    "'{\"a\":[1]}', '{\"a\":[1,2]}', true",
    "'{\"a\":[{\"b\":1}]}', '{\"a\":[{\"b\":1,\"c\":2}]}', false",
    "'{\"a\":[]}', '{}', false",
    "'{\"a\":{}}', '{}', false",
    "'{\"a\":\"x\"}', '{\"a\":{\"x\":1}}', true",
    "'{\"a\":{\"x\":1}}', '{\"a\":\"x\"}', true",
    "'{\"a\":[1]}', '{\"a\":{\"0\":1}}', true"
  })
  void whatIsAskedForMustBeThereWhatIsAddedMayBe(String desired, String live, boolean drift) {
    assertThat(
            Drift.between(
                Serialization.unmarshal(desired, Map.class),
                Serialization.unmarshal(live, Map.class)))
        .isEqualTo(drift);
  }

  @Test
  void labelsThatAreNotThereAtAll() {
    assertThat(Drift.between(Map.of("a", "b"), null)).isTrue();
    assertThat(Drift.between(Map.of(), null)).isFalse();
  }

  /** Hashes of it are kept in annotations: another text would make every desktop look changed. */
  @Test
  void theTextIsTheClientsOwn() {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("alice")
            .addToLabels("b", "1")
            .addToLabels("a", "2")
            .endMetadata()
            .withNewSpec()
            .withAutomountServiceAccountToken(false)
            .addNewContainer()
            .withName("desktop")
            .addNewPort()
            .withContainerPort(6901)
            .endPort()
            .withNewResources()
            .addToRequests("memory", new Quantity("1.5Gi"))
            .addToLimits("cpu", new Quantity("500", "m"))
            .endResources()
            .withNewReadinessProbe()
            .withNewHttpGet()
            .withPort(new IntOrString("http"))
            .endHttpGet()
            .endReadinessProbe()
            .addNewEnv()
            .withName("EMPTY")
            .withValue("")
            .endEnv()
            .endContainer()
            .addToNodeSelector("zone", "ä")
            .endSpec()
            .build();
    assertThat(Drift.text(pod)).isEqualTo(new KubernetesSerialization().asJson(pod));
  }
}
