package dev.deskwright.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.StandingClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartTimesTest {

  private static final WorkSpace STARTING = Desks.with("desk", "{state: STARTING}");
  private static final WorkSpace AVAILABLE = Desks.with("desk", "{state: AVAILABLE}");
  private static final WorkSpace ERROR = Desks.with("desk", "{state: ERROR}");

  private final StandingClock clock = new StandingClock(Instant.parse("2026-11-26T09:00:00Z"));
  private final StartTimes times = new StartTimes(clock);

  private void start(Duration duration, WorkSpace end) {
    times.seen(STARTING);
    clock.forward(duration);
    times.seen(end);
  }

  @Test
  void nothingIsKnownAtFirst() {
    times.seen(STARTING);
    assertThat(times.remaining(STARTING)).isEmpty();
    assertThat(times.since(STARTING)).contains(clock.instant());
  }

  @Test
  void anEarlierStartTellsHowLongTheNextOneTakes() {
    start(Duration.ofSeconds(20), AVAILABLE);
    times.seen(STARTING);
    clock.forward(Duration.ofSeconds(5));
    assertThat(times.remaining(STARTING)).contains(Duration.ofSeconds(15));
    clock.forward(Duration.ofSeconds(60));
    assertThat(times.remaining(STARTING)).as("never less").contains(Duration.ofSeconds(1));
  }

  @Test
  void theLastStartWeighsAQuarter() {
    start(Duration.ofSeconds(20), AVAILABLE);
    start(Duration.ofSeconds(40), AVAILABLE);
    assertThat(times.remaining(AVAILABLE)).contains(Duration.ofSeconds(25));
  }

  @Test
  void aStartThatFailedTellsNothing() {
    start(Duration.ofSeconds(20), ERROR);
    assertThat(times.remaining(STARTING)).isEmpty();
  }
}
