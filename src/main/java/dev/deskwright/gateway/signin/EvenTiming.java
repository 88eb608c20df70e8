package dev.deskwright.gateway.signin;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Holds refusals back, so that how long they take tells nothing of why: no directory checks a
 * password for a user that it does not know, which is quicker.
 */
final class EvenTiming {

  /** An answer comes after a whole number of these, and a little by chance. */
  static final Duration STEP = Duration.ofMillis(400);

  private static final int JITTER_MILLIS = 100;

  private final Clock clock;
  private final Defences defences;
  private final Consumer<Duration> pause;
  private final SecureRandom random = new SecureRandom();

  EvenTiming(Clock clock, Defences defences, Consumer<Duration> pause) {
    this.clock = clock;
    this.defences = defences;
    this.pause = pause;
  }

  /** Blocks until it is time to answer a request that began then. */
  void hold(Instant began) {
    if (!defences.has(Defence.EVEN_TIMING)) {
      return;
    }
    long spent = Math.max(0, Duration.between(began, clock.instant()).toMillis());
    long steps = spent / STEP.toMillis() + 1;
    pause.accept(
        Duration.ofMillis(steps * STEP.toMillis() + random.nextInt(JITTER_MILLIS) - spent));
  }

  /** Waits for real. */
  static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
