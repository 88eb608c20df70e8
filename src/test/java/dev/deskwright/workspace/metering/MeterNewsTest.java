package dev.deskwright.workspace.metering;

import static dev.deskwright.workspace.metering.Figures.run;
import static dev.deskwright.workspace.metering.Figures.time;
import static dev.deskwright.workspace.metering.Figures.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.Usage.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When figures are worth a write. */
class MeterNewsTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T10:00:00Z, 2026-11-25T09:59:59Z, false",
    "2026-11-24T10:00:00Z, 2026-11-25T10:00:00Z, true",
    "2026-11-30T23:00:00Z, 2026-11-30T23:59:59Z, false",
    "2026-11-30T23:00:00Z, 2026-12-01T00:00:00Z, true",
    "2026-12-01T00:00:00Z, 2026-11-30T23:59:59Z, false",
  })
  void figuresOfARunningDesktopAreDueOnceADayAndAMonth(String asOf, String now, boolean due) {
    assertThat(Meter.isDue(usage(asOf, "p1 AutoStop"), time(now))).isEqualTo(due);
    assertThat(Meter.isDue(usage(asOf, null), time(now))).as("while it is stopped").isFalse();
    assertThat(Meter.isDue(null, time(now))).as("before it ever ran").isFalse();
  }

  @Test
  void theNextLookIsADayAfterTheLastWrite() {
    Usage usage = usage("10:00:00", "p1 AutoStop");
    assertThat(Meter.recheck(usage, time("16:00:00"))).contains(Duration.ofHours(18));
    assertThat(Meter.recheck(usage, time("2026-11-26T00:00:00Z"))).contains(Duration.ofSeconds(1));
    assertThat(Meter.recheck(usage("10:00:00", null), time("16:00:00"))).isEmpty();
    assertThat(Meter.recheck(null, time("16:00:00"))).isEmpty();
  }

  @Test
  void theWritesOfANewMonthAreSpreadOverAnHour() {
    Instant now = time("2026-11-30T12:00:00Z");
    var waits = new ArrayList<Duration>();
    for (int pod = 0; pod < 1000; pod++) {
      var session = new Session("00000000-0000-0000-0000-%012d".formatted(pod), Mode.AutoStop);
      waits.add(Meter.recheck(new Usage(now.toString(), session, null, null), now).orElseThrow());
    }
    assertThat(waits)
        .allSatisfy(w -> assertThat(w).isBetween(Duration.ofHours(12), Duration.ofHours(13)));
    assertThat(waits.stream().distinct().count()).isGreaterThan(500);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          began           | 10:00:00 |             | 10:00:40 | p1 AutoStop | 40 | true
          goes on         | 10:00:00 | p1 AutoStop | 10:00:40 | p1 AutoStop | 40 | false
          changed its mode| 10:00:00 | p1 AutoStop | 10:00:40 | p1 Manual   | 40 | true
          was replaced    | 10:00:00 | p1 AutoStop | 10:00:40 | p2 AutoStop | 40 | true
          ended           | 10:00:00 | p1 AutoStop | 10:00:40 |             | 40 | true
          ran in between  | 10:00:00 |             | 10:00:40 |             | 40 | true
          stays stopped   | 10:00:00 |             | 10:00:00 |             | 0  | false
          """)
  void itIsNewsWhenADesktop(
      String what,
      String asOf,
      String before,
      String asOfThen,
      String then,
      long seconds,
      boolean news) {
    Usage next = usage(asOfThen, then, seconds);
    assertThat(Meter.isNews(usage(asOf, before), next, time("10:00:40"))).as(what).isEqualTo(news);
  }

  @Test
  void theFirstFiguresAreNewsAndNoneAreNot() {
    assertThat(Meter.isNews(null, usage("10:00:00", "p1 AutoStop"), time("10:00:00"))).isTrue();
    assertThat(Meter.isNews(null, null, time("10:00:00"))).isFalse();
  }

  @Test
  void aRunningDesktopsFiguresAreNewsOnceTheyAreDue() {
    Instant tomorrow = time("2026-11-25T10:00:00Z");
    Usage recorded = usage("10:00:00", "p1 AutoStop");
    Usage next = Meter.advance(recorded, run("p1 09:00:00"), Mode.AutoStop, tomorrow);
    assertThat(Meter.isNews(recorded, next, tomorrow)).isTrue();
  }
}
