package dev.deskwright.gateway.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.fixture.StandingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every shared state keeps to. */
abstract class SharedStateContract {

  static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

  final StandingClock clock = new StandingClock(START);

  /** A replica's view of the one state. */
  abstract SharedState replica();

  static ObjectNode number(int value) {
    return JsonNodeFactory.instance.objectNode().put("n", value);
  }

  static Instant soon() {
    return START.plus(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatOneReplicaWritesTheOtherReads(Kind kind) {
    String key = "anything / at \u0000 all \u00e4\ud83d\ude00" + kind;
    SharedState one = replica();
    SharedState other = replica();

    assertThat(one.read(kind, key)).isEmpty();
    String made = one.change(kind, key, before -> Change.write(number(1), soon(), "made"));
    assertThat(made).isEqualTo("made");
    assertThat(other.read(kind, key)).contains(number(1));
    assertThat(other.all(kind)).contains(number(1));

    int seen =
        other.change(
            kind,
            key,
            before ->
                Change.writeForever(number(2), before.map(b -> b.get("n").asInt()).orElse(0)));
    assertThat(seen).isEqualTo(1);
    assertThat(one.read(kind, key)).contains(number(2));

    one.delete(kind, key);
    assertThat(other.read(kind, key)).isEmpty();
    one.delete(kind, key);
  }

  @Test
  void endedIsGone() {
    SharedState state = replica();
    assertThat(state.claimOnce(Kind.TICKETS, "t", soon())).isTrue();
    assertThat(state.claimOnce(Kind.TICKETS, "t", soon())).isFalse();
    clock.forward(Duration.ofMinutes(5));
    assertThat(state.read(Kind.TICKETS, "t")).isEmpty();
    assertThat(state.all(Kind.TICKETS)).isEmpty();
    assertThat(state.claimOnce(Kind.TICKETS, "t", soon().plusSeconds(600))).isTrue();
  }

  @Test
  void aDocumentThatIsHandedOutIsACopy() {
    SharedState state = replica();
    ObjectNode content = number(1);
    state.change(Kind.ENROLMENTS, "copy", before -> Change.write(content, soon(), true));
    content.put("n", 7);
    state.read(Kind.ENROLMENTS, "copy").orElseThrow().put("n", 8);
    state.change(
        Kind.ENROLMENTS,
        "copy",
        before -> {
          before.orElseThrow().put("n", 9);
          return Change.none(true);
        });
    assertThat(state.read(Kind.ENROLMENTS, "copy")).contains(number(1));
  }

  /** Runs the same on every replica at once, and collects what each says. */
  static <T> List<T> race(List<Callable<T>> racers) throws Exception {
    CyclicBarrier start = new CyclicBarrier(racers.size());
    ExecutorService threads = Executors.newFixedThreadPool(racers.size());
    try {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> racer : racers) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return racer.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void oneOfManyWinsAClaim() throws Exception {
    SharedState one = replica();
    SharedState other = replica();
    for (int round = 0; round < 60; round++) {
      String key = "claim " + round;
      List<Callable<Boolean>> racers = new ArrayList<>();
      for (SharedState each : List.of(one, other, one, other)) {
        racers.add(() -> each.claimOnce(Kind.CHALLENGES, key, soon()));
      }
      assertThat(race(racers)).as(key).containsOnlyOnce(true);
    }
  }

  @Test
  void noChangeIsLost() throws Exception {
    List<Callable<Integer>> racers = new ArrayList<>();
    for (int racer = 0; racer < 4; racer++) {
      SharedState each = replica();
      racers.add(
          () -> {
            int last = 0;
            for (int i = 0; i < 10; i++) {
              last =
                  each.change(
                      Kind.ATTEMPTS,
                      "sum",
                      before -> {
                        int next = before.map(b -> b.get("n").asInt()).orElse(0) + 1;
                        return Change.write(number(next), soon(), next);
                      });
            }
            return last;
          });
    }
    assertThat(race(racers)).contains(40);
  }
}
