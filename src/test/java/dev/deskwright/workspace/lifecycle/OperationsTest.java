package dev.deskwright.workspace.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsTest {

  private static final String REBOOT = Labels.operation("reboot");

  private static List<OperationStatus> next(Desk desk) {
    return desk.intent().operations();
  }

  private static OperationStatus last(Desk desk) {
    var operations = next(desk);
    return operations.get(operations.size() - 1);
  }

  /** A desktop that has been rebooted once for each value. */
  private static Desk rebooted(String... values) {
    Desk desk = Desk.running();
    for (String value : values) {
      desk.annotate(REBOOT, value).writeStatus().carryOut().run();
    }
    return desk;
  }

  @Test
  void noneWithoutARequest() {
    assertThat(next(Desk.running())).isEmpty();
    assertThat(next(Desk.fresh())).isEmpty();
    assertThat(next(Desk.running().annotate(REBOOT, "  "))).isEmpty();
  }

  @Test
  void aRequestIsRecordedWithThePodThatItReplaces() {
    Desk desk = Desk.running().annotate(REBOOT, "monday");
    assertThat(last(desk))
        .isEqualTo(
            new OperationStatus(
                Operation.reboot,
                "monday",
                Result.Running,
                null,
                "2026-11-23T12:00:00Z",
                null,
                desk.pod.getMetadata().getUid(),
                null));
  }

  @Test
  void itRunsUntilAnotherPodIsReady() {
    Desk desk = Desk.running().annotate(REBOOT, "1").writeStatus();
    assertThat(last(desk).result()).isEqualTo(Result.Running);
    desk.carryOut();
    assertThat(last(desk).result()).isEqualTo(Result.Running);
    desk.carryOut();
    assertThat(last(desk).result()).as("made, not ready").isEqualTo(Result.Running);
    desk.run();
    assertThat(last(desk).result()).isEqualTo(Result.Done);
  }

  @Test
  void theSameValueIsDoneOnce() {
    Desk desk = rebooted("1");
    assertThat(desk.writeStatus().later(Duration.ofDays(1)).status().operations()).hasSize(1);
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void anotherValueIsAnotherRequest() {
    assertThat(rebooted("1", "2").status().operations())
        .extracting(OperationStatus::request)
        .containsExactly("1", "2");
  }

  @Test
  void anEarlierValueThatComesBackIsNotDoneAgain() {
    Desk desk = rebooted("1", "2").annotate(REBOOT, "1");
    assertThat(next(desk)).hasSize(2).allMatch(OperationStatus::ended);
  }

  @Test
  void whileOneRunsAnotherIsRefused() {
    Desk desk = Desk.running().annotate(REBOOT, "1").writeStatus().annotate(REBOOT, "2");
    assertThat(last(desk).result()).isEqualTo(Result.Refused);
    assertThat(last(desk).message()).contains("under way");
  }

  @ParameterizedTest
  @CsvSource({
    "restore, The cluster has no API snapshot.storage.k8s.io/v1",
    "snapshot, The cluster has no API snapshot.storage.k8s.io/v1",
    "start, 'The state is AVAILABLE, and start is possible in STOPPED only'",
    "stop, 'The running mode is AlwaysOn, which never stops'",
    "apply-now, Nothing waits to be applied",
    "migrate, The desktop is made from Bundle \"standard\" already"
  })
  void whatCannotBeDoneIsRefusedWithAReason(String operation, String why) {
    Desk desk = Desk.running().annotate(Labels.operation(operation), "1");
    assertThat(last(desk).result()).isEqualTo(Result.Refused);
    assertThat(last(desk).message()).startsWith(why);
    assertThat(last(desk).finishedAt()).isNotNull();
    assertThat(desk.writeStatus().plan().writes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'{phase: Running, conditions: [{type: Ready, status: ''True''}]}', Running",
    "'{phase: Running, containerStatuses: [{name: desktop, restartCount: 2}]}', Running",
    "'{phase: Running, conditions: [{type: Ready, status: ''False'', lastTransitionTime: ''2026-11-23T11:50:00Z''}], containerStatuses: [{name: desktop, restartCount: 0, started: true, state: {running: {startedAt: ''2026-11-23T11:40:00Z''}}}]}', Running",
    "'{phase: Pending}', Refused",
    "'{phase: Failed}', Running"
  })
  void whetherTheDesktopCanBeRebooted(String status, Result result) {
    assertThat(last(Desk.running().podIs(status).annotate(REBOOT, "1")).result()).isEqualTo(result);
  }

  @Test
  void aPodThatIsStuckCanBeRebootedAndOneThatIsAbsentCannot() {
    Desk stuck = Desk.running().annotate(REBOOT, "1");
    stuck.pod.getMetadata().setDeletionTimestamp("2026-11-23T10:00:00Z");
    assertThat(last(stuck).result()).isEqualTo(Result.Running);
    Desk absent = Desk.running().annotate(REBOOT, "1");
    absent.pod = null;
    assertThat(last(absent).result()).isEqualTo(Result.Refused);
  }

  @Test
  void inMaintenanceItIsRefused() {
    Desk desk = Desk.running();
    desk.workspace = Samples.workspace("maintenance: AdminMaintenance");
    assertThat(last(desk.annotate(REBOOT, "1")).message()).contains("AdminMaintenance");
  }

  @Test
  void aRefusedRequestStaysRefused() {
    Desk desk = Desk.running().podIs("{phase: Pending}").annotate(REBOOT, "1").writeStatus();
    desk.run();
    assertThat(next(desk)).singleElement().returns(Result.Refused, OperationStatus::result);
  }

  @Test
  void tenAreKeptAndNoStandingAnnotationIsForgotten() {
    Desk desk = Desk.running();
    String stop = Labels.operation("stop");
    for (int i = 1; i <= 30; i++) {
      desk.workspace
          .getMetadata()
          .setAnnotations(java.util.Map.of(REBOOT, "r" + i, stop, "standing"));
      desk.writeStatus().carryOut().run();
      assertThat(desk.status().operations()).hasSizeLessThanOrEqualTo(10);
      assertThat(desk.status().operations())
          .as("after reboot %d", i)
          .anyMatch(o -> o.request().equals("standing"));
    }
    assertThat(last(desk).request()).isEqualTo("r30");
  }

  @Test
  void allOperationsStandingFitIntoTheStatus() {
    Desk desk = rebooted("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    desk.workspace
        .getMetadata()
        .setAnnotations(
            java.util.Map.of(
                REBOOT,
                "11",
                Labels.operation("rebuild"),
                "a",
                Labels.operation("restore"),
                "b",
                Labels.operation("start"),
                "c",
                Labels.operation("stop"),
                "d"));
    assertThat(next(desk)).hasSize(10);
    assertThat(desk.writeStatus().status().operations()).isEqualTo(next(desk));
  }

  @Test
  void aLongValueIsCutAndStillDoneOnce() {
    Desk desk = rebooted("x".repeat(1000));
    assertThat(desk.status().operations()).singleElement().returns(256, o -> o.request().length());
  }

  /** The design's table: a reboot that is stuck for over twenty minutes may be asked for again. */
  @Test
  void aRebootThatIsStuckEndsAndMakesRoomForAnother() {
    Desk desk = Desk.running().annotate(REBOOT, "1").writeStatus().carryOut().carryOut();
    desk.podIs("{phase: Running, containerStatuses: [{name: desktop, restartCount: 3}]}");
    desk.later(Advance.LONGEST.minusSeconds(1)).writeStatus();
    assertThat(last(desk).result()).isEqualTo(Result.Running);
    desk.later(Duration.ofSeconds(1));
    assertThat(last(desk).result()).isEqualTo(Result.Failed);
    assertThat(last(desk).message()).isNotBlank();
    desk.annotate(REBOOT, "2");
    assertThat(last(desk).result()).isEqualTo(Result.Running);
  }
}
