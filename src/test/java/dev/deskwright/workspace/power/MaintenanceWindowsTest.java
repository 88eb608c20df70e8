package dev.deskwright.workspace.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceWindowsTest {

  /** Midnight between Saturday and Sunday, for four hours. */
  private static final MaintenanceWindow SUNDAYS =
      new MaintenanceWindow("0 0 * * 0", null, "Europe/Berlin");

  private static final Instant OPENED = Instant.parse("2026-11-21T23:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T22:59:59Z, ",
    "2026-11-21T23:00:00Z, 2026-11-21T23:00:00Z",
    "2026-11-22T02:59:59Z, 2026-11-21T23:00:00Z",
    "2026-11-22T03:00:00Z, ",
    // The night in which clocks are put back has a window as long as any other.
    "2026-10-25T01:59:59Z, 2026-10-24T22:00:00Z",
    "2026-10-25T02:00:00Z, "
  })
  void aWindowIsOpenForItsDuration(Instant now, Instant opened) {
    assertThat(MaintenanceWindows.open(SUNDAYS, now).orElse(null)).isEqualTo(opened);
  }

  @Test
  void aThousandDesktopsAreSpreadOverTheFirstHalf() {
    List<Instant> turns =
        IntStream.range(0, 1_000)
            .mapToObj(i -> MaintenanceWindows.turn(SUNDAYS, OPENED, "uid-" + i).orElseThrow())
            .toList();

    assertThat(turns)
        .allSatisfy(turn -> assertThat(turn).isBetween(OPENED, OPENED.plusSeconds(7_199)));
    assertThat(
            turns.stream()
                .collect(
                    Collectors.groupingBy(
                        turn -> Duration.between(OPENED, turn).toMinutes() / 10,
                        Collectors.counting())))
        .hasSize(12)
        .allSatisfy((tenMinutes, count) -> assertThat(count).isBetween(40L, 130L));
  }

  @Test
  void aDesktopHasTheSameTurnInEveryWindow() {
    Duration turn = turnAfter(SUNDAYS, OPENED);

    assertThat(turnAfter(SUNDAYS, OPENED)).isEqualTo(turn);
    assertThat(turnAfter(SUNDAYS, OPENED.plus(Duration.ofDays(7)))).isEqualTo(turn);
  }

  private static Duration turnAfter(MaintenanceWindow window, Instant opened) {
    return Duration.between(
        opened, MaintenanceWindows.turn(window, opened, "desktop").orElseThrow());
  }

  @Test
  void everyDesktopHasItsTurnBeforeTheNextWindowOpens() {
    var hourly = new MaintenanceWindow("0 * * * *", 240, null);

    assertThat(IntStream.range(0, 200).mapToObj(i -> "uid-" + i))
        .allSatisfy(
            key ->
                assertThat(MaintenanceWindows.turn(hourly, OPENED, key).orElseThrow())
                    .isBetween(OPENED, OPENED.plusSeconds(1_799)));
  }

  @Test
  void theNextChangeIsOpeningThenTurnThenClosing() {
    Instant turn = MaintenanceWindows.turn(SUNDAYS, OPENED, "desktop").orElseThrow();
    Instant closes = Instant.parse("2026-11-22T03:00:00Z");
    Instant opensAgain = Instant.parse("2026-11-28T23:00:00Z");

    assertThat(MaintenanceWindows.nextChange(SUNDAYS, "desktop", OPENED.minusSeconds(1)))
        .contains(OPENED);
    assertThat(MaintenanceWindows.nextChange(SUNDAYS, "desktop", OPENED)).contains(turn);
    assertThat(MaintenanceWindows.nextChange(SUNDAYS, "desktop", turn)).contains(closes);
    assertThat(MaintenanceWindows.nextChange(SUNDAYS, "desktop", closes)).contains(opensAgain);
  }

  @Test
  void aBrokenWindowNeverOpens() {
    for (var broken :
        List.of(
            new MaintenanceWindow("0 0 30 2 *", 240, null),
            new MaintenanceWindow("0 0 * * 0", 240, "Mars/Base"))) {
      assertThat(MaintenanceWindows.open(broken, OPENED)).isEmpty();
      assertThat(MaintenanceWindows.turn(broken, OPENED, "desktop")).isEmpty();
      assertThat(MaintenanceWindows.nextChange(broken, "desktop", OPENED)).isEmpty();
    }
  }
}
