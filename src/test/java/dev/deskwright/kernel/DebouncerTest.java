package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DebouncerTest {

  /** Runs what it was given when the test says so. */
  private static final class Timer extends ScheduledThreadPoolExecutor {
    private final Queue<Runnable> scheduled = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();

    Timer() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      scheduled.add(command);
      delays.add(Duration.of(delay, unit.toChronoUnit()));
      return null;
    }

    void pass() {
      for (int due = scheduled.size(); due > 0; due--) {
        scheduled.remove().run();
      }
    }
  }

  private final Timer timer = new Timer();
  private final List<String> passed = new ArrayList<>();
  private final Debouncer<String> debouncer =
      new Debouncer<>(timer, Duration.ofSeconds(2), passed::add);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void aKeyIsPassedOnOnceHoweverOftenItCame() {
    for (int i = 0; i < 1_000; i++) {
      debouncer.accept("a");
    }
    debouncer.accept("b");
    assertThat(passed).isEmpty();
    timer.pass();
    assertThat(passed).containsExactly("a", "b");
    assertThat(timer.delays).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  @Test
  void whatComesAfterwardsIsPassedOnAgain() {
    debouncer.accept("a");
    timer.pass();
    debouncer.accept("a");
    timer.pass();
    assertThat(passed).containsExactly("a", "a");
  }

  /** A change that comes while the action runs may have come too late for it. */
  @Test
  void whatComesDuringTheActionIsPassedOnAgain() {
    List<String> seen = new ArrayList<>();
    var self = new ArrayList<Debouncer<String>>();
    self.add(
        new Debouncer<>(
            timer,
            Duration.ofSeconds(2),
            key -> {
              if (seen.isEmpty()) {
                self.get(0).accept(key);
              }
              seen.add(key);
            }));
    self.get(0).accept("a");
    timer.pass();
    timer.pass();
    assertThat(seen).containsExactly("a", "a");
  }

  @Test
  void afterTheEndNothingIsTakenAndNothingFails() {
    timer.shutdownNow();
    debouncer.accept("a");
    assertThat(timer.scheduled).isEmpty();
  }
}
