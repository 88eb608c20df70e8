package dev.deskwright.workspace.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Stopping and starting, asked for or by itself, written down only when it has happened. */
class StopAndStartTest {

  private static Desk desk(String mode) {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("runningMode: {mode: " + mode + "}");
    return desk.run();
  }

  private static Desk stopped() {
    Desk desk = desk("Manual").annotate("deskwright.dev/stop", "1").carryOut();
    return desk.writeStatus();
  }

  @Test
  void aStopDeletesThePodBeforeAnythingIsRecorded() {
    Desk desk = desk("Manual").annotate("deskwright.dev/stop", "1");
    assertThat(desk.plan().writes()).hasSize(1).first().isInstanceOf(Write.DeletePod.class);
    desk.carryOut();
    var status = desk.status();
    assertThat(status.state()).isEqualTo(WorkSpaceState.STOPPED);
    assertThat(status.operations()).last().matches(o -> o.result() == Result.Done);
    assertThat(status.power().cause()).isEqualTo(Power.Cause.Requested);
    assertThat(desk.writeStatus().plan().writes()).isEmpty();
  }

  @Test
  void aStopHalfDoneIsNotRefusedForWhatItHasDone() {
    Desk desk = desk("Manual").annotate("deskwright.dev/stop", "1");
    desk.pod.getMetadata().setDeletionTimestamp(desk.now.plusSeconds(30).toString());
    assertThat(desk.status().state()).isEqualTo(WorkSpaceState.STOPPING);
    assertThat(desk.status().operations()).last().matches(o -> o.result() == Result.Running);
  }

  /** Else it would not be found again once the pod is gone, and the pod would be made anew. */
  @Test
  void aStopIsRecordedFirstWhileItIsNotToldYetThatTheDesktopHasStarted() {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("runningMode: {mode: Manual}");
    desk.carryOut().writeStatus();
    desk.podRuns().annotate("deskwright.dev/stop", "1");
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.writeStatus().lastOperation().result()).isEqualTo(Result.Running);
    assertThat(desk.plan().writes()).hasSize(1).first().isInstanceOf(Write.DeletePod.class);
  }

  @Test
  void aStopOfADesktopThatNeverCameUpIsDone() {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("runningMode: {mode: Manual}");
    desk.carryOut();
    desk.podIs(
        "{phase: Pending, initContainerStatuses: [{name: seed, image: nowhere, state: {waiting:"
            + " {reason: ErrImagePull}}}]}");
    desk.writeStatus();
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.ERROR);
    desk.annotate("deskwright.dev/stop", "1").carryOut();
    assertThat(desk.pod).isNull();
    assertThat(desk.writeStatus().lastOperation().result()).isEqualTo(Result.Done);
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.STOPPED);
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void aStartMakesThePodBeforeAnythingIsRecorded() {
    Desk desk = stopped().annotate("deskwright.dev/start", "1").carryOut();
    assertThat(desk.status().state()).isEqualTo(WorkSpaceState.STARTING);
    desk.podRuns();
    assertThat(desk.status().state()).isEqualTo(WorkSpaceState.AVAILABLE);
    assertThat(desk.writeStatus().lastOperation().result()).isEqualTo(Result.Done);
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void aStoppedDesktopStaysStoppedWhateverHappensToItsPod() {
    Desk desk = stopped().later(Duration.ofDays(3));
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void anIdleDesktopStopsAndACrashInBetweenDoesNotStartItAgain() {
    Desk desk = desk("AutoStop");
    connection(desk, "DISCONNECTED", desk.now.toString());
    assertThat(desk.later(Duration.ofMinutes(59)).plan().writes()).isEmpty();
    desk.later(Duration.ofMinutes(1)).carryOut();
    assertThat(desk.pod).isNull();
    assertThat(desk.later(Duration.ofMinutes(5)).plan().writes()).as("after a crash").isEmpty();
    assertThat(desk.status().state()).isEqualTo(WorkSpaceState.STOPPED);
    assertThat(desk.status().power().cause()).isEqualTo(Power.Cause.Idle);
  }

  @Test
  void aRecordThatCannotBeReadNeverStopsADesktop() {
    Desk desk = desk("AutoStop").later(Duration.ofDays(3));
    assertThat(desk.plan().writes()).isEmpty();
    connection(desk, "UNKNOWN", desk.now.toString());
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void anIdleDesktopInAdminMaintenanceIsLeftAlone() {
    Desk desk = desk("AutoStop");
    connection(desk, "DISCONNECTED", desk.now.toString());
    var status = desk.workspace.getStatus();
    desk.workspace =
        Samples.workspace("runningMode: {mode: AutoStop}", "maintenance: AdminMaintenance");
    desk.workspace.setStatus(status);
    assertThat(desk.later(Duration.ofHours(5)).plan().writes()).isEmpty();
  }

  @Test
  void aSuspendedDesktopIsStoppedAndComesBackAsItWas() {
    Desk desk = desk("AlwaysOn");
    var status = desk.workspace.getStatus();
    desk.workspace = Samples.workspace("suspended: true");
    desk.workspace.setStatus(status);
    desk.carryOut().writeStatus();
    assertThat(desk.pod).isNull();
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.SUSPENDED);
    status = desk.workspace.getStatus();
    desk.workspace = Samples.workspace();
    desk.workspace.setStatus(status);
    desk.settle();
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.AVAILABLE);
  }

  @Test
  void aMissingBundleDoesNotHoldAStopBack() {
    Desk desk = desk("Manual").annotate("deskwright.dev/stop", "1");
    desk.bundle = null;
    assertThat(desk.plan().writes()).hasSize(1).first().isInstanceOf(Write.DeletePod.class);
  }

  @Test
  void aStartAskedForAsASlowStopEndsIsBegunWhenTheStopIsToldOf() {
    Desk desk = desk("Manual").annotate("deskwright.dev/stop", "1");
    desk.pod.getMetadata().setDeletionTimestamp(desk.now.plusSeconds(30).toString());
    desk.writeStatus();
    desk.pod = null;
    desk.annotate("deskwright.dev/start", "1");
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.writeStatus().workspace.getStatus().operations())
        .extracting(OperationStatus::result)
        .containsExactly(Result.Done, Result.Running);
    assertThat(desk.plan().writes()).hasSize(1).first().isInstanceOf(Write.CreatePod.class);
  }

  @Test
  void aStopAskedForAsARebootEndsIsBegunWhenTheRebootIsToldOf() {
    Desk desk = desk("Manual").annotate("deskwright.dev/reboot", "1").writeStatus();
    desk.carryOut().carryOut().podRuns();
    desk.annotate("deskwright.dev/stop", "1");
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.writeStatus().workspace.getStatus().operations())
        .extracting(OperationStatus::result)
        .containsExactly(Result.Done, Result.Running);
    assertThat(desk.plan().writes()).hasSize(1).first().isInstanceOf(Write.DeletePod.class);
  }

  private static void connection(Desk desk, String state, String at) {
    WorkSpaceStatus status = desk.workspace.getStatus();
    var tree =
        Serialization.unmarshal(
            Serialization.asJson(status), com.fasterxml.jackson.databind.node.ObjectNode.class);
    tree.putPOJO("connection", new Connection(Connection.State.valueOf(state), at, at));
    desk.workspace.setStatus(
        Serialization.unmarshal(Serialization.asJson(tree), WorkSpaceStatus.class));
  }
}
