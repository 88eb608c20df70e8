package dev.deskwright.workspace.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.Mounted;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rebuild, restore and migrate: what they make, in which order, and what becomes of the old. */
class ReplacementTest {

  /** A healthy desktop a day later, with automatic snapshots of both drives. */
  private static Desk withSnapshots() {
    Desk desk = Desk.runningWithSnapshots().later(Duration.ofDays(1));
    assertThat(desk.settle()).containsExactly("CreateSnapshot", "CreateSnapshot");
    return desk.later(Duration.ofMinutes(5));
  }

  @Test
  void aRebuildSavesTheUserDriveAndGoesBackToItsLastAutomaticSnapshot() {
    Desk desk = withSnapshots();
    String automatic =
        desk.observed().snapshots().lastAutomaticUser().orElseThrow().getMetadata().getName();
    desk.bundle = Samples.bundleWithImage("example/desktop:2");
    desk.ask("rebuild", "1");
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.REBUILDING);
    assertThat(desk.settle())
        .containsExactly(
            "DeletePod",
            "CreateSnapshot",
            "CreateClaim",
            "CreateClaim",
            "CreatePod",
            "DeleteClaim",
            "DeleteClaim");
    var status = desk.workspace.getStatus();
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Done);
    assertThat(status.state()).isEqualTo(WorkSpaceState.AVAILABLE);
    assertThat(status.image()).isEqualTo("example/desktop:2");
    assertThat(desk.root().getSpec().getDataSource()).isNull();
    assertThat(desk.user().getSpec().getDataSource().getName()).isEqualTo(automatic);
    assertThat(desk.claims.keySet()).isEqualTo(Mounted.claims(desk.pod));
    var safety = desk.snapshots.get(desk.lastOperation().replacement().userSafety());
    assertThat(safety.getSpec().getSource().getPersistentVolumeClaimName()).isEqualTo("desk-user");
    assertThat(safety.getMetadata().getLabels()).containsEntry(Labels.SNAPSHOT_KIND, "safety");
  }

  @Test
  void aStoppedDesktopDoesNotStartBeforeItsRebuildIsRecorded() {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("runningMode: {mode: Manual}");
    desk.run().annotate(Labels.operation("stop"), "1").carryOut().writeStatus();
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.STOPPED);
    desk.annotate(Labels.operation("rebuild"), "1");
    assertThat(desk.plan().writes()).isEmpty();
    desk.writeStatus();
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Running);
    assertThat(desk.settle()).containsExactly("CreateClaim", "CreatePod", "DeleteClaim");
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Done);
  }

  @Test
  void nothingIsMadeBeforeTheSafetySnapshotIsReady() {
    Desk desk = withSnapshots().ask("rebuild", "1").carryOut();
    assertThat(desk.pod).isNull();
    desk.carryOut().carryOut().carryOut();
    assertThat(desk.claims).containsOnlyKeys("desk-root", "desk-user");
    assertThat(desk.pod).isNull();
  }

  @Test
  void withoutASafetySnapshotTheDesktopComesBackAsItWas() {
    Desk desk = withSnapshots().ask("rebuild", "1").carryOut().carryOut();
    desk.later(Duration.ofMinutes(10)).writeStatus();
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Failed);
    assertThat(desk.lastOperation().message()).contains("No safety snapshot could be had");
    desk.carryOut().podRuns().writeStatus();
    assertThat(Mounted.claims(desk.pod)).containsExactlyInAnyOrder("desk-root", "desk-user");
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.AVAILABLE);
  }

  @Test
  void withoutTheSnapshotApiARebuildKeepsTheUserDrive() {
    Desk desk = Desk.running().ask("rebuild", "1");
    assertThat(desk.settle())
        .containsExactly("DeletePod", "CreateClaim", "CreatePod", "DeleteClaim");
    assertThat(desk.user().getMetadata().getName()).isEqualTo("desk-user");
    assertThat(desk.root().getMetadata().getName()).isNotEqualTo("desk-root");
    assertThat(desk.lastOperation().message()).contains("kept as it was");
  }

  @Test
  void aRebuildWithoutARootDriveTakesTheNewImageOnlyWhenThatRuns() {
    Desk desk = Desk.fresh();
    desk.bundle = Samples.bundleWithoutRoot();
    desk.run();
    desk.bundle.setSpec(
        Serialization.unmarshal(
            Serialization.asJson(desk.bundle.getSpec()).replace("desktop:1", "desktop:2"),
            desk.bundle.getSpec().getClass()));
    desk.ask("rebuild", "1").carryOut().carryOut();
    assertThat(desk.pod.getMetadata().getAnnotations())
        .containsEntry(Labels.IMAGE, "example/desktop:2");
    assertThat(desk.user().getMetadata().getAnnotations())
        .containsEntry(Labels.IMAGE, "example/desktop:1");
    Desk failed = desk.later(Duration.ofMinutes(21)).writeStatus();
    assertThat(failed.lastOperation().result()).isEqualTo(Result.Failed);
    assertThat(failed.settle()).containsExactly("DeletePod", "CreatePod");
    assertThat(failed.workspace.getStatus().image()).isEqualTo("example/desktop:1");
    desk.ask("rebuild", "2");
    assertThat(desk.settle()).containsExactly("DeletePod", "CreatePod", "PatchClaim");
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Done);
    assertThat(desk.workspace.getStatus().image()).isEqualTo("example/desktop:2");
  }

  @Test
  void aRestoreBringsBothDrivesAndTheirImageBack() {
    Desk desk = withSnapshots();
    desk.bundle = Samples.bundleWithImage("example/desktop:2");
    desk.ask("restore", "1");
    assertThat(desk.workspace.getStatus().state()).isEqualTo(WorkSpaceState.RESTORING);
    assertThat(desk.settle())
        .containsExactly(
            "DeletePod",
            "CreateSnapshot",
            "CreateSnapshot",
            "CreateClaim",
            "CreateClaim",
            "CreatePod",
            "DeleteClaim",
            "DeleteClaim");
    assertThat(desk.workspace.getStatus().image()).isEqualTo("example/desktop:1");
    assertThat(desk.root().getSpec().getDataSource()).isNotNull();
    assertThat(desk.user().getSpec().getDataSource()).isNotNull();
  }

  @Test
  void aMigrationKeepsTheUserDriveAsItIsInACopy() {
    Desk desk = withSnapshots();
    desk.otherBundle = Samples.bundleNamed("big", "example/big:1");
    desk.workspace.getSpec();
    wish(desk, "big");
    desk.writeStatus();
    assertThat(desk.lastOperation().request()).isEqualTo("big");
    assertThat(desk.workspace.getStatus().bundleName()).isEqualTo("standard");
    assertThat(desk.settle())
        .containsExactly(
            "DeletePod",
            "CreateSnapshot",
            "CreateClaim",
            "CreateClaim",
            "CreatePod",
            "DeleteClaim",
            "DeleteClaim");
    assertThat(desk.workspace.getStatus().bundleName()).isEqualTo("big");
    assertThat(desk.workspace.getStatus().image()).isEqualTo("example/big:1");
    assertThat(desk.user().getSpec().getDataSource().getName())
        .isEqualTo(desk.lastOperation().replacement().userSafety());
  }

  @Test
  void aMigrationThatDoesNotComeUpIsTakenBackAndNotRepeatedByItself() {
    Desk desk = withSnapshots();
    desk.otherBundle = Samples.bundleNamed("big", "example/big:1");
    wish(desk, "big");
    desk.writeStatus().carryOut().carryOut().snapshotsAreReady().carryOut();
    assertThat(desk.pod.getMetadata().getAnnotations())
        .containsEntry(Labels.IMAGE, "example/big:1");
    desk.later(Duration.ofMinutes(20)).writeStatus();
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Failed);
    desk.settle();
    var status = desk.workspace.getStatus();
    assertThat(status.state()).isEqualTo(WorkSpaceState.AVAILABLE);
    assertThat(status.bundleName()).isEqualTo("standard");
    assertThat(desk.claims).containsOnlyKeys("desk-root", "desk-user");
    assertThat(Mounted.claims(desk.pod)).containsExactlyInAnyOrder("desk-root", "desk-user");
    assertThat(status.pendingUpdates())
        .anyMatch(update -> update.message().contains("deskwright.dev/migrate"));
    desk.ask("migrate", "again").settle();
    assertThat(desk.workspace.getStatus().bundleName()).isEqualTo("big");
  }

  @Test
  void aRebuildAskedForAsAMigrationEndsIsOfTheNewBundle() {
    Desk desk = withSnapshots();
    desk.otherBundle = Samples.bundleNamed("big", "example/big:1");
    wish(desk, "big");
    desk.writeStatus().carryOut().carryOut().snapshotsAreReady().carryOut().podRuns();
    desk.ask("rebuild", "1");
    assertThat(desk.lastOperation().operation()).isEqualTo(Operation.migrate);
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Done);
    desk.settle();
    assertThat(desk.lastOperation().operation()).isEqualTo(Operation.rebuild);
    assertThat(desk.lastOperation().replacement().bundleName()).isEqualTo("big");
    assertThat(desk.workspace.getStatus().bundleName()).isEqualTo("big");
  }

  @Test
  void theDriveOfAFailedMigrationGoesThoughTheMigrationIsForgotten() {
    Desk desk = withSnapshots();
    desk.otherBundle = Samples.bundleNamed("big", "example/big:1");
    wish(desk, "big");
    desk.writeStatus().carryOut().carryOut().snapshotsAreReady().carryOut();
    desk.later(Duration.ofMinutes(20)).writeStatus();
    wish(desk, "standard");
    change(desk, "\"userName\"", "\"suspended\":true,\"userName\"");
    for (int request = 1; request <= 11; request++) {
      desk.ask("reboot", "" + request).carryOut();
    }
    assertThat(desk.workspace.getStatus().operations())
        .noneMatch(operation -> operation.operation() == Operation.migrate);
    change(desk, "\"suspended\":true", "\"suspended\":false");
    desk.settle();
    assertThat(desk.claims).containsOnlyKeys("desk-root", "desk-user");
    assertThat(desk.snapshots).anySatisfy((name, s) -> assertThat(name).endsWith("-safety"));
  }

  private static void wish(Desk desk, String bundle) {
    change(
        desk,
        "\"bundleRef\":\\{\"name\":\"\\w+\"\\}",
        "\"bundleRef\":{\"name\":\"" + bundle + "\"}");
  }

  private static void change(Desk desk, String part, String now) {
    desk.workspace =
        Serialization.unmarshal(
            Serialization.asJson(desk.workspace).replaceAll(part, now), WorkSpace.class);
  }

  @Test
  void aLostStatusWithSeveralDrivesStopsEverythingRatherThanGuess() {
    Desk desk =
        withSnapshots().ask("rebuild", "1").carryOut().carryOut().snapshotsAreReady().carryOut();
    assertThat(desk.claims).hasSize(4);
    desk.workspace.setStatus(null);
    for (int look = 1; look <= 2; look++) {
      assertThat(desk.plan().writes()).as("look %d", look).isEmpty();
      assertThat(desk.status().conditions())
          .anyMatch(condition -> condition.reason().equals("DrivesAmbiguous"));
      desk.writeStatus();
    }
  }

  @Test
  void aLostStatusAfterARebuildStillFindsTheNewDrives() {
    Desk desk = withSnapshots().ask("rebuild", "1");
    desk.settle();
    var drives = desk.claims.keySet();
    desk.workspace.setStatus(null);
    desk.workspace.getMetadata().setAnnotations(null);
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.status().userVolume().claimName()).isIn(drives);
  }
}
