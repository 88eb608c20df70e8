package dev.deskwright.workspace.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.DriveKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusDeriverTest {

  private static final String CRASHED =
      "{phase: Running, containerStatuses: [{name: desktop, restartCount: 4}]}";

  private static Condition ready(WorkSpaceStatus status) {
    return Conditions.find(status.conditions(), ConditionType.Ready).orElseThrow();
  }

  private static Arguments state(
      String what, Desk desk, Consumer<Desk> change, WorkSpaceState state, WorkSpaceReason reason) {
    change.accept(desk);
    return Arguments.of(what, desk, state, reason);
  }

  static Stream<Arguments> states() {
    return Stream.of(
        state("new", Desk.fresh(), d -> {}, WorkSpaceState.PENDING, WorkSpaceReason.Starting),
        state(
            "pod made",
            Desk.fresh(),
            Desk::carryOut,
            WorkSpaceState.PENDING,
            WorkSpaceReason.Starting),
        state(
            "cannot start",
            Desk.fresh(),
            d -> d.carryOut().podIs(CRASHED),
            WorkSpaceState.ERROR,
            WorkSpaceReason.CrashLooping),
        state(
            "bundle missing",
            Desk.fresh(),
            d -> d.bundle = null,
            WorkSpaceState.ERROR,
            WorkSpaceReason.BundleNotFound),
        state("runs", Desk.running(), d -> {}, WorkSpaceState.AVAILABLE, WorkSpaceReason.Available),
        state(
            "runs although its bundle is gone",
            Desk.running(),
            d -> d.bundle = null,
            WorkSpaceState.AVAILABLE,
            WorkSpaceReason.BundleNotFound),
        state(
            "ran and crashes",
            Desk.running(),
            d -> d.podIs(CRASHED),
            WorkSpaceState.UNHEALTHY,
            WorkSpaceReason.CrashLooping),
        state(
            "ran and is evicted",
            Desk.running(),
            d -> d.podIs("{phase: Failed}"),
            WorkSpaceState.UNHEALTHY,
            WorkSpaceReason.PodFailed),
        state(
            "pod deleted by somebody",
            Desk.running(),
            d -> d.pod = null,
            WorkSpaceState.STARTING,
            WorkSpaceReason.Starting),
        state(
            "pod stuck",
            Desk.running(),
            d -> d.pod.getMetadata().setDeletionTimestamp("2026-11-23T11:00:00Z"),
            WorkSpaceState.IMPAIRED,
            WorkSpaceReason.PodStuckTerminating),
        state(
            "rebooting",
            Desk.running(),
            d -> d.annotate(Labels.operation("reboot"), "1").writeStatus().pod = null,
            WorkSpaceState.REBOOTING,
            WorkSpaceReason.OperationRunning),
        state(
            "in maintenance",
            Desk.running(),
            d -> d.workspace = Samples.workspace("maintenance: AdminMaintenance"),
            WorkSpaceState.ADMIN_MAINTENANCE,
            WorkSpaceReason.AdminMaintenance),
        state(
            "being deleted",
            Desk.running(),
            d -> d.workspace.getMetadata().setDeletionTimestamp("2026-11-23T12:00:00Z"),
            WorkSpaceState.TERMINATING,
            WorkSpaceReason.Terminating));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("states")
  void stateAndReason(String what, Desk desk, WorkSpaceState state, WorkSpaceReason reason) {
    var status = desk.status();
    assertThat(status.state()).isEqualTo(state);
    assertThat(ready(status).reason()).isEqualTo(reason.name());
    assertThat(ready(status).status().isTrue()).isEqualTo(reason == WorkSpaceReason.Available);
  }

  @Test
  void aRunningDesktopInFull() {
    var status = Desk.running().status();
    assertThat(status.workspaceId()).startsWith("ws-");
    assertThat(status.directoryId()).startsWith("d-");
    assertThat(status.bundleId()).startsWith("wsb-");
    assertThat(status.computeType()).isEqualTo("Standard");
    assertThat(status.image()).isEqualTo("example/desktop:1");
    assertThat(status.rootVolume().claimName()).isEqualTo("desk-root");
    assertThat(status.rootVolume().sizeGib()).isEqualTo(80);
    assertThat(status.userVolume().sizeGib()).isEqualTo(50);
    assertThat(status.ipAddress()).isEqualTo("10.0.0.7");
    assertThat(status.computerName()).isEqualTo("desk");
    assertThat(status.pendingUpdates()).isEmpty();
    assertThat(status.conditions())
        .extracting(Condition::type)
        .containsExactly(
            "Ready",
            "UserResolved",
            "BundleResolved",
            "StorageReady",
            "DesktopRunning",
            "SnapshotsCurrent");
  }

  @Test
  void theSameObservationGivesTheSameStatusButForTheRunningTime() {
    Desk desk = Desk.running();
    assertThat(desk.later(Duration.ofDays(1)).status().withFigures(null, null))
        .isEqualTo(desk.workspace.getStatus().withFigures(null, null));
  }

  @Test
  void readyRepeatsTheFirstProblem() {
    Desk desk = Desk.running().podIs(CRASHED);
    desk.directory = null;
    assertThat(ready(desk.status()).reason()).isEqualTo("DirectoryNotFound");
  }

  @Test
  void aRefusedWriteIsTheConditionOfItsPart() {
    Desk desk = Desk.fresh();
    var refused = Finding.no(ConditionType.StorageReady, WorkSpaceReason.Refused, "exceeded quota");
    var status = desk.derived(Optional.of(refused)).status();
    assertThat(Conditions.find(status.conditions(), ConditionType.StorageReady).orElseThrow())
        .returns("Refused", Condition::reason);
    assertThat(ready(status).message()).isEqualTo("exceeded quota");
  }

  @Test
  void aDriveOnceSeenStaysInTheStatusSoThatItsLossIsNoticed() {
    Desk desk = Desk.running();
    desk.drop(DriveKind.user);
    assertThat(desk.status().userVolume().claimName()).isEqualTo("desk-user");
    assertThat(ready(desk.status()).reason()).isEqualTo("ClaimLost");
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void theTimeOfAConditionMovesWithItsStatusOnly() {
    Desk desk = Desk.running();
    String since = ready(desk.workspace.getStatus()).lastTransitionTime();
    desk.later(Duration.ofMinutes(5)).podIs(CRASHED).writeStatus();
    String broken = ready(desk.workspace.getStatus()).lastTransitionTime();
    assertThat(broken).isGreaterThan(since);
    desk.later(Duration.ofMinutes(5)).podIs("{phase: Failed}").writeStatus();
    assertThat(ready(desk.workspace.getStatus()).lastTransitionTime()).isEqualTo(broken);
  }

  @Test
  void itIsLookedAtAgainWhenTimeAloneCanChangeSomething() {
    Desk desk = Desk.fresh().carryOut();
    desk.root().getStatus().setPhase("Pending");
    assertThat(desk.recheck()).contains(Duration.ofSeconds(60));
    desk.podIs(
        "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', lastTransitionTime:"
            + " '2026-11-23T12:00:00Z'}]}");
    assertThat(desk.recheck()).contains(Duration.ofSeconds(30));
  }
}
