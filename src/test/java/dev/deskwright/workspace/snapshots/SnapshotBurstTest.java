package dev.deskwright.workspace.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many snapshots of a large fleet come due together: those of desktops with random UIDs. */
class SnapshotBurstTest {

  private static final int DESKTOPS = 10_000;
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void inADayLikeAnyOther_aFewAMinute() {
    var perMinute = perMinute(LONG_AGO, NOW);
    assertThat(perMinute.values().stream().mapToLong(n -> n).sum()).isEqualTo(DESKTOPS);
    // 10,000 in the 720 minutes of an interval: 14 on average.
    assertThat(largest(perMinute)).isBetween(14L, 35L);
  }

  @Test
  void whenAllWereMissed_theyAreMadeUpForOverAnHour() {
    var perMinute = perMinute(NOW, NOW);
    // 10,000 in 60 minutes: 167 on average.
    assertThat(largest(perMinute)).isBetween(140L, 220L);
  }

  private static long largest(Map<Long, Long> perMinute) {
    return perMinute.values().stream().mapToLong(n -> n).max().orElseThrow();
  }

  /** In which minute the next ones of how many desktops are due. */
  private static Map<Long, Long> perMinute(Instant possibleSince, Instant now) {
    var random = new Random(42);
    var snapshots = new Snapshots(Api.PRESENT, List.of(), possibleSince);
    return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
        .limit(DESKTOPS)
        .map(
            uid ->
                SnapshotSchedule.next(null, uid, LONG_AGO, Optional.of(LONG_AGO), snapshots, now))
        .map(at -> Duration.between(LONG_AGO, at.orElseThrow()).toMinutes())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
