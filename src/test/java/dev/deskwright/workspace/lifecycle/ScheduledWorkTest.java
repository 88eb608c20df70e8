package dev.deskwright.workspace.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What happens by the calendar: maintenance in its window, and snapshots on their day. */
class ScheduledWorkTest {

  private static final Instant WINDOW = Instant.parse("2026-11-29T00:00:00Z");

  /** An AlwaysOn desktop whose pod has not the settings that the Bundle has now. */
  private static Desk outdated() {
    Desk desk = Desk.fresh();
    desk.directory = Samples.directory("maintenanceWindow: {schedule: '0 0 * * 0'}");
    desk.run();
    desk.bundle = Samples.bundle("sharedMemoryMib: 1024");
    return desk;
  }

  private static Desk at(Desk desk, Instant now) {
    desk.now = now;
    return desk;
  }

  @Test
  void aPendingUpdateWaitsForTheWindow() {
    Desk desk = at(outdated(), WINDOW.minusSeconds(60)).writeStatus();
    assertThat(desk.workspace.getStatus().operations()).isEmpty();
    assertThat(desk.recheck()).get().matches(delay -> delay.compareTo(Duration.ofHours(5)) < 0);
  }

  @Test
  void inTheWindowItIsAppliedOnce() {
    Desk desk = at(outdated(), WINDOW.plus(Duration.ofHours(3))).writeStatus();
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.MAINTENANCE);
    desk.settle();
    assertThat(desk.lastOperation())
        .extracting(OperationStatus::operation, OperationStatus::request, OperationStatus::result)
        .containsExactly(Operation.maintenance, "2026-11-29T00:00:00Z", Result.Done);
    desk.bundle = Samples.bundle("sharedMemoryMib: 2048");
    desk.later(Duration.ofMinutes(5)).writeStatus();
    assertThat(desk.workspace.getStatus().operations()).as("once a window").hasSize(1);
    at(desk, WINDOW.plus(Duration.ofDays(7)).plus(Duration.ofHours(3))).writeStatus();
    assertThat(desk.workspace.getStatus().operations()).as("again in the next").hasSize(2);
  }

  @Test
  void aDesktopThatWaitsForNothingIsLeftAlone() {
    Desk desk = at(outdated(), WINDOW.plus(Duration.ofHours(3)));
    desk.bundle = Samples.bundle();
    assertThat(desk.writeStatus().workspace.getStatus().operations()).isEmpty();
  }

  @Test
  void theSnapshotsOfASlotAreTakenOnceAndBothTogether() {
    Desk desk = Desk.runningWithSnapshots().later(Duration.ofHours(13));
    assertThat(desk.settle()).containsExactly("CreateSnapshot", "CreateSnapshot");
    assertThat(desk.later(Duration.ofMinutes(1)).plan().writes()).isEmpty();
    assertThat(desk.observed().snapshots().lastPair()).isPresent();
  }

  @Test
  void aDesktopThatDoesNotAnswerGetsASnapshotOfItsUserDriveOnly() {
    Desk desk = Desk.runningWithSnapshots();
    desk.podIs("{phase: Running, containerStatuses: [{name: desktop, restartCount: 3}]}");
    desk.later(Duration.ofHours(13)).carryOut();
    assertThat(desk.snapshots.keySet()).hasSize(1).allMatch(name -> name.startsWith("desk-user-"));
  }

  @Test
  void aStoppedDesktopIsNotSnapshotted() {
    Desk desk = Desk.runningWithSnapshots();
    desk.pod = null;
    desk.directory = null;
    assertThat(desk.later(Duration.ofHours(13)).plan().writes()).isEmpty();
  }
}
