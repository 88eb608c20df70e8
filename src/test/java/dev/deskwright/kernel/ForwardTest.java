package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fixture.MovableClock;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForwardTest {

  private final MovableClock clock = new MovableClock();
  private final Forward forward = new Forward(clock);

  @Test
  void anOlderVersionIsPastUntilTheNewestIsThereAgain() {
    assertThat(forward.isPast(object("a", "9"))).isFalse();
    assertThat(forward.isPast(object("a", "10"))).isFalse();
    assertThat(forward.isPast(object("a", "9"))).isTrue();
    assertThat(forward.isPast(object("a", "10"))).isFalse();
    assertThat(forward.isPast(object("a", "11"))).isFalse();
  }

  @Test
  void anotherObjectOfTheNameHasItsOwnPast() {
    assertThat(forward.isPast(object("a", "10"))).isFalse();
    assertThat(forward.isPast(object("b", "9"))).isFalse();
  }

  @Test
  void whatIsGoneIsForgotten() {
    assertThat(forward.isPast(object("a", "10"))).isFalse();
    forward.forget(object("a", "10"));
    assertThat(forward.isPast(object("a", "9"))).isFalse();
  }

  @Test
  void aBackupThatWasPutBackIsThePresentAfterAMinute() {
    assertThat(forward.isPast(object("a", "10"))).isFalse();
    assertThat(forward.isPast(object("a", "5"))).isTrue();
    clock.putForward(Duration.ofSeconds(50));
    assertThat(forward.isPast(object("a", "6"))).isTrue();
    clock.putForward(Duration.ofSeconds(20));
    assertThat(forward.isPast(object("a", "6"))).isFalse();
    assertThat(forward.isPast(object("a", "7"))).isFalse();
  }

  private static ConfigMap object(String uid, String version) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("team")
        .withName("desk")
        .withUid(uid)
        .withResourceVersion(version)
        .endMetadata()
        .build();
  }
}
