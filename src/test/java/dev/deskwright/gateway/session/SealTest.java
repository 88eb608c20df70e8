package dev.deskwright.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.fixture.FlakyState;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.gateway.state.Kind;
import dev.deskwright.gateway.state.LocalState;
import dev.deskwright.gateway.state.StateUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SealTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

  private final StandingClock clock = new StandingClock(Instant.parse("2026-03-01T09:00:00Z"));
  private final LocalState shared = new LocalState(clock);
  private final Seal one = replica();
  private final Seal other = replica();

  private Seal replica() {
    Seal seal = new Seal(shared, clock);
    seal.refresh();
    return seal;
  }

  private static ObjectNode content() {
    return JsonNodeFactory.instance.objectNode().put("user", "alice").put("n", 7);
  }

  private Instant in(Duration time) {
    return clock.instant().plus(time);
  }

  private String sealed() {
    return one.seal("ticket", content(), in(Duration.ofSeconds(30)));
  }

  @Test
  void anyReplicaOpensIt() {
    assertThat(other.open("ticket", sealed())).contains(content());
    assertThat(sealed()).matches("v1\\.[A-Za-z0-9_-]+").doesNotContain("alice");
  }

  @Test
  void itOpensForItsPurposeAndTimeAlone() {
    String sealed = sealed();
    assertThat(other.open("session", sealed)).isEmpty();
    assertThat(other.open("", sealed)).isEmpty();
    clock.forward(Duration.ofMillis(29_999));
    assertThat(other.open("ticket", sealed)).isPresent();
    clock.forward(Duration.ofMillis(1));
    assertThat(other.open("ticket", sealed)).isEmpty();
  }

  @Test
  void theSameDocumentIsNeverSealedTheSameWay() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      all.add(sealed());
    }
    assertThat(all).hasSize(1000);
  }

  @Test
  void noCharacterCanBeChanged() {
    String sealed = sealed();
    for (int i = 0; i < sealed.length(); i++) {
      for (int letter = 0; letter < ALPHABET.length(); letter++) {
        char each = ALPHABET.charAt(letter);
        String changed = sealed.substring(0, i) + each + sealed.substring(i + 1);
        // The last characters of Base64 may have bits that stand for nothing.
        if (each != sealed.charAt(i) && i < sealed.length() - 1) {
          assertThat(other.open("ticket", changed)).as("%d %s", i, each).isEmpty();
        }
      }
    }
    for (int length = 0; length < sealed.length(); length++) {
      assertThat(other.open("ticket", sealed.substring(0, length))).isEmpty();
    }
    assertThat(other.open("ticket", sealed + "A")).isEmpty();
    assertThat(other.open("ticket", sealed + "A".repeat(10_000))).isEmpty();
  }

  @Property(tries = 500)
  void garbageOpensNothing(@ForAll String text, @ForAll byte[] bytes) {
    assertThat(one.open("ticket", text)).isEmpty();
    assertThat(one.open("ticket", "v1." + text)).isEmpty();
    String base64 = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    assertThat(one.open("ticket", "v1." + base64)).isEmpty();
  }

  @Test
  void keysOfAnotherGatewayOpenNothing() {
    Seal stranger = new Seal(new LocalState(clock), clock);
    stranger.refresh();
    assertThat(stranger.open("ticket", sealed())).isEmpty();
  }

  @Test
  void aNewKeyIsKnownToAllBeforeItIsUsed() {
    String before = one.seal("ticket", content(), in(Duration.ofDays(90)));
    clock.forward(SealKeys.LIFE);
    one.refresh();
    assertThat(other.open("ticket", one.seal("ticket", content(), in(Duration.ofHours(1)))))
        .as("still under the old key, as the other has not heard")
        .isPresent();

    other.refresh();
    clock.forward(SealKeys.NOTICE);
    String after = one.seal("ticket", content(), in(Duration.ofDays(90)));
    assertThat(other.open("ticket", after)).as("under the new one").isPresent();
    assertThat(other.open("ticket", before)).as("under the old one").isPresent();

    clock.forward(SealKeys.LIFE);
    one.refresh();
    clock.forward(Duration.ofHours(1));
    one.refresh();
    assertThat(one.open("ticket", after)).as("now the old one").isPresent();
    assertThat(one.open("ticket", before)).as("under the one before").isEmpty();
  }

  @Test
  void aKeyThatIsNotKnownIsLookedUpAtTheNextRefresh() {
    shared.delete(Kind.KEYS, "seal");
    Seal restarted = replica();
    String sealed = restarted.seal("ticket", content(), in(Duration.ofHours(1)));
    assertThat(one.open("ticket", sealed)).isEmpty();
    one.refresh();
    assertThat(one.open("ticket", sealed)).isPresent();
  }

  @Test
  void replicasThatStartAtOnceHaveTheSameKey() {
    FlakyState flaky = new FlakyState(new LocalState(clock));
    Seal first = new Seal(flaky, clock);
    Seal second = new Seal(flaky, clock);
    flaky.meanwhile(second::refresh);
    first.refresh();
    assertThat(second.open("ticket", first.seal("ticket", content(), in(Duration.ofHours(1)))))
        .isPresent();
  }

  @Test
  void withoutAnyKeyNothingIsSealedOrOpened() {
    FlakyState flaky = new FlakyState(shared);
    flaky.away(true);
    Seal cut = new Seal(flaky, clock);
    assertThatExceptionOfType(StateUnavailable.class).isThrownBy(cut::refresh);
    assertThat(cut.open("ticket", sealed())).isEmpty();
    assertThatExceptionOfType(StateUnavailable.class)
        .isThrownBy(() -> cut.seal("ticket", content(), in(Duration.ofHours(1))));
    flaky.away(false);
    cut.refresh();
    assertThat(cut.open("ticket", sealed())).isPresent();
  }

  @Test
  void aCodeShowsThatATextIsOurs() {
    String mac = one.mac("csrf", "abc");
    assertThat(mac).matches("[A-Za-z0-9_-]{43}");
    assertThat(other.isMac("csrf", "abc", mac)).isTrue();
    assertThat(other.isMac("csrf", "abd", mac)).isFalse();
    assertThat(other.isMac("other", "abc", mac)).isFalse();
    assertThat(other.isMac("csrf", "abc", "")).isFalse();
    clock.forward(SealKeys.LIFE.plus(SealKeys.NOTICE));
    other.refresh();
    clock.forward(SealKeys.NOTICE);
    assertThat(other.isMac("csrf", "abc", mac)).as("of the old key").isTrue();
    assertThat(other.mac("csrf", "abc")).isNotEqualTo(mac);
  }
}
