package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EchoesTest {

  private final Echoes<ConfigMap> echoes = new Echoes<>(ConfigMap::getData);

  @Test
  void theVersionThatWasWrittenHereIsNoNewsOnce() {
    echoes.expect(object("1", "a"));
    assertThat(echoes.isNews(object("1", "a"))).isFalse();
    assertThat(echoes.isNews(object("1", "a"))).isTrue();
  }

  @Test
  void anotherVersionIsNewsBeforeAndAfter() {
    echoes.expect(object("2", "a"));
    assertThat(echoes.isNews(object("1", "a"))).isTrue();
    assertThat(echoes.isNews(object("3", "a"))).isTrue();
    assertThat(echoes.isNews(object("2", "b"), object("1", "a"))).isFalse();
  }

  @Test
  void aChangeIsNewsWhereSomethingIsRead() {
    assertThat(echoes.isNews(object("2", "a"), object("1", "a"))).isFalse();
    assertThat(echoes.isNews(object("2", "b"), object("1", "a"))).isTrue();
    var labelled = object("2", "a");
    labelled.getMetadata().setLabels(Map.of("k", "v"));
    assertThat(echoes.isNews(labelled, object("1", "a"))).isTrue();
    var going = object("2", "a");
    going.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    assertThat(echoes.isNews(going, object("1", "a"))).isTrue();
    var other = object("2", "a");
    other.getMetadata().setUid("other");
    assertThat(echoes.isNews(other, object("1", "a"))).isTrue();
  }

  @Test
  void whatIsExpectedInVainIsForgotten() {
    echoes.expect(object("1", "a"));
    for (int i = 0; i < 2_000; i++) {
      var one = object("1", "a");
      one.getMetadata().setUid("uid-" + i);
      echoes.expect(one);
    }
    assertThat(echoes.isNews(object("1", "a"))).isTrue();
  }

  private static ConfigMap object(String version, String text) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("one")
        .withUid("uid")
        .withResourceVersion(version)
        .endMetadata()
        .addToData("text", text)
        .build();
  }
}
