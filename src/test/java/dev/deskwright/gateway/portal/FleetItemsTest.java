package dev.deskwright.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FleetItemsTest {

  private static final String RECORDED =
      "asOf: '%s', months: [{month: 2026-10, manualSeconds: 7},"
          + " {month: 2026-11, manualSeconds: 100, alwaysOnSeconds: 20}]";

  private final FleetItems items =
      new FleetItems(Clock.fixed(Instant.parse("2026-11-02T12:00:00Z"), ZoneOffset.UTC));

  private long seconds(String usage) {
    return items.of(Desks.with("desk", "{usage: {%s}}".formatted(usage))).runningSecondsThisMonth();
  }

  @Test
  void theTimeOfAStoppedDesktopIsWhatWasRecordedInAllModes() {
    assertThat(seconds(RECORDED.formatted("2026-11-02T11:00:00Z"))).isEqualTo(120);
  }

  @Test
  void theStretchUnderWayCountsUpToThisMoment() {
    String running = ", running: {podUid: one, mode: Manual}";
    assertThat(seconds(RECORDED.formatted("2026-11-02T11:00:00Z") + running)).isEqualTo(3_720);
  }

  @Test
  void ofAStretchThatBeganBeforeTheMonthOnlyItsPartCounts() {
    assertThat(
            seconds(
                "asOf: '2026-10-31T12:00:00Z', running: {podUid: one, mode: AlwaysOn},"
                    + " months: [{month: 2026-10, alwaysOnSeconds: 7}]"))
        .isEqualTo(36 * 3_600);
  }

  @Test
  void whoNeverRanHasNone() {
    assertThat(items.of(Desks.named("desk")).runningSecondsThisMonth()).isZero();
  }
}
