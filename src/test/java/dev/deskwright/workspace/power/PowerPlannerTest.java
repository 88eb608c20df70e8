package dev.deskwright.workspace.power;

import static dev.deskwright.workspace.power.Scene.OFFICE_HOURS;
import static dev.deskwright.workspace.power.Scene.power;
import static dev.deskwright.workspace.power.Scene.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.Power.Cause;
import dev.deskwright.api.v1alpha1.Power.Desired;
import dev.deskwright.api.v1alpha1.Weekly;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided; {@link NextStepTest} has what is said to come next. */
class PowerPlannerTest {

  @Test
  void aNewDesktopRuns() {
    assertThat(words(Scene.manual(null, "2026-11-24T12:00:00Z").decide()))
        .isEqualTo("Running Created 2026-11-02T09:00:00Z");
  }

  @Test
  void whatAScheduleSaidBeforeTheDesktopWasMadeDoesNotCount() {
    var evening = Scene.manual(OFFICE_HOURS, "2026-11-24T20:00:00Z");

    assertThat(words(evening.createdAt("2026-11-24T19:00:00Z").decide()))
        .isEqualTo("Running Created 2026-11-24T19:00:00Z");
    assertThat(words(evening.createdAt("2026-11-24T17:00:00Z").decide()))
        .isEqualTo("Stopped Schedule 2026-11-24T18:00:00Z");
  }

  @Test
  void anOrderWinsOverEverything() {
    for (Scene scene :
        List.of(
            Scene.alwaysOn("2026-11-24T18:30:00.7Z"),
            Scene.manual(OFFICE_HOURS, "2026-11-24T18:30:00.7Z"),
            Scene.autoStop(60, OFFICE_HOURS, "2026-11-24T18:30:00.7Z")
                .held("it is in AdminMaintenance"))) {
      scene.previous("Running Created 2026-11-02T09:00:00Z");
      assertThat(words(scene.order(Desired.Stopped, Cause.Requested).decide()))
          .isEqualTo("Stopped Requested 2026-11-24T18:30:00Z");
      assertThat(words(scene.order(Desired.Running, Cause.Operation).decide()))
          .isEqualTo("Running Operation 2026-11-24T18:30:00Z");
    }
  }

  @ParameterizedTest
  @CsvSource({"Running Schedule 2026-11-24T07:30:00Z", "Stopped Requested 2026-11-20T12:00:00Z"})
  void whatIsHeldStaysAsItIs(String previous) {
    for (Scene scene :
        List.of(
            Scene.alwaysOn("2026-11-24T18:30:00Z"),
            Scene.manual(OFFICE_HOURS, "2026-11-24T18:30:00Z"),
            Scene.autoStop(60, OFFICE_HOURS, "2026-11-24T12:30:00Z"))) {
      Power decided =
          scene
              .previous(previous)
              .record("DISCONNECTED 2026-11-24T12:00:00Z")
              .runningSince("2026-11-24T07:31:00Z")
              .held("it is in AdminMaintenance")
              .decide();

      assertThat(words(decided)).isEqualTo(previous);
    }
  }

  @Test
  void whatCameWhileItWasHeldIsCaughtUp() {
    assertThat(
            words(
                Scene.manual(OFFICE_HOURS, "2026-11-24T20:00:00Z")
                    .previous("Running Schedule 2026-11-24T07:30:00Z")
                    .decide()))
        .isEqualTo("Stopped Schedule 2026-11-24T18:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "Running Created 2026-11-02T09:00:00Z, Running Created 2026-11-02T09:00:00Z",
    "Running Schedule 2026-11-24T07:30:00Z, Running Schedule 2026-11-24T07:30:00Z",
    "Stopped Requested 2026-11-24T11:00:00Z, Running AlwaysOn 2026-11-24T12:00:00Z"
  })
  void alwaysOnAlwaysRuns(String previous, String decided) {
    Power power =
        Scene.alwaysOn("2026-11-24T12:00:00Z")
            .previous(previous)
            .record("DISCONNECTED 2026-11-24T12:00:00Z")
            .runningSince("2026-11-02T09:00:00Z")
            .decide();

    assertThat(words(power)).isEqualTo(decided);
  }

  @ParameterizedTest
  @CsvSource({
    // It starts and stops on the minute.
    "Stopped Schedule 2026-11-23T18:00:00Z, 2026-11-24T07:29:59Z, the same",
    "Stopped Schedule 2026-11-23T18:00:00Z, 2026-11-24T07:30:00Z, Running Schedule 2026-11-24T07:30:00Z",
    "Running Schedule 2026-11-24T07:30:00Z, 2026-11-24T17:59:59.9Z, the same",
    "Running Schedule 2026-11-24T07:30:00Z, 2026-11-24T18:00:00Z, Stopped Schedule 2026-11-24T18:00:00Z",
    // Stopped over the weekend.
    "Stopped Schedule 2026-11-20T18:00:00Z, 2026-11-22T12:00:00Z, the same",
    // What it is already is no decision.
    "Running Requested 2026-11-24T05:00:00Z, 2026-11-24T07:30:00Z, the same",
    "Stopped Requested 2026-11-24T12:00:00Z, 2026-11-24T18:00:00Z, the same",
    "Running Created 2026-11-02T09:00:00Z, 2026-11-24T12:00:00Z, the same",
    // What came before the last start or stop never counts again.
    "Running Requested 2026-11-24T19:00:00Z, 2026-11-25T07:29:00Z, the same",
    "Running Requested 2026-11-24T18:00:00Z, 2026-11-24T18:00:00Z, the same",
    "Stopped Requested 2026-11-24T08:00:00Z, 2026-11-24T12:00:00Z, the same",
    "Stopped Idle 2026-11-24T09:00:00Z, 2026-11-24T17:00:00Z, the same",
    // Somebody who works late is stopped by the next day's stop.
    "Running Requested 2026-11-24T19:00:00Z, 2026-11-25T18:00:00Z, Stopped Schedule 2026-11-25T18:00:00Z",
    // What was missed while nobody looked: only the latest counts.
    "Running Schedule 2026-11-20T07:30:00Z, 2026-11-22T12:00:00Z, Stopped Schedule 2026-11-20T18:00:00Z",
    "Running Schedule 2026-11-20T07:30:00Z, 2026-11-23T09:00:00Z, the same",
    "Stopped Schedule 2026-11-20T18:00:00Z, 2026-11-23T20:00:00Z, the same",
    "Stopped Schedule 2026-11-20T18:00:00Z, 2026-11-24T09:00:00Z, Running Schedule 2026-11-24T07:30:00Z"
  })
  void theLatestOfTheSchedulesStartsAndStopsDecides(String previous, String now, String decided) {
    Power power = Scene.manual(OFFICE_HOURS, now).previous(previous).decide();

    assertThat(words(power)).isEqualTo(decided.equals("the same") ? previous : decided);
  }

  @Test
  void aStartWinsOverAStopAtTheSameMoment() {
    var both = new Weekly("0 8 * * *", "0 8 * * *", null);

    assertThat(
            words(
                Scene.manual(both, "2026-11-24T08:00:00Z")
                    .previous("Stopped Requested 2026-11-23T12:00:00Z")
                    .decide()))
        .isEqualTo("Running Schedule 2026-11-24T08:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTED 2026-11-24T18:29:00Z, waits",
    "CONNECTED 2026-11-24T12:00:00Z, waits",
    "CONNECTED nonsense, waits",
    "CONNECTED 2027-01-01T00:00:00Z, waits",
    "none, stops",
    "UNKNOWN 2026-11-24T18:29:00Z, stops",
    "DISCONNECTED 2026-11-24T18:29:00Z 2026-11-24T18:29:00Z, stops",
    "DISCONNECTED nonsense, stops"
  })
  void aStopOfTheScheduleWaitsForWhoeverSeemsToBeConnected(String record, String outcome) {
    for (Scene scene :
        List.of(
            Scene.manual(OFFICE_HOURS, "2026-11-24T18:30:00Z"),
            Scene.autoStop(600, OFFICE_HOURS, "2026-11-24T18:30:00Z"))) {
      Power power =
          scene
              .previous("Running Schedule 2026-11-24T07:30:00Z")
              .runningSince("2026-11-24T07:31:00Z")
              .record(record)
              .decide();

      assertThat(words(power))
          .isEqualTo(
              outcome.equals("waits")
                  ? "Running Schedule 2026-11-24T07:30:00Z"
                  : "Stopped Schedule 2026-11-24T18:00:00Z");
    }
  }

  @Test
  void aDesktopThatIsUsedUntilTheNextStartIsNotStopped() {
    assertThat(
            words(
                Scene.manual(OFFICE_HOURS, "2026-11-25T07:30:00Z")
                    .previous("Running Schedule 2026-11-24T07:30:00Z")
                    .record("DISCONNECTED 2026-11-25T07:30:00Z 2026-11-25T07:29:00Z")
                    .decide()))
        .isEqualTo("Running Schedule 2026-11-24T07:30:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    // The hour begins with the last connection,
    "DISCONNECTED 2026-11-24T12:39:59Z 2026-11-24T11:40:00Z, 2026-11-24T09:00:00Z, 2026-11-24T12:39:59.9Z, runs",
    "DISCONNECTED 2026-11-24T12:39:59Z 2026-11-24T11:40:00Z, 2026-11-24T09:00:00Z, 2026-11-24T12:40:00Z, stops",
    // or with the start of the pod,
    "DISCONNECTED 2026-11-24T12:00:00Z, 2026-11-24T11:50:00Z, 2026-11-24T12:49:59Z, runs",
    "DISCONNECTED 2026-11-24T12:00:00Z, 2026-11-24T11:50:00Z, 2026-11-24T12:50:00Z, stops",
    // or with the decision that it runs, which is of 08:00.
    "DISCONNECTED 2026-11-24T08:30:00Z, 2026-11-20T12:00:00Z, 2026-11-24T08:59:00Z, runs",
    "DISCONNECTED 2026-11-24T08:30:00Z, 2026-11-20T12:00:00Z, 2026-11-24T09:00:00Z, stops",
    // While it starts, and while nothing is known, it runs.
    "DISCONNECTED 2026-11-24T08:30:00Z, , 2026-11-24T12:00:00Z, runs",
    "CONNECTED 2026-11-24T11:59:00Z 2026-11-24T08:30:00Z, 2026-11-24T08:01:00Z, 2026-11-24T12:00:00Z, runs",
    "CONNECTED 2026-11-24T08:30:00Z, 2026-11-24T08:01:00Z, 2026-11-24T12:00:00Z, runs",
    "UNKNOWN 2026-11-24T08:30:00Z, 2026-11-24T08:01:00Z, 2026-11-24T12:00:00Z, runs",
    "DISCONNECTED 2026-11-24T12:30:00Z 2026-11-24T08:01:00Z, 2026-11-24T08:01:00Z, 2026-11-24T12:00:00Z, runs",
    "DISCONNECTED nonsense, 2026-11-24T08:01:00Z, 2026-11-24T12:00:00Z, runs",
    "none, 2026-11-24T08:01:00Z, 2026-11-24T12:00:00Z, runs"
  })
  void autoStopStopsAfterAnHourThatIsKnownToBeIdle(
      String record, String runningSince, String now, String outcome) {
    Scene scene =
        Scene.autoStop(null, null, now)
            .previous("Running Requested 2026-11-24T08:00:00Z")
            .record(record);
    if (runningSince != null) {
      scene.runningSince(runningSince);
    }

    Power power = scene.decide();

    assertThat(words(power))
        .isEqualTo(
            outcome.equals("runs")
                ? "Running Requested 2026-11-24T08:00:00Z"
                : "Stopped Idle %s".formatted(now));
  }

  @Test
  void manualNeverStopsForIdleness() {
    assertThat(
            words(
                Scene.manual(null, "2026-11-24T12:00:00Z")
                    .previous("Running Created 2026-11-02T09:00:00Z")
                    .runningSince("2026-11-02T09:01:00Z")
                    .record("DISCONNECTED 2026-11-02T10:00:00Z")
                    .decide()))
        .isEqualTo("Running Created 2026-11-02T09:00:00Z");
  }

  @Test
  void aStartOfTheScheduleIsWorthAnHourAlsoToADesktopThatRunsAlready() {
    String previous = "Running Requested 2026-11-24T05:00:00Z";

    assertThat(words(idleSinceHalfPastSix("2026-11-24T07:30:00Z", previous).decide()))
        .isEqualTo(previous);
    assertThat(words(idleSinceHalfPastSix("2026-11-24T08:29:59Z", previous).decide()))
        .isEqualTo(previous);
    assertThat(words(idleSinceHalfPastSix("2026-11-24T08:30:00Z", previous).decide()))
        .isEqualTo("Stopped Idle 2026-11-24T08:30:00Z");
  }

  private static Scene idleSinceHalfPastSix(String now, String previous) {
    return Scene.autoStop(60, OFFICE_HOURS, now)
        .previous(previous)
        .runningSince("2026-11-24T05:01:00Z")
        .record("DISCONNECTED 2026-11-24T06:30:00Z 2026-11-24T06:30:00Z");
  }

  @Test
  void aBrokenScheduleCountsAsNone() {
    var broken = new Weekly("30 7 * * 1-5", "0 25 * * *", null);

    assertThat(
            words(
                Scene.manual(broken, "2026-11-24T12:00:00Z")
                    .previous("Stopped Requested 2026-11-20T12:00:00Z")
                    .decide()))
        .isEqualTo("Stopped Requested 2026-11-20T12:00:00Z");
  }

  @Test
  void aDecisionThatDoesNotSayWhenIsAsOldAsTheDesktop() {
    assertThat(
            words(
                Scene.manual(OFFICE_HOURS, "2026-11-24T19:00:00Z")
                    .previous("Running Created nonsense")
                    .decide()))
        .isEqualTo("Stopped Schedule 2026-11-24T18:00:00Z");
  }

  @Test
  void whatANewScheduleWouldHaveSaidDoesNotCount() {
    var morning = Scene.manual(OFFICE_HOURS, "2026-11-24T06:00:00Z").situation();
    var without = Scene.manual(null, "2026-11-24T06:00:00Z").situation().mode();
    Power previous = power("Running Requested 2026-11-02T09:00:00Z");

    assertThat(
            words(PowerPlanner.underNewSchedule(previous, without, morning.mode(), morning.now())))
        .isEqualTo("Running Requested 2026-11-24T06:00:00Z");
    assertThat(
            PowerPlanner.underNewSchedule(previous, morning.mode(), morning.mode(), morning.now()))
        .isSameAs(previous);
    assertThat(PowerPlanner.underNewSchedule(previous, null, morning.mode(), morning.now()))
        .isSameAs(previous);
    assertThat(PowerPlanner.underNewSchedule(null, without, morning.mode(), morning.now()))
        .isNull();
  }
}
