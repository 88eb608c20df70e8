package dev.deskwright.workspace.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.MaintenanceWindow;
import dev.deskwright.api.v1alpha1.Weekly;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    // Winter and summer: an hour ahead of UTC, and two.
    "30 7 * * 1-5, 2026-11-24T06:29:59Z, 2026-11-23T06:30:00Z, 2026-11-24T06:30:00Z",
    "30 7 * * 1-5, 2026-11-24T06:30:00Z, 2026-11-24T06:30:00Z, 2026-11-25T06:30:00Z",
    "30 7 * * 1-5, 2026-11-27T12:00:00Z, 2026-11-27T06:30:00Z, 2026-11-30T06:30:00Z",
    "30 7 * * 1-5, 2026-07-14T12:00:00.5Z, 2026-07-14T05:30:00Z, 2026-07-15T05:30:00Z",
    "0 0 29 2 *, 2026-11-24T00:00:00Z, 2024-02-28T23:00:00Z, 2028-02-28T23:00:00Z",
    "0 9 1 * MON, 2026-11-24T00:00:00Z, 2026-11-23T08:00:00Z, 2026-11-30T08:00:00Z",
    "0 9 * * 7, 2026-11-24T00:00:00Z, 2026-11-22T08:00:00Z, 2026-11-29T08:00:00Z",
    // On 29 March 2026 at 02:00 it is 03:00, which is 01:00 in UTC: 02:30 counts as 03:00.
    "30 2 * * *, 2026-03-29T00:59:59Z, 2026-03-28T01:30:00Z, 2026-03-29T01:00:00Z",
    "30 2 * * *, 2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
    "0 2 * * *, 2026-03-29T00:30:00Z, 2026-03-28T01:00:00Z, 2026-03-29T01:00:00Z",
    "0 3 * * *, 2026-03-29T00:30:00Z, 2026-03-28T02:00:00Z, 2026-03-29T01:00:00Z",
    "*/20 2 * * *, 2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z",
    // On 25 October 2026 at 03:00 it is 02:00 again, which is 01:00 in UTC: the first 02:30 counts.
    "30 2 * * *, 2026-10-25T00:29:59Z, 2026-10-24T00:30:00Z, 2026-10-25T00:30:00Z",
    "30 2 * * *, 2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "30 2 * * *, 2026-10-25T01:10:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "30 2 * * *, 2026-10-25T01:45:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "0 3 * * *, 2026-10-25T01:10:00Z, 2026-10-24T01:00:00Z, 2026-10-25T02:00:00Z"
  })
  void aScheduleFollowsTheClockOfItsZone(String cron, Instant now, Instant last, Instant next) {
    assertThat(Schedules.lastAtOrBefore(cron, BERLIN, now)).contains(last);
    assertThat(Schedules.nextAfter(cron, BERLIN, now)).contains(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 25 * * * | Value 25 not in range [0, 23]",
        "61 7 * * * | Value 61 not in range [0, 59]",
        "0 7 * * 5-1 | Invalid range! [5,1]",
        "0 7 30 2 * | no month that it names has the day that it names",
        "0 7 31 4,6 * | no month that it names has the day that it names"
      })
  void aProblemNamesFieldAndValueAndWhatIsRight(String cron, String why) {
    String rest =
        " \"%s\" is not a schedule (%s): use the five fields of cron (minute 0-59, hour 0-23, day"
                .formatted(cron, why)
            + " 1-31, month 1-12, weekday 0-7), for example 30 7 * * 1-5";

    assertThat(Schedules.problem(new Weekly(cron, "0 18 * * *", "Europe/Berlin")))
        .contains("start" + rest);
    assertThat(Schedules.problem(new Weekly(null, cron, null))).contains("stop" + rest);
    assertThat(Schedules.problem(new MaintenanceWindow(cron, 240, null)))
        .contains("schedule" + rest);
    assertThat(Schedules.nextAfter(cron, BERLIN, Instant.EPOCH)).isEmpty();
    assertThat(Schedules.lastAtOrBefore(cron, BERLIN, Instant.EPOCH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"x y z a b", "- - - - -", "1,,2 7 * * *", "*/0 7 * * *", "99999999999999 7 * * *"})
  void whateverTheSchemaLetsThroughIsEitherAScheduleOrAProblem(String cron) {
    assertThat(Schedules.problem(new Weekly(cron, null, null)).orElseThrow())
        .startsWith("start \"%s\" is not a schedule (".formatted(cron));
  }

  @Test
  void anUnknownTimeZoneIsAProblem() {
    String rest =
        " \"Mars/Base\" is not a time zone: use a name of the IANA database, for example"
            + " Europe/Berlin or UTC";

    assertThat(Schedules.problem(new Weekly("0 7 * * *", null, "Mars/Base")))
        .contains("timeZone" + rest);
    assertThat(Schedules.problem(new MaintenanceWindow("0 7 * * *", 240, "Mars/Base")))
        .contains("timeZone" + rest);
  }

  @Test
  void whatIsRightOrMissingIsNoProblem() {
    assertThat(Schedules.problem(Scene.OFFICE_HOURS)).isEmpty();
    assertThat(Schedules.problem(new Weekly("0 7 * jan,FEB MON-FRI", null, "Asia/Kolkata")))
        .isEmpty();
    assertThat(Schedules.problem(new MaintenanceWindow("0 0 * * 0", 240, "UTC"))).isEmpty();
    assertThat(Schedules.problem((Weekly) null)).isEmpty();
    assertThat(Schedules.problem((MaintenanceWindow) null)).isEmpty();
    assertThat(Schedules.zone(null).map(ZoneId::getId)).isEqualTo(Optional.of("Z"));
  }
}
