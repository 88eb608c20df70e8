package dev.deskwright.workspace.metering;

import static dev.deskwright.workspace.metering.Figures.run;
import static dev.deskwright.workspace.metering.Figures.session;
import static dev.deskwright.workspace.metering.Figures.time;
import static dev.deskwright.workspace.metering.Figures.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.Usage.Month;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          starts at readiness             |          |                | p1 10:00:00          | 10:00:40 | 10:00:40 | p1 AutoStop | 40
          starts right now                |          |                | p1 10:00:00          | 10:00:00 | 10:00:00 | p1 AutoStop | 0
          goes on                         | 10:00:00 | p1 AutoStop    | p1 09:00:00          | 10:00:40 | 10:00:40 | p1 AutoStop | 40
          was unready in between          | 10:00:00 | p1 AutoStop    | p1 10:00:30          | 10:00:40 | 10:00:40 | p1 AutoStop | 40
          looked at twice in a second     | 10:00:00 | p1 AutoStop    | p1 09:00:00          | 10:00:00 | 10:00:00 | p1 AutoStop | 0
          was told to end                 | 10:00:00 | p1 AutoStop    | p1 09:00:00 10:00:30 | 10:00:40 | 10:00:30 |             | 30
          ended before the last look      | 10:00:00 | p1 AutoStop    | p1 09:00:00 09:59:30 | 10:00:40 | 10:00:00 |             | 0
          is to end later                 | 10:00:00 | p1 AutoStop    | p1 09:00:00 10:00:50 | 10:00:40 | 10:00:40 | p1 AutoStop | 40
          is still there after its end    | 10:00:30 |                | p1 09:00:00 10:00:30 | 10:05:00 | 10:00:30 |             | 0
          is gone                         | 10:00:00 | p1 AutoStop    |                      | 10:00:40 | 10:00:40 |             | 40
          is replaced                     | 10:00:00 | p1 AutoStop    | p2 10:00:30          | 10:00:40 | 10:00:40 | p2 AutoStop | 40
          is replaced by one not ready    | 10:00:00 | p1 AutoStop    | p2 10:00:50          | 10:00:40 | 10:00:40 |             | 40
          is replaced by one that ended   | 10:00:00 | p1 AutoStop    | p2 10:00:20 10:00:30 | 10:00:40 | 10:00:30 |             | 30
          was stopped meanwhile           | 10:00:00 |                | p2 10:00:30          | 10:00:40 | 10:00:40 | p2 AutoStop | 10
          was ready before the last look  | 10:00:00 |                | p2 09:00:00          | 10:00:40 | 10:00:40 | p2 AutoStop | 40
          ran and ended between two looks | 10:00:00 |                | p2 10:00:10 10:00:30 | 10:00:40 | 10:00:30 |             | 20
          never got ready                 | 10:00:00 |                | p2 10:00:10 10:00:10 | 10:00:40 | 10:00:00 |             | 0
          stays stopped                   | 10:00:00 |                |                      | 10:00:40 | 10:00:00 |             | 0
          the clock went back             | 10:00:00 | p1 AutoStop    | p1 09:00:00          | 09:30:00 | 10:00:00 | p1 AutoStop | 0
          gone, and the clock went back   | 10:00:00 | p1 AutoStop    |                      | 09:30:00 | 10:00:00 |             | 0
          new, and the clock went back    | 10:00:00 |                | p2 09:20:00          | 09:30:00 | 10:00:00 | p2 AutoStop | 0
          """)
  void aDesktopThat(
      String what,
      String asOf,
      String recorded,
      String pod,
      String now,
      String asOfThen,
      String sessionThen,
      long seconds) {
    Usage previous = asOf == null ? null : usage(asOf, recorded);
    Usage next = Meter.advance(previous, run(pod), Mode.AutoStop, time(now));
    assertThat(next).as(what).isEqualTo(usage(asOfThen, sessionThen, seconds));
    assertThat(Meter.advance(next, run(pod), Mode.AutoStop, time(now)))
        .as("looked at again in the same second")
        .isEqualTo(next);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing,",
    "a pod that is ready a moment later by the node's clock, p1 10:00:41",
    "a pod that ended as it got ready, p1 10:00:00 10:00:00",
  })
  void aDesktopThatNeverRanHasNoFigures(String what, String pod) {
    assertThat(Meter.advance(null, run(pod), Mode.Manual, time("10:00:40"))).as(what).isNull();
  }

  @Test
  void aPodThatIsReadyAMomentLaterByTheNodesClockCountsFromThenOn() {
    var pod = run("p1 10:00:41");
    Usage early = Meter.advance(null, pod, Mode.AutoStop, time("10:00:40"));
    Usage later = Meter.advance(early, pod, Mode.AutoStop, time("10:00:45"));
    assertThat(later).isEqualTo(usage("10:00:45", "p1 AutoStop", 4));
  }

  @Test
  void timeSinceTheLastLookCountsUnderTheRecordedMode() {
    var pod = run("p1 09:00:00");
    Usage before = usage("10:00:00", "p1 AlwaysOn", new Month("2026-11", 5L, null, null));
    Usage changed = Meter.advance(before, pod, Mode.Manual, time("10:00:10"));
    assertThat(changed)
        .isEqualTo(usage("10:00:10", "p1 Manual", new Month("2026-11", 15L, null, null)));
    Usage ended =
        Meter.advance(changed, run("p1 09:00:00 10:00:30"), Mode.AlwaysOn, time("11:00:00"));
    assertThat(ended).isEqualTo(usage("10:00:30", null, new Month("2026-11", 15L, null, 20L)));
  }

  @Test
  void aReplacedPodCountsUnderItsOwnMode() {
    Usage before = usage("10:00:00", "p1 AlwaysOn");
    assertThat(Meter.advance(before, run("p2 10:00:30"), Mode.Manual, time("10:00:40")))
        .isEqualTo(usage("10:00:40", "p2 Manual", new Month("2026-11", 30L, null, 10L)));
  }

  @Test
  void aSpanIsSplitWhereMonthsOfUtcBegin() {
    Usage before = usage("2028-01-31T23:59:50Z", "p1 Manual");
    Usage next =
        Meter.advance(before, run("p1 09:00:00"), Mode.Manual, time("2028-03-01T00:00:07Z"));
    assertThat(next.months())
        .containsExactly(
            new Month("2028-01", null, null, 10L),
            new Month("2028-02", null, null, Duration.ofDays(29).toSeconds()),
            new Month("2028-03", null, null, 7L));
  }

  @Test
  void aMonthThatIsOverAtThisVerySecondGetsNothingOfTheNext() {
    Usage before = usage("2026-11-30T23:59:59Z", "p1 Manual");
    assertThat(
            Meter.advance(before, run("p1 09:00:00"), Mode.Manual, time("2026-12-01T00:00:00Z"))
                .months())
        .containsExactly(new Month("2026-11", null, null, 1L));
  }

  @Test
  void theLastThirteenMonthsAreKept() {
    Usage usage = usage("2026-01-15T00:00:00Z", "p1 Manual");
    usage = Meter.advance(usage, run("p1 09:00:00"), Mode.Manual, time("2027-03-01T00:00:01Z"));
    assertThat(usage.months())
        .extracting(Month::month)
        .hasSize(13)
        .startsWith("2026-03")
        .endsWith("2027-03");
  }

  @Test
  void monthsWithoutRunningTimeDoNotTakeAPlace() {
    var months = new ArrayList<Month>();
    for (int i = 0; i < 13; i++) {
      months.add(new Month(YearMonth.of(2020, 1).plusMonths(5L * i).toString(), 9L, null, null));
    }
    Usage before = new Usage("2025-01-31T00:00:00Z", null, months, null);
    Usage next = Meter.advance(before, run("p2 10:00:30"), Mode.Manual, time("10:00:40"));
    assertThat(next.months())
        .hasSize(13)
        .startsWith(months.get(1))
        .endsWith(new Month("2026-11", null, null, 10L));
  }

  @Test
  void fractionsOfASecondAreNeitherLostNorAdded() {
    Usage usage = null;
    for (int look = 0; look <= 1000; look++) {
      Instant now = time("10:00:00").plusMillis(900L * look);
      usage = Meter.advance(usage, run("p1 10:00:00"), Mode.AutoStop, now);
    }
    assertThat(usage).isEqualTo(usage("10:15:00", "p1 AutoStop", 900));
  }

  @Test
  void figuresThatCannotBeReadCountFromNowOn() {
    var broken = new Usage("yesterday", session("p1 AutoStop"), null, null);
    Usage next = Meter.advance(broken, run("p1 09:00:00"), Mode.AutoStop, time("10:00:00"));
    assertThat(next).isEqualTo(usage("10:00:00", "p1 AutoStop"));
    assertThat(Meter.isNews(broken, next, time("10:00:00"))).isTrue();
  }

  @Test
  void figuresReadBackFromTheApiServerAreTheSame() {
    Usage begun = Meter.advance(null, run("p1 10:00:00"), Mode.AutoStop, time("10:00:00"));
    Usage counted = Meter.advance(begun, run("p1 10:00:00"), Mode.AutoStop, time("11:00:00"));
    assertThat(List.of(begun, counted))
        .allSatisfy(
            usage ->
                assertThat(Serialization.unmarshal(Serialization.asJson(usage), Usage.class))
                    .isEqualTo(usage));
  }

  @Test
  void theCostGoesWithTheFigures() {
    var prices = new Prices("EUR", "30", "7", "0.50");
    Usage usage = usage("10:00:00", null, 3601);
    Usage priced = Meter.withCost(usage, prices, time("10:00:00"));
    assertThat(priced.cost())
        .isEqualTo(new Usage.Cost("2026-11", "EUR", "30.00", "8.00", Usage.Billing.Hourly));
    assertThat(Meter.withCost(priced, null, time("10:00:00"))).isEqualTo(usage);
    assertThat(Meter.withCost(null, prices, time("10:00:00"))).isNull();
  }

  @Test
  void theSecondsOfThisMonthIncludeTheSessionUnderWay() {
    Month october = new Month("2026-10", 7L, null, null);
    Usage usage = usage("10:00:00", "p1 Manual", october, new Month("2026-11", null, 5L, 1L));
    assertThat(Meter.secondsThisMonth(usage, time("10:00:30")))
        .isEqualTo(Map.of(Mode.AlwaysOn, 0L, Mode.AutoStop, 5L, Mode.Manual, 31L));
    assertThat(Meter.secondsThisMonth(usage, time("2026-12-01T00:00:10Z")))
        .isEqualTo(Map.of(Mode.AlwaysOn, 0L, Mode.AutoStop, 0L, Mode.Manual, 10L));
    assertThat(Meter.secondsThisMonth(null, time("10:00:30")).values()).containsOnly(0L);
  }

  @Test
  void aSessionUnderWayIsPartedAtTheEndOfAMonthThatIsAskedForLater() {
    Usage usage = usage("2026-10-31T23:59:50Z", "p1 AutoStop");
    Usage later = Meter.upToNow(usage, time("2026-11-01T00:00:30Z"));
    assertThat(Meter.seconds(later, YearMonth.of(2026, 10)).get(Mode.AutoStop)).isEqualTo(10);
    assertThat(Meter.seconds(later, YearMonth.of(2026, 11)).get(Mode.AutoStop)).isEqualTo(30);
    assertThat(Meter.upToNow(null, time("10:00:00"))).isNull();
  }

  @Test
  void monthsBeforeThirteenOthersAreNotKept() {
    Month[] months =
        IntStream.range(0, 13)
            .mapToObj(i -> YearMonth.of(2025, 11).plusMonths(i).toString())
            .map(month -> new Month(month, 1L, null, null))
            .toArray(Month[]::new);
    Usage full = usage("10:00:00", null, months);
    assertThat(Meter.isKept(full, YearMonth.of(2025, 11))).isTrue();
    assertThat(Meter.isKept(full, YearMonth.of(2025, 10))).isFalse();
    Usage roomy = usage("10:00:00", null, Arrays.copyOf(months, 12));
    assertThat(Meter.isKept(roomy, YearMonth.of(2025, 10))).isTrue();
    assertThat(Meter.isKept(null, YearMonth.of(2020, 1))).isTrue();
  }
}
