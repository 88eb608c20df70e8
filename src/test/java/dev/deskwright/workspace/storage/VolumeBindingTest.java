package dev.deskwright.workspace.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeBindingTest {

  /** Each as {@code name mode}; a star marks the cluster's default. */
  private static StorageClass of(String text) {
    String[] words = text.split(" ", -1);
    return Samples.storageClass(
        words[0].replace("*", ""),
        words[0].endsWith("*"),
        null,
        words.length > 1 ? words[1] : null);
  }

  @ParameterizedTest
  @CsvSource({
    "a, a Immediate, IMMEDIATE",
    "a, a WaitForFirstConsumer, WAIT_FOR_FIRST_CONSUMER",
    "a, a, UNKNOWN",
    "a, b Immediate, UNKNOWN",
    "a, a Immediate|b* WaitForFirstConsumer, IMMEDIATE",
    "'', a* Immediate, UNKNOWN",
    ", a* Immediate|b WaitForFirstConsumer, IMMEDIATE",
    ", a Immediate, UNKNOWN",
    ", a* Immediate|b* Immediate, IMMEDIATE",
    ", a* Immediate|b* WaitForFirstConsumer, UNKNOWN",
    ", a* Immediate|b*, UNKNOWN",
    ", a* Whatever, UNKNOWN"
  })
  void isWhatTheClassSays(String name, String classes, VolumeBinding expected) {
    var all = Stream.of(classes.split("\\|")).map(VolumeBindingTest::of).toList();
    assertThat(VolumeBinding.of(name, all)).isEqualTo(expected);
  }
}
