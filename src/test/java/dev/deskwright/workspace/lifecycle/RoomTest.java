package dev.deskwright.workspace.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.Amounts;
import dev.deskwright.workspace.observed.QuotaUse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoomTest {

  private static final Amounts TWO = new Amounts(2, 2, 4_000, Amounts.gib(8), Amounts.gib(260));

  private static Desk under(Desk desk, String quotas, Amounts others) {
    desk.directory = Samples.directory("quotas: {" + quotas + "}");
    desk.quotaUse = new QuotaUse(others, Amounts.NONE, 0);
    return desk;
  }

  private static Desk running(String quotas) {
    return under(Desk.running(), quotas, TWO);
  }

  private static Desk stopped(String quotas) {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("runningMode: {mode: Manual}");
    desk.run().annotate("deskwright.dev/stop", "1").carryOut().writeStatus();
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.STOPPED);
    return under(desk, quotas, TWO);
  }

  private static String reason(Desk desk, ConditionType type) {
    return Conditions.find(desk.status().conditions(), type).orElseThrow().reason();
  }

  private static String message(Desk desk) {
    return Conditions.find(desk.status().conditions(), ConditionType.Ready).orElseThrow().message();
  }

  private static boolean asks(Desk desk) {
    return Room.isAsked(desk.observed(), desk.resolution(), desk.intent(), desk::plan);
  }

  @Test
  void withoutRoomForAWorkSpaceThereIsNoDrive() {
    Desk desk = under(Desk.fresh(), "workspaces: 2", TWO);
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.status().state()).isEqualTo(WorkSpaceState.PENDING);
    assertThat(reason(desk, ConditionType.StorageReady)).isEqualTo("QuotaExceeded");
    assertThat(reason(desk, ConditionType.DesktopRunning)).isEqualTo("Waiting");
    assertThat(message(desk))
        .isEqualTo(
            "Quota workspaces of Directory \"corp\" is 2, and other desktops leave too little of it for this one, which needs 1: raise it, or delete other WorkSpaces.");
    assertThat(desk.recheck()).contains(Duration.ofSeconds(30));
  }

  @Test
  void withoutRoomForItsDrivesThereIsNone() {
    Desk desk = under(Desk.fresh(), "storageGib: 389", TWO);
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(message(desk)).contains("storageGib").contains("389").contains("needs 130");
    assertThat(under(Desk.fresh(), "storageGib: 390", TWO).plan().writes()).hasSize(3);
  }

  @Test
  void withoutRoomToRunThereAreDrivesAndNoPod() {
    Desk desk = under(Desk.fresh(), "workspaces: 3, runningWorkspaces: 2", TWO);
    assertThat(desk.carryOut().claims).hasSize(2);
    assertThat(desk.pod).isNull();
    assertThat(desk.status().state()).isEqualTo(WorkSpaceState.PENDING);
    assertThat(reason(desk, ConditionType.StorageReady)).isEqualTo("Bound");
    assertThat(reason(desk, ConditionType.DesktopRunning)).isEqualTo("QuotaExceeded");
    assertThat(message(desk)).contains("stop or delete other desktops");
  }

  @Test
  void processorsAndMemoryAreLimitedToo() {
    assertThat(under(Desk.fresh(), "vcpu: 5", TWO).carryOut().pod).isNull();
    assertThat(under(Desk.fresh(), "memoryGib: 11", TWO).carryOut().pod).isNull();
    assertThat(under(Desk.fresh(), "vcpu: 6, memoryGib: 12", TWO).carryOut().pod).isNotNull();
  }

  @Test
  void aSecondDriveNeedsRoomAfterACrashButNoSecondPlace() {
    Desk desk = Desk.fresh().carryOut();
    desk.pod = null;
    desk.claims.remove("desk-user");
    under(desk, "workspaces: 3, storageGib: 389", TWO);
    assertThat(desk.plan().writes()).isEmpty();
    under(desk, "workspaces: 3, storageGib: 390", TWO);
    assertThat(desk.carryOut().claims).hasSize(2);
  }

  @Test
  void aDesktopThatWasStoppedWaitsAsStopped() {
    Desk desk = stopped("runningWorkspaces: 2").annotate("deskwright.dev/start", "1");
    assertThat(desk.plan().writes()).isEmpty();
    desk.writeStatus();
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.STOPPED);
    assertThat(reason(desk, ConditionType.DesktopRunning)).isEqualTo("QuotaExceeded");
    desk.later(Duration.ofMinutes(30)).writeStatus();
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Failed);
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.STOPPED);
    under(desk, "runningWorkspaces: 3", TWO);
    assertThat(desk.run().workspace.getStatus().state()).isEqualTo(WorkSpaceState.AVAILABLE);
  }

  @Test
  void aStoppedDesktopIsToldNothingOfQuotas() {
    Desk desk = stopped("runningWorkspaces: 2");
    assertThat(asks(desk)).isFalse();
    assertThat(reason(desk, ConditionType.DesktopRunning)).isEqualTo("Stopped");
  }

  @Test
  void aLoweredQuotaTouchesNothingThatRuns() {
    Desk desk =
        running("workspaces: 0, runningWorkspaces: 0, vcpu: 0, memoryGib: 0, storageGib: 0");
    assertThat(asks(desk)).isFalse();
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.status().state()).isEqualTo(WorkSpaceState.AVAILABLE);
  }

  @Test
  void norDoesItStandInTheWayOfAnOperationThatTakesNoMore() {
    Desk desk =
        running("workspaces: 0, runningWorkspaces: 0, vcpu: 0, memoryGib: 0, storageGib: 0");
    desk.snapshotApi = true;
    desk.ask("rebuild", "1");
    desk.settle();
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Done);
    desk.ask("reboot", "1");
    desk.settle();
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Done);
  }

  @Test
  void anOperationThatWouldTakeMoreIsRefused() {
    Desk desk = running("vcpu: 6");
    desk.workspace.setSpec(Samples.workspace("computeType: Power").getSpec());
    desk.ask("reboot", "1");
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Refused);
    assertThat(desk.lastOperation().message())
        .contains("Quota vcpu")
        .contains("needs 4")
        .endsWith("Then ask again, with a new value.");
    under(desk, "vcpu: 8", TWO);
    desk.ask("reboot", "2");
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Running);
  }

  @Test
  void aRebuildOfAStoppedDesktopIsRefusedWhereItCouldNotRun() {
    Desk desk = stopped("runningWorkspaces: 2").ask("rebuild", "1");
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Refused);
    under(desk, "runningWorkspaces: 3", TWO);
    desk.ask("rebuild", "2");
    under(desk, "runningWorkspaces: 0", TWO);
    desk.settle();
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Done);
  }

  @Test
  void aMigrationToMoreThanThereIsRoomForWaits() {
    Desk desk = running("vcpu: 6");
    desk.snapshotApi = true;
    desk.otherBundle =
        changed(Samples.bundleNamed("big", "example/big:1"), "Standard", "Power", Bundle.class);
    desk.workspace = changed(desk.workspace, "\"standard\"}", "\"big\"}", WorkSpace.class);
    desk.writeStatus();
    assertThat(desk.workspace.getStatus().operations()).isEmpty();
    assertThat(desk.recheck()).isPresent();
    under(desk, "vcpu: 8", TWO).writeStatus();
    assertThat(desk.lastOperation().operation().name()).isEqualTo("migrate");
  }

  private static <T> T changed(T object, String from, String to, Class<T> type) {
    return Serialization.unmarshal(Serialization.asJson(object).replace(from, to), type);
  }

  @Test
  void drivesGrowOnlyAsFarAsThereIsRoom() {
    Desk desk = Desk.fresh();
    desk.bundle = Samples.bundle("userVolume: {sizeGib: 50, storageClassName: fast}");
    desk.classes.add(Samples.storageClass("fast", true, null));
    desk.run();
    desk.workspace.setSpec(Samples.workspace("userVolume: {sizeGib: 60}").getSpec());
    under(desk, "storageGib: 399", TWO);
    assertThat(asks(desk)).isTrue();
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.status().pendingUpdates())
        .singleElement()
        .satisfies(update -> assertThat(update.message()).contains("quota storageGib"));
    assertThat(desk.status().state()).isEqualTo(WorkSpaceState.AVAILABLE);
    under(desk, "storageGib: 400", TWO);
    assertThat(desk.settle()).containsExactly("PatchClaim");
  }

  @Test
  void whoIsFarBackInTheLineIsLookedAtLessOften() {
    Desk desk = under(Desk.fresh(), "workspaces: 2", TWO);
    desk.quotaUse = new QuotaUse(TWO, Amounts.NONE, 250);
    assertThat(desk.recheck()).contains(Duration.ofSeconds(90));
  }

  @Test
  void withoutQuotasNothingIsAsked() {
    assertThat(asks(Desk.fresh())).isFalse();
  }
}
