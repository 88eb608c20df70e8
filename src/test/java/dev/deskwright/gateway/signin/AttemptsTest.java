package dev.deskwright.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fixture.FlakyState;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.signin.Attempts.Count;
import dev.deskwright.gateway.signin.Attempts.Counted;
import dev.deskwright.gateway.signin.Attempts.Locked;
import dev.deskwright.gateway.state.LocalState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** How many tries a user and an address have. */
class AttemptsTest {

  private static final Duration LOCK = Duration.ofMinutes(15);

  private final StandingClock clock = new StandingClock(Instant.parse("2026-03-01T09:00:00Z"));
  private final LocalState shared = new LocalState(clock);
  private final Attempts attempts = replica(new FlakyState(shared));

  private Attempts replica(FlakyState state) {
    return new Attempts(state, AttemptLimits.DEFAULT, Defences.ALL, clock);
  }

  private int address;

  /** A try from an address that nobody else has. */
  private Count tryOnce(String user) {
    return attempts.count(user, "198.51." + address / 250 + "." + address++ % 250);
  }

  private Locked lockOut(String user) {
    int tries = 0;
    Count count = tryOnce(user);
    while (count instanceof Counted) {
      tries++;
      count = tryOnce(user);
    }
    assertThat(tries).isEqualTo(5);
    return (Locked) count;
  }

  @Test
  void fiveFailuresLockAUserOutForLongerEachTime() {
    List<Duration> locks = new ArrayList<>();
    for (int round = 0; round < 7; round++) {
      Duration lock = lockOut("alice").remaining();
      locks.add(lock);
      clock.forward(lock.minusMillis(1));
      assertThat(tryOnce("alice")).isInstanceOf(Locked.class);
      assertThat(tryOnce("bob")).isInstanceOf(Counted.class);
      attempts.forget("bob");
      clock.forward(Duration.ofMillis(1));
    }
    Duration most = Duration.ofHours(4);
    assertThat(locks)
        .containsExactly(
            LOCK,
            LOCK.multipliedBy(2),
            LOCK.multipliedBy(4),
            LOCK.multipliedBy(8),
            most,
            most,
            most);
  }

  @Test
  void anAddressHasThirtyFailuresInFifteenMinutesForAllUsersTogether() {
    for (int i = 0; i < 30; i++) {
      assertThat(attempts.count("user" + i, "203.0.113.7")).isInstanceOf(Counted.class);
      clock.forward(Duration.ofSeconds(10));
    }
    assertThat(attempts.count("one more", "203.0.113.7"))
        .isEqualTo(new Locked(Duration.ofMinutes(10)));
    assertThat(attempts.count("one more", "203.0.113.8")).isInstanceOf(Counted.class);
    clock.forward(Duration.ofMinutes(10));
    assertThat(attempts.count("and more", "203.0.113.7")).isInstanceOf(Counted.class);
    assertThat(attempts.count("and more", "203.0.113.7"))
        .isEqualTo(new Locked(Duration.ofSeconds(10)));
  }

  @Test
  void anIpv6NetworkIsOneAddressAndAMappedIpv4AddressIsThatOfIpv4() {
    for (int i = 0; i < 15; i++) {
      attempts.count("a" + i, "2001:db8:1:2::" + i);
      attempts.count("b" + i, "2001:db8:1:2:ffff:1:2:" + i);
      attempts.count("c" + i, "203.0.113.7");
      attempts.count("d" + i, "::ffff:203.0.113.7");
    }
    assertThat(attempts.count("x", "2001:db8:1:2::77")).isInstanceOf(Locked.class);
    assertThat(attempts.count("x", "2001:db8:1:3::77")).isInstanceOf(Counted.class);
    assertThat(attempts.count("x", "203.0.113.7")).isInstanceOf(Locked.class);
  }

  @Test
  void whatIsGivenBackIsNoFailureAndUndoesTheLockThatItMade() {
    for (int i = 0; i < 4; i++) {
      tryOnce("alice");
    }
    Counted fifth = (Counted) tryOnce("alice");
    assertThat(tryOnce("alice")).isInstanceOf(Locked.class);
    attempts.giveBack(fifth);
    Counted again = (Counted) tryOnce("alice");
    assertThat(tryOnce("alice")).isEqualTo(new Locked(LOCK));
    clock.forward(LOCK);
    assertThat(tryOnce("alice")).isInstanceOf(Counted.class);
    attempts.giveBack(again);
    assertThat(lockOutTries("alice")).as("a late answer gives nothing back").isEqualTo(4);
  }

  private int lockOutTries(String user) {
    int tries = 0;
    while (tryOnce(user) instanceof Counted) {
      tries++;
    }
    return tries;
  }

  @Test
  void successForgetsTheUserButNotTheAddress() {
    for (int i = 0; i < 4; i++) {
      attempts.count("alice", "203.0.113.7");
    }
    attempts.forget("alice");
    assertThat(lockOutTries("alice")).isEqualTo(5);
    for (int i = 0; i < 26; i++) {
      assertThat(attempts.count("mallory" + i, "203.0.113.7")).isInstanceOf(Counted.class);
    }
    assertThat(attempts.count("mallory", "203.0.113.7")).isInstanceOf(Locked.class);
  }

  @Test
  void failuresAreForgottenADayAfterTheLast() {
    lockOut("alice");
    clock.forward(LOCK.plus(Duration.ofHours(24)));
    assertThat(lockOut("alice").remaining()).isEqualTo(LOCK);
  }

  /** What a replica does next; or time goes by. */
  enum Move {
    TRY_ON_ONE,
    TRY_ON_OTHER,
    ONE_IS_OVERTAKEN,
    OTHER_IS_OVERTAKEN,
    OLDEST_WAS_RIGHT,
    NEWEST_WAS_RIGHT,
    A_MINUTE,
    A_LOCK
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    return Arbitraries.frequency(
            net.jqwik.api.Tuple.of(4, Move.TRY_ON_ONE),
            net.jqwik.api.Tuple.of(4, Move.TRY_ON_OTHER),
            net.jqwik.api.Tuple.of(4, Move.ONE_IS_OVERTAKEN),
            net.jqwik.api.Tuple.of(4, Move.OTHER_IS_OVERTAKEN),
            net.jqwik.api.Tuple.of(1, Move.OLDEST_WAS_RIGHT),
            net.jqwik.api.Tuple.of(1, Move.NEWEST_WAS_RIGHT),
            net.jqwik.api.Tuple.of(2, Move.A_MINUTE),
            net.jqwik.api.Tuple.of(1, Move.A_LOCK))
        .list()
        .ofMaxSize(120);
  }

  /**
   * Two replicas, each of which can be overtaken by the other between reading and writing. Whatever
   * happens: of the tries that are not known to have been right, never more than five were let
   * through between two moments at which a lock was over.
   */
  @Property(tries = 2000)
  void noInterleavingOfReplicasAllowsMoreTries(@ForAll("moves") List<Move> moves) {
    var time = new StandingClock(Instant.parse("2026-03-01T09:00:00Z"));
    LocalState state = new LocalState(time);
    FlakyState first = new FlakyState(state);
    FlakyState second = new FlakyState(state);
    var one = new Attempts(first, AttemptLimits.DEFAULT, Defences.ALL, time);
    var other = new Attempts(second, AttemptLimits.DEFAULT, Defences.ALL, time);
    Deque<Counted> open = new ArrayDeque<>();
    int number = 0;
    for (Move move : moves) {
      String here = "10.0.0." + number++ % 256;
      String there = "10.0.1." + number % 256;
      switch (move) {
        case TRY_ON_ONE -> take(one.count("alice", here), open, time);
        case TRY_ON_OTHER -> take(other.count("alice", here), open, time);
        case ONE_IS_OVERTAKEN -> {
          atTheUser(first, () -> take(other.count("alice", there), open, time));
          take(one.count("alice", here), open, time);
        }
        case OTHER_IS_OVERTAKEN -> {
          atTheUser(second, () -> take(one.count("alice", there), open, time));
          take(other.count("alice", here), open, time);
        }
        case OLDEST_WAS_RIGHT -> giveBack(one, open.pollFirst());
        case NEWEST_WAS_RIGHT -> giveBack(other, open.pollLast());
        case A_MINUTE -> time.forward(Duration.ofMinutes(1));
        default -> time.forward(LOCK);
      }
      assertThat(sinceTheLastLock(open)).isLessThanOrEqualTo(5);
    }
  }

  /** A try is counted for its address first, then for its user. */
  private static void atTheUser(FlakyState replica, Runnable overtaking) {
    replica.meanwhile(() -> replica.meanwhile(overtaking));
  }

  private static void take(Count count, Deque<Counted> open, StandingClock time) {
    if (count instanceof Counted counted) {
      assertThat(counted.at()).isEqualTo(time.millis());
      open.addLast(counted);
    }
  }

  private static void giveBack(Attempts attempts, Counted counted) {
    if (counted != null) {
      attempts.giveBack(counted);
    }
  }

  /** The tries of the newest round that may have been wrong. */
  private static long sinceTheLastLock(Deque<Counted> open) {
    long round = open.stream().mapToLong(Counted::round).max().orElse(0);
    return open.stream().filter(each -> each.round() == round).count();
  }
}
