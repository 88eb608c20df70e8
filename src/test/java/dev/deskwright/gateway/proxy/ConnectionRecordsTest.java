package dev.deskwright.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Connection.State;
import dev.deskwright.api.v1alpha1.Protocol;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.gateway.proxy.ConnectionWriter.Which;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The record of activity over simulated hours and days, a second at a time. */
class ConnectionRecordsTest {

  private static final Instant BEGIN = Instant.parse("2026-11-26T08:00:00Z");

  private final StandingClock clock = new StandingClock(BEGIN);
  private final KeptWrites writer = new KeptWrites();
  private final ConnectionRecords records = new ConnectionRecords(writer, clock);
  private final Target alice = target("alice");

  /** Keeps what is written, unless the API server is away. */
  private final class KeptWrites implements ConnectionWriter {

    private record Write(Instant at, Which which, Connection connection) {}

    private final List<Write> writes = new ArrayList<>();
    private boolean away;
    private int failures;

    @Override
    public Future<Void> write(Which which, Connection connection) {
      if (away) {
        failures++;
        return Future.failedFuture("the API server is away");
      }
      writes.add(new Write(clock.instant(), which, connection));
      return Future.succeededFuture();
    }

    Connection last() {
      return writes.get(writes.size() - 1).connection();
    }
  }

  private static Target target(String name) {
    return new Target(
        "ws-" + name,
        "desks",
        name,
        name + "-uid",
        name,
        "pod",
        "10.0.0.1",
        new Protocol(Protocol.Name.RFB, 5901, null, null),
        true);
  }

  private void pass(Duration time) {
    for (long i = 0; i < time.toSeconds(); i++) {
      clock.forward(Duration.ofSeconds(1));
      records.tick();
    }
  }

  private static String text(Duration afterBegin) {
    return BEGIN.plus(afterBegin).toString();
  }

  @Test
  void aConnectionCountsAfterAMinute() {
    records.connected(alice);
    pass(Duration.ofSeconds(59));
    assertThat(writer.writes).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(writer.writes).hasSize(1);
    assertThat(writer.writes.get(0).which()).isEqualTo(new Which("desks", "alice", "alice-uid"));
    String minute = text(Duration.ofSeconds(60));
    assertThat(writer.last()).isEqualTo(new Connection(State.CONNECTED, minute, minute));
  }

  @Test
  void aConnectionCountsAtOnceWithInput() {
    records.connected(alice);
    pass(Duration.ofSeconds(3));
    records.input(alice);
    records.tick();
    assertThat(writer.last().state()).isEqualTo(State.CONNECTED);
  }

  @Test
  void aStandingConnectionIsRenewedEveryFiveMinutes() {
    records.connected(alice);
    pass(Duration.ofHours(24));
    assertThat(writer.writes).hasSize(288);
    gapsAreAtMost(ConnectionRecords.EVERY.plusSeconds(1));
    writesAreFarEnoughApart();
  }

  private void gapsAreAtMost(Duration limit) {
    for (int i = 1; i < writer.writes.size(); i++) {
      assertThat(Duration.between(writer.writes.get(i - 1).at(), writer.writes.get(i).at()))
          .isLessThanOrEqualTo(limit);
    }
  }

  private void writesAreFarEnoughApart() {
    for (int i = 1; i < writer.writes.size(); i++) {
      assertThat(Duration.between(writer.writes.get(i - 1).at(), writer.writes.get(i).at()))
          .isGreaterThanOrEqualTo(ConnectionRecords.EVERY);
    }
  }

  @Test
  void theEndIsWrittenOnceAndNothingMore() {
    records.connected(alice);
    pass(Duration.ofMinutes(62));
    records.disconnected(alice);
    pass(Duration.ofHours(5));
    assertThat(writer.last().state()).isEqualTo(State.DISCONNECTED);
    assertThat(writer.last().lastConnectedAt()).isEqualTo(text(Duration.ofMinutes(62)));
    long ends =
        writer.writes.stream().filter(w -> w.connection().state() == State.DISCONNECTED).count();
    assertThat(ends).isEqualTo(1);
    writesAreFarEnoughApart();
  }

  @Test
  void aClientThatReconnectsForEverCountsAsNobody() {
    for (int i = 0; i < 43_200; i++) {
      records.connected(alice);
      pass(Duration.ofSeconds(1));
      records.disconnected(alice);
      pass(Duration.ofSeconds(1));
    }
    assertThat(writer.writes).isEmpty();
  }

  @Test
  void aClientThatReconnectsForEverBeforeItsLastConnectionEndsCountsAsNobody() {
    records.connected(alice);
    for (int i = 0; i < 20_000; i++) {
      pass(Duration.ofSeconds(2));
      records.connected(alice);
      records.disconnected(alice);
    }
    assertThat(writer.writes).isEmpty();
  }

  @Test
  void aBrokenClientAfterARealUserDoesNotHideTheEnd() {
    for (boolean overlapping : new boolean[] {false, true}) {
      writer.writes.clear();
      Target target = target("bob" + overlapping);
      records.connected(target);
      records.input(target);
      pass(Duration.ofMinutes(10));
      if (!overlapping) {
        records.disconnected(target);
      }
      for (int i = 0; i < 1800; i++) {
        records.connected(target);
        pass(Duration.ofSeconds(1));
        records.disconnected(target);
        pass(Duration.ofSeconds(1));
        if (overlapping && i == 0) {
          records.connected(target);
          records.disconnected(target);
        }
      }
      if (!overlapping) {
        assertThat(writer.last().state()).isEqualTo(State.DISCONNECTED);
      }
    }
  }

  @Test
  void aShortBreakIsNoEnd() {
    records.connected(alice);
    pass(Duration.ofHours(1));
    records.disconnected(alice);
    pass(Duration.ofSeconds(20));
    records.connected(alice);
    pass(Duration.ofHours(1));
    assertThat(writer.writes).allMatch(w -> w.connection().state() == State.CONNECTED);
    gapsAreAtMost(ConnectionRecords.EVERY.plusSeconds(60));
  }

  @Test
  void theApiServersAbsenceIsWaitedOut() {
    records.connected(alice);
    pass(Duration.ofMinutes(7));
    writer.away = true;
    pass(Duration.ofHours(2));
    records.disconnected(alice);
    pass(Duration.ofHours(1));
    assertThat(writer.failures).isLessThan(3 * 3600 / 30 + 1);
    writer.away = false;
    pass(Duration.ofSeconds(31));
    assertThat(writer.last().state()).isEqualTo(State.DISCONNECTED);
    assertThat(writer.last().lastConnectedAt()).isEqualTo(text(Duration.ofMinutes(127)));
  }

  @Test
  void theLastWordIsWrittenWhenTheReplicaGoes() {
    records.connected(alice);
    pass(Duration.ofMinutes(6).plusSeconds(10));
    records.disconnected(alice);
    int before = writer.writes.size();
    Waiting.on(records.flush());
    assertThat(writer.writes).hasSize(before + 1);
    assertThat(writer.last().state()).isEqualTo(State.DISCONNECTED);
    Waiting.on(records.flush());
    assertThat(writer.writes).hasSize(before + 1);
  }

  @Test
  void whatAReplicaThatDiedHasLeftIsEnded() {
    var which = new Which("desks", "carol", "carol-uid");
    String last = BEGIN.minusSeconds(1000).toString();
    records.abandoned(which, new Connection(State.CONNECTED, last, last));
    pass(Duration.ofSeconds(5));
    assertThat(writer.writes).hasSize(1);
    assertThat(writer.last().state()).isEqualTo(State.DISCONNECTED);
    assertThat(writer.last().lastConnectedAt()).isEqualTo(last);

    String recent = clock.instant().minusSeconds(600).toString();
    records.abandoned(
        new Which("desks", "dave", "d"), new Connection(State.CONNECTED, recent, recent));
    records.connected(alice);
    records.abandoned(
        new Which("desks", "alice", "alice-uid"), new Connection(State.CONNECTED, last, last));
    pass(Duration.ofSeconds(50));
    assertThat(writer.writes).hasSize(1);
  }

  @Test
  void daysOfManyUsersKeepToOneWriteInFiveMinutesAndEndInTheTruth() {
    Random random = new Random(7);
    int[] open = new int[5];
    Target[] targets = new Target[open.length];
    for (int i = 0; i < open.length; i++) {
      targets[i] = target("user" + i);
    }
    for (int step = 0; step < 2 * 86_400 / 7; step++) {
      int user = random.nextInt(open.length);
      int what = random.nextInt(200);
      if (what < 3) {
        records.connected(targets[user]);
        open[user]++;
      } else if (what < 6 && open[user] > 0) {
        records.disconnected(targets[user]);
        open[user]--;
      } else if (what < 40 && open[user] > 0) {
        records.input(targets[user]);
      }
      writer.away = random.nextInt(50) == 0;
      clock.forward(Duration.ofSeconds(7));
      records.tick();
    }
    writer.away = false;
    for (int i = 0; i < open.length; i++) {
      for (; open[i] > 0; open[i]--) {
        records.disconnected(targets[i]);
      }
    }
    pass(Duration.ofMinutes(11));
    for (Target each : targets) {
      var own = writer.writes.stream().filter(w -> w.which().name().equals(each.name())).toList();
      assertThat(own.get(own.size() - 1).connection().state()).isEqualTo(State.DISCONNECTED);
      for (int i = 1; i < own.size(); i++) {
        assertThat(Duration.between(own.get(i - 1).at(), own.get(i).at()))
            .isGreaterThanOrEqualTo(ConnectionRecords.EVERY);
      }
    }
  }
}
