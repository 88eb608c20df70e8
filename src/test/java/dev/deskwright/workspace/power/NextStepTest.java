package dev.deskwright.workspace.power;

import static dev.deskwright.workspace.power.Scene.OFFICE_HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.Power.Cause;
import dev.deskwright.api.v1alpha1.Power.Desired;
import dev.deskwright.api.v1alpha1.Power.Next;
import dev.deskwright.api.v1alpha1.Power.Next.Action;
import dev.deskwright.api.v1alpha1.Weekly;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextStepTest {

  private static final String IDLE_SINCE_17_40 =
      "DISCONNECTED 2026-11-24T17:41:00Z 2026-11-24T17:40:00Z";

  private static final String HINT = "see that connections are recorded (docs/tasks/auto-stop.md)";

  private static Scene running(Scene scene) {
    return scene
        .previous("Running Requested 2026-11-24T09:00:00Z")
        .runningSince("2026-11-24T09:01:00Z");
  }

  private static Scene autoStop(Weekly schedule, String now) {
    return running(Scene.autoStop(60, schedule, now));
  }

  private static Next stop(String at, String why) {
    return new Next(Action.Stop, at, "stops at %s: %s".formatted(at, why));
  }

  private static Next nothing(String message) {
    return new Next(null, null, message);
  }

  @Test
  void nothingEverHappensToAlwaysOn() {
    assertThat(running(Scene.alwaysOn("2026-11-24T18:00:00Z")).decide().next()).isNull();
  }

  @Test
  void nothingHappensToManualWithoutASchedule() {
    assertThat(running(Scene.manual(null, "2026-11-24T18:00:00Z")).decide().next()).isNull();
  }

  @Test
  void whatHoldsItIsSaid() {
    assertThat(
            autoStop(OFFICE_HOURS, "2026-11-24T18:00:00Z")
                .held("nothing starts it: it is suspended")
                .decide()
                .next())
        .isEqualTo(nothing("nothing starts it: it is suspended"));
  }

  @Test
  void anIdleDesktopSaysWhenItStopsAndSinceWhenNobodyIsConnected() {
    assertThat(autoStop(null, "2026-11-24T18:00:00Z").record(IDLE_SINCE_17_40).decide().next())
        .isEqualTo(stop("2026-11-24T18:40:00Z", "no connection since 2026-11-24T17:40:00Z"));
    assertThat(
            autoStop(null, "2026-11-24T09:30:00Z")
                .record("DISCONNECTED 2026-11-24T09:00:00Z")
                .decide()
                .next())
        .isEqualTo(stop("2026-11-24T10:01:00Z", "no connection since 2026-11-24T09:01:00Z"));
  }

  @Test
  void aStopOfTheScheduleIsSaidWhereItComesFirst() {
    String words = "schedule \"0 18 * * 1-5\" (UTC); it waits while somebody is connected";

    assertThat(
            autoStop(OFFICE_HOURS, "2026-11-24T17:45:00Z").record(IDLE_SINCE_17_40).decide().next())
        .isEqualTo(stop("2026-11-24T18:00:00Z", words));
    assertThat(
            autoStop(OFFICE_HOURS, "2026-11-24T12:30:00Z")
                .record("DISCONNECTED 2026-11-24T12:10:00Z 2026-11-24T12:10:00Z")
                .decide()
                .next())
        .isEqualTo(stop("2026-11-24T13:10:00Z", "no connection since 2026-11-24T12:10:00Z"));
    assertThat(running(Scene.manual(OFFICE_HOURS, "2026-11-24T12:30:00Z")).decide().next())
        .isEqualTo(stop("2026-11-24T18:00:00Z", words));
  }

  @Test
  void aStartOfTheScheduleMovesTheStopOfAnIdleDesktop() {
    assertThat(
            Scene.autoStop(60, OFFICE_HOURS, "2026-11-24T07:00:00Z")
                .previous("Running Requested 2026-11-24T05:00:00Z")
                .runningSince("2026-11-24T05:01:00Z")
                .record("DISCONNECTED 2026-11-24T06:45:00Z 2026-11-24T06:45:00Z")
                .decide()
                .next())
        .isEqualTo(
            stop(
                "2026-11-24T08:30:00Z",
                "no connection since 2026-11-24T06:45:00Z, and it counts anew from the schedule's"
                    + " start at 2026-11-24T07:30:00Z"));
  }

  @Test
  void aStoppedDesktopSaysWhenItStarts() {
    var berlin = new Weekly("30 7 * * 1-5", null, "Europe/Berlin");

    assertThat(
            Scene.manual(berlin, "2026-11-24T18:00:00Z")
                .previous("Stopped Requested 2026-11-24T17:00:00Z")
                .decide()
                .next())
        .isEqualTo(
            new Next(
                Action.Start,
                "2026-11-25T06:30:00Z",
                "starts at 2026-11-25T06:30:00Z: schedule \"30 7 * * 1-5\" (Europe/Berlin)"));
    assertThat(
            Scene.autoStop(60, null, "2026-11-24T18:00:00Z")
                .previous("Stopped Idle 2026-11-24T17:00:00Z")
                .decide()
                .next())
        .isNull();
  }

  @Test
  void autoStopSaysWhyItDoesNotStop() {
    assertThat(
            autoStop(null, "2026-11-24T18:00:00Z")
                .record("CONNECTED 2026-11-24T17:59:00Z")
                .decide()
                .next())
        .isEqualTo(nothing("does not stop while somebody is connected"));
    assertThat(
            Scene.autoStop(60, null, "2026-11-24T18:00:00Z")
                .previous("Running Requested 2026-11-24T09:00:00Z")
                .record(IDLE_SINCE_17_40)
                .decide()
                .next())
        .isEqualTo(nothing("does not stop before it has started"));
    assertThat(autoStop(null, "2026-11-24T18:00:00Z").decide().next())
        .isEqualTo(nothing("does not stop by itself: status.connection is empty; " + HINT));
  }

  @Test
  void anUnreadableRecordIsSaidBesideTheScheduledStop() {
    assertThat(autoStop(OFFICE_HOURS, "2026-11-24T12:00:00Z").decide().next())
        .isEqualTo(
            stop(
                "2026-11-24T18:00:00Z",
                "schedule \"0 18 * * 1-5\" (UTC); it waits while somebody is connected; before that"
                    + " not for idleness: status.connection is empty; "
                    + HINT));
  }

  @Test
  void aScheduledStopThatWaitsSaysForWhat() {
    assertThat(
            autoStop(OFFICE_HOURS, "2026-11-24T18:30:00Z")
                .record("CONNECTED 2026-11-24T18:29:00Z")
                .decide()
                .next())
        .isEqualTo(
            new Next(
                Action.Stop,
                null,
                "stops when the user disconnects: the schedule's stop of 2026-11-24T18:00:00Z has"
                    + " passed"));
    assertThat(
            running(Scene.manual(OFFICE_HOURS, "2026-11-24T18:30:00Z"))
                .record("CONNECTED 2026-11-24T17:00:00Z")
                .decide()
                .next())
        .isEqualTo(
            new Next(
                Action.Stop,
                null,
                "stops when status.connection says that nobody is connected: the schedule's stop of"
                    + " 2026-11-24T18:00:00Z has passed, but status.connection says CONNECTED, and"
                    + " checkedAt \"2026-11-24T17:00:00Z\" is more than 15 minutes ago; "
                    + HINT));
  }

  @Test
  void aBrokenScheduleIsSaid() {
    var broken = new Weekly(null, "0 25 * * *", null);
    String problem = "runningMode.schedule." + Schedules.problem(broken).orElseThrow();

    assertThat(running(Scene.manual(broken, "2026-11-24T12:00:00Z")).decide().next())
        .isEqualTo(nothing(problem));
    assertThat(autoStop(broken, "2026-11-24T18:00:00Z").record(IDLE_SINCE_17_40).decide().next())
        .isEqualTo(
            stop("2026-11-24T18:40:00Z", "no connection since 2026-11-24T17:40:00Z; " + problem));
  }

  @Test
  void aStopThatAStartAtTheSameMomentOutdoesIsNotAnnounced() {
    var mondaysOn = new Weekly("0 18 * * 1", "0 18 * * *", null);

    assertThat(
            Scene.manual(mondaysOn, "2026-11-23T12:00:00Z")
                .previous("Running Requested 2026-11-23T09:00:00Z")
                .decide()
                .next()
                .at())
        .isEqualTo("2026-11-24T18:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "none",
    "CONNECTED 2026-11-24T13:00:30Z",
    "CONNECTED 2026-11-24T09:30:00Z",
    "UNKNOWN 2026-11-24T09:30:00Z",
    "DISCONNECTED 2026-11-24T12:00:00Z 2026-11-24T12:50:00Z"
  })
  void whatIsSaidIsTheSameAMinuteLater(String record) {
    for (Weekly schedule : new Weekly[] {null, OFFICE_HOURS}) {
      Power earlier = autoStop(schedule, "2026-11-24T13:01:00Z").record(record).decide();
      Power later = autoStop(schedule, "2026-11-24T13:14:59Z").record(record).decide();

      assertThat(later).isEqualTo(earlier);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DISCONNECTED 2026-11-24T17:41:00Z 2026-11-24T17:40:00Z, PT40M",
    "CONNECTED 2026-11-24T17:50:00Z, PT5M1S",
    "CONNECTED 2026-11-24T17:00:00Z, ",
    "none, "
  })
  void itIsLookedAtAgainWhenTimeAloneChangesSomething(String record, Duration recheck) {
    Situation situation = autoStop(null, "2026-11-24T18:00:00Z").record(record).situation();

    assertThat(
            PowerPlanner.recheck(
                PowerPlanner.decide(situation), situation.connection(), situation.now()))
        .isEqualTo(Optional.ofNullable(recheck));
  }

  @Test
  void aMomentThatHasPassedIsLookedAtInASecond() {
    Power late =
        new Power(
            Desired.Running,
            Cause.Requested,
            "2026-11-24T09:00:00Z",
            stop("2026-11-24T17:00:00Z", "no connection since 2026-11-24T16:00:00Z"));

    assertThat(PowerPlanner.recheck(late, null, Instant.parse("2026-11-24T18:00:00Z")))
        .contains(Duration.ofSeconds(1));
  }

  @Test
  void aDesktopToWhichNothingHappensIsNotLookedAtAgain() {
    Power power = running(Scene.alwaysOn("2026-11-24T18:00:00Z")).decide();

    assertThat(
            PowerPlanner.recheck(
                power,
                Scene.connection("CONNECTED 2026-11-24T17:59:00Z"),
                Instant.parse("2026-11-24T18:00:00Z")))
        .isEmpty();
  }
}
