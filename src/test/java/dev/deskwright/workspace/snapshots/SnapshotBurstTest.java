package dev.deskwright.workspace.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many snapshots of a large fleet come due together. */
class SnapshotBurstTest {

  private static final int DESKTOPS = 10_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void inADayLikeAnyOther_aFewAMinute() {
    var burst = SnapshotBurst.inADayLikeAnyOther(DESKTOPS);
    assertThat(burst.all()).isEqualTo(DESKTOPS);
    // 10,000 in the 720 minutes of an interval: 14 on average.
    assertThat(burst.largest(MINUTE)).isBetween(14L, 35L);
  }

  @Test
  void whenAllWereMissed_theyAreMadeUpForOverAnHour() {
    // 10,000 in 60 minutes: 167 on average.
    assertThat(SnapshotBurst.whenAllWereMissed(DESKTOPS).largest(MINUTE)).isBetween(140L, 220L);
  }
}
