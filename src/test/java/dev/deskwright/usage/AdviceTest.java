package dev.deskwright.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** November has 30 days; hourly billing is cheaper up to 70 hours, and at 71 it costs 35.31. */
class AdviceTest {

  private static final Prices PRICES = new Prices("EUR", "35.00", "9.75", "0.36");
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

  private static Desktop desktop(
      long alwaysOn, long autoStop, boolean unused, Instant created, Instant now) {
    return new Desktop(
        "desktops",
        "alice",
        Optional.of("ws-000000000"),
        "alice",
        "corp",
        "standard",
        Optional.empty(),
        Optional.of(Mode.AutoStop),
        Map.of(Mode.AlwaysOn, alwaysOn * 3600, Mode.AutoStop, autoStop * 3600, Mode.Manual, 0L),
        true,
        unused,
        Span.of(NOVEMBER, created, now));
  }

  private static Advice advice(Mode present, Desktop desktop, Prices prices) {
    return Advice.of(desktop, present, prices);
  }

  private static Advice november(Mode present, long alwaysOn, long autoStop, boolean unused) {
    return advice(present, desktop(alwaysOn, autoStop, unused, BEGIN, END), PRICES);
  }

  private static Advice to(Mode mode, String saves, String note) {
    return new Advice(Optional.of(mode), Optional.ofNullable(saves).map(BigDecimal::new), note);
  }

  @ParameterizedTest
  @CsvSource({
    "AutoStop, 0, AutoStop,",
    "AutoStop, 70, AutoStop,",
    "AutoStop, 71, AlwaysOn, 0.31",
    "AutoStop, 200, AlwaysOn, 46.75",
    "Manual, 70, Manual,",
    "Manual, 71, AlwaysOn, 0.31",
    "AlwaysOn, 0, AutoStop, 25.25",
    "AlwaysOn, 70, AutoStop, 0.05",
    "AlwaysOn, 71, AlwaysOn,",
  })
  void whatRanInModesThatStopIsTheUse(Mode present, long autoStop, Mode cheaper, String saves) {
    assertThat(november(present, 0, autoStop, false)).isEqualTo(to(cheaper, saves, ""));
  }

  /** It runs with and without its user: only how long it ran at most is known of its use. */
  @Test
  void whatRanAlwaysOnSaysLittleOfTheUse() {
    var unknown = Advice.none("AutoStop if used up to 70 h");
    assertThat(november(Mode.AlwaysOn, 720, 0, false)).isEqualTo(unknown);
    assertThat(november(Mode.AlwaysOn, 71, 0, false)).isEqualTo(unknown);
    assertThat(november(Mode.AlwaysOn, 70, 0, false)).isEqualTo(to(Mode.AutoStop, "0.05", ""));
    assertThat(november(Mode.Manual, 720, 0, false))
        .isEqualTo(Advice.none("Manual if used up to 70 h"));
  }

  @Test
  void whoChangedToAutoStopInTheMonthIsNotSentBackForTheTimeBefore() {
    assertThat(november(Mode.AutoStop, 360, 20, false).mode()).isEmpty();
    assertThat(november(Mode.AutoStop, 360, 80, false)).isEqualTo(to(Mode.AlwaysOn, "3.55", ""));
  }

  @Test
  void alwaysOnForNobodyIsSaid() {
    assertThat(november(Mode.AlwaysOn, 720, 0, true))
        .isEqualTo(to(Mode.AutoStop, "25.25", "nobody connected"));
    assertThat(november(Mode.AutoStop, 720, 0, true)).isEqualTo(to(Mode.AutoStop, null, ""));
  }

  @Test
  void partOfAMonthIsTakenForAllOfIt() {
    var half = Instant.parse("2026-11-16T00:00:00Z");
    assertThat(advice(Mode.AutoStop, desktop(0, 35, false, BEGIN, half), PRICES))
        .isEqualTo(to(Mode.AutoStop, null, ""));
    assertThat(advice(Mode.AutoStop, desktop(0, 36, false, BEGIN, half), PRICES))
        .isEqualTo(to(Mode.AlwaysOn, "0.67", ""));
    assertThat(advice(Mode.AutoStop, desktop(0, 36, false, half, END), PRICES))
        .as("created in the middle of it")
        .isEqualTo(to(Mode.AlwaysOn, "0.67", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-07T23:59:59Z, too early: 6 of 7 days",
    "2026-11-01T00:00:00Z, too early: 0 of 7 days",
    "2026-11-08T00:00:00Z, ",
  })
  void lessThanAWeekSaysNothing(Instant now, String note) {
    Advice advice = advice(Mode.AutoStop, desktop(0, 1, false, BEGIN, now), PRICES);
    assertThat(advice).isEqualTo(note == null ? to(Mode.AutoStop, null, "") : Advice.none(note));
  }

  @Test
  void ofTwoEqualCostsThePresentModeIsKept() {
    var equal = new Prices("EUR", "10", "10", "0");
    for (Mode mode : Mode.values()) {
      assertThat(advice(mode, desktop(0, 700, false, BEGIN, END), equal))
          .isEqualTo(to(mode, null, ""));
    }
  }
}
