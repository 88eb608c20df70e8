package dev.deskwright.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.fixture.FlakyState;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.state.LocalState;
import dev.deskwright.gateway.state.StateUnavailable;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private final StandingClock clock = new StandingClock(Instant.parse("2026-03-01T09:00:00Z"));
  private final LocalState shared = new LocalState(clock);
  private final FlakyState way = new FlakyState(shared);
  private final Sessions one = replica(new FlakyState(shared));
  private final Sessions other = replica(way);

  private Sessions replica(FlakyState state) {
    Sessions sessions =
        new Sessions(state, new Seal(state, clock), SessionLimits.DEFAULT, clock, Defences.ALL);
    assertThat(sessions.refresh()).isTrue();
    return sessions;
  }

  private static Directory directory() {
    Directory directory = new Directory();
    directory.setMetadata(
        new ObjectMetaBuilder().withNamespace("team").withName("corp").withUid("uid-1").build());
    return directory;
  }

  private Session alice() {
    return one.create(directory(), "alice", "Alice A.", DeviceType.Linux);
  }

  @Test
  void aSessionIsTheSameOnEveryReplica() {
    Session session = alice();
    assertThat(other.open(one.seal(session))).contains(session);
    assertThat(session.id()).hasSize(22).isNotEqualTo(alice().id());
    assertThat(session.until()).isEqualTo(clock.instant().plus(Duration.ofHours(12)));
    assertThat(other.open("")).isEmpty();
    assertThat(other.open("v1.AAAA")).isEmpty();
  }

  @Test
  void itEndsWhenItIsIdle() {
    String cookie = one.seal(alice());
    clock.forward(Duration.ofMinutes(30).minusMillis(1));
    assertThat(other.open(cookie)).isPresent();
    clock.forward(Duration.ofMillis(1));
    assertThat(other.open(cookie)).isEmpty();
  }

  @Test
  void itGoesOnWhileItIsUsedButNotBeyondItsEnd() {
    Session session = alice();
    assertThat(one.renew(session)).as("not worth a cookie").isEmpty();
    int renewals = 0;
    while (one.open(one.seal(session)).isPresent()) {
      clock.forward(Duration.ofMinutes(20));
      Optional<Session> renewed = one.renew(session);
      if (renewed.isPresent()) {
        assertThat(renewed.get().id()).isEqualTo(session.id());
        session = renewed.get();
        renewals++;
      }
    }
    assertThat(clock.instant()).isEqualTo(session.since().plus(Duration.ofHours(12)));
    assertThat(renewals).isBetween(30, 36);
    assertThat(one.isOver(session)).isTrue();
  }

  @Test
  void aSessionThatIsCalledBackIsOverOnEveryReplica() {
    Session session = alice();
    Session another = alice();
    String cookie = one.seal(session);
    one.revoke(session);
    assertThat(one.open(cookie)).as("here at once").isEmpty();
    other.refresh();
    assertThat(other.open(cookie)).as("there with the next refresh").isEmpty();
    assertThat(other.isOver(session)).isTrue();
    assertThat(other.open(one.seal(another))).as("only that one").isPresent();

    Sessions restarted = replica(new FlakyState(shared));
    assertThat(restarted.open(cookie)).as("and on one that starts later").isEmpty();
    clock.forward(Duration.ofHours(11));
    other.refresh();
    assertThat(other.isOver(session)).as("for as long as it could last").isTrue();
  }

  @Test
  void allSessionsOfAUserAreCalledBackButNotThoseOfOthersNorLaterOnes() {
    Session first = alice();
    Session second = one.create(directory(), "ALICE", "Alice", DeviceType.iOS);
    Session bob = one.create(directory(), "bob", "Bob", DeviceType.iOS);
    one.revokeAllOf("uid-1", "Alice");
    clock.forward(Duration.ofMillis(1));
    Session later = alice();
    other.refresh();
    for (Sessions each : new Sessions[] {one, other}) {
      assertThat(each.isOver(first)).isTrue();
      assertThat(each.isOver(second)).isTrue();
      assertThat(each.isOver(bob)).isFalse();
      assertThat(each.isOver(later)).isFalse();
    }
  }

  @Test
  void withoutTheStateGoodSessionsGoOnAndRevocationsHoldHereAndAreToldLater() {
    Session session = alice();
    Session revoked = alice();
    way.away(true);
    assertThat(other.refresh()).isFalse();
    assertThat(other.open(one.seal(session))).isPresent();
    assertThatExceptionOfType(StateUnavailable.class).isThrownBy(() -> other.revoke(revoked));
    assertThatExceptionOfType(StateUnavailable.class)
        .isThrownBy(() -> other.revokeAllOf("uid-1", "bob"));
    assertThat(other.isOver(revoked)).isTrue();
    one.refresh();
    assertThat(one.isOver(revoked)).as("cannot know").isFalse();

    way.away(false);
    assertThat(other.refresh()).isTrue();
    one.refresh();
    assertThat(one.isOver(revoked)).isTrue();
  }

  @Test
  void checkingAsksNobody() {
    Session session = alice();
    String cookie = one.seal(session);
    int before = way.requests();
    other.open(cookie);
    other.renew(session);
    other.isOver(session);
    other.isCsrfToken(session, other.csrfToken(session));
    other.open("v1.rubbish");
    assertThat(way.requests()).isEqualTo(before);
  }

  @Test
  void theTokenAgainstForgeryIsOfTheSession() {
    Session session = alice();
    String token = one.csrfToken(session);
    assertThat(other.isCsrfToken(session, token)).isTrue();
    assertThat(other.isCsrfToken(alice(), token)).isFalse();
    assertThat(other.isCsrfToken(session, "")).isFalse();
    assertThat(one.seal(session)).doesNotContain(session.id());
  }

  @Test
  void aNewSignInTakesNothingOverAndEndsTheSessionBefore() {
    Session before = alice();
    Session made = one.create(directory(), "bob", "Bob", DeviceType.Linux);
    assertThat(one.inPlaceOf(Optional.of(before), made)).isEqualTo(made);
    assertThat(one.isOver(before)).isTrue();
    assertThat(one.inPlaceOf(Optional.empty(), made)).isEqualTo(made);
    assertThat(one.isOver(made)).isFalse();
  }

  @Test
  void theLongestNamesFitIntoACookie() {
    Session longest =
        one.create(
            directory(), "\u00e4".repeat(256), "\ud83d\ude00".repeat(128), DeviceType.ChromeOS);
    assertThat(one.seal(longest)).hasSizeLessThan(3000);
  }
}
