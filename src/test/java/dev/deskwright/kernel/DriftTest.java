package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
}
