package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fault.Fault.Moment;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator is stopped before, right after, and after the acknowledgement of every write that an
 * operation makes it do. Another one takes over, and all must end as if nothing had happened.
 */
class CrashTest {

  /**
   * Two runs can differ by a write: news that come together are told together, and a deletion that
   * is not seen in time is sent twice. A write that no other run makes is no point to crash at.
   */
  private static final int ATTEMPTS = 5;

  private static SimulatedCluster cluster;

  @BeforeAll
  static void start() {
    cluster = SimulatedCluster.start(50);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  static List<Trial> trials() {
    return Trial.all();
  }

  /** An operation with nothing in its way. */
  private record Course(int writes, EndState end) {}

  @ParameterizedTest
  @MethodSource("trials")
  void endsAsIfNothingHadHappened(Trial trial) {
    Course course = undisturbed(trial);
    List<String> wrong = new ArrayList<>();
    int points = 0;
    for (int write = 1; write <= course.writes(); write++) {
      for (Moment moment : Moment.values()) {
        try {
          points += crash(trial, write, moment, course.end()) ? 1 : 0;
        } catch (AssertionError | ConditionTimeoutException e) {
          points++;
          wrong.add("%s write %d: %s".formatted(moment, write, e.getMessage()));
        }
      }
    }
    System.out.printf(
        "%s: %d writes, %d of %d crash points end right%n",
        trial, course.writes(), points - wrong.size(), points);
    assertThat(wrong).isEmpty();
    assertThat(points)
        .as("crash points")
        .isGreaterThanOrEqualTo(Moment.values().length * (course.writes() - 1));
    assertThat(cluster.violations()).as("pods that share a drive").isEmpty();
  }

  private static Course undisturbed(Trial trial) {
    try (var scene = Scene.of(trial, cluster)) {
      scene.begin(trial, Fault.NONE);
      scene.awaitEnd(trial);
      EndState end = scene.endState();
      assertThat(end.pods()).as("pods").isEqualTo(trial.pods());
      return new Course(scene.writes().size(), end);
    }
  }

  /** Returns false if the operation ends with fewer writes, however often it is asked for. */
  private static boolean crash(Trial trial, int write, Moment moment, EndState expected) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try (var scene = Scene.of(trial, cluster)) {
        scene.begin(trial, Fault.crash(write, moment));
        if (scene.awaitCrashAndRestart(trial)) {
          scene.awaitEnd(trial);
          scene.awaitEndState(expected);
          return true;
        }
      }
    }
    return false;
  }
}
