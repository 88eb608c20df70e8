package dev.deskwright.workspace.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceStatus.PendingUpdate;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimConditionBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingUpdatesTest {

  private static List<String> pending(Desk desk) {
    return desk.status().pendingUpdates().stream().map(PendingUpdate::what).toList();
  }

  @Test
  void noneWhenNothingHasChanged() {
    assertThat(pending(Desk.running())).isEmpty();
  }

  @Test
  void aNewImageWaitsForARebuild() {
    Desk desk = Desk.running();
    desk.bundle = Samples.bundleWithImage("example/desktop:2");
    assertThat(pending(desk)).containsExactly("image");
    assertThat(desk.status().image()).isEqualTo("example/desktop:1");
  }

  @Test
  void newRootPathsWaitForARebuild() {
    Desk desk = Desk.running();
    desk.bundle = Samples.bundleWithoutRoot();
    assertThat(pending(desk)).containsExactly("image");
    assertThat(desk.status().pendingUpdates().get(0).message()).contains("rootPaths []");
  }

  @Test
  void otherSettingsWaitForAReboot() {
    Desk desk = Desk.running();
    desk.bundle = Samples.bundle("env: [{name: LANG, value: de_DE.UTF-8}]");
    assertThat(pending(desk)).containsExactly("pod");
  }

  @Test
  void aTagWaitsForNothing() {
    Desk desk = Desk.running();
    desk.workspace = Samples.workspace("tags: {team: red}");
    assertThat(pending(desk)).isEmpty();
  }

  @Test
  void whatTheNodesCanDoIsNoSetting() {
    Desk desk = Desk.running();
    desk.userNamespaces = true;
    assertThat(pending(desk)).isEmpty();
  }

  @Test
  void aDriveThatCannotGrowIsTold() {
    Desk desk = Desk.running();
    desk.user().getSpec().setStorageClassName("fixed");
    desk.workspace = Samples.workspace("userVolume: {sizeGib: 60}");
    assertThat(pending(desk)).containsExactly("volume");
    assertThat(desk.status().pendingUpdates().get(0).message())
        .contains("\"desk-user\"")
        .contains("60 GiB")
        .contains("\"fixed\"");
  }

  @Test
  void aDriveWithoutAClassCannotGrowAndTheMessageNamesNoNull() {
    Desk desk = Desk.running();
    desk.workspace = Samples.workspace("userVolume: {sizeGib: 60}");
    assertThat(desk.status().pendingUpdates().get(0).message()).doesNotContain("null");
  }

  @Test
  void aDriveThatCanGrowIsNoPendingUpdate() {
    Desk desk = Desk.running();
    desk.classes.add(Samples.storageClass("fast", true, null));
    desk.user().getSpec().setStorageClassName("fast");
    desk.workspace = Samples.workspace("userVolume: {sizeGib: 60}");
    assertThat(pending(desk)).isEmpty();
    assertThat(desk.plan().writes()).hasSize(1);
  }

  @Test
  void aDriveWhoseFileSystemWaitsForAStartIsTold() {
    Desk desk = Desk.running();
    desk.user()
        .getStatus()
        .setConditions(
            List.of(
                new PersistentVolumeClaimConditionBuilder()
                    .withType("FileSystemResizePending")
                    .withStatus("True")
                    .build()));
    assertThat(desk.status().pendingUpdates())
        .extracting(PendingUpdate::message)
        .containsExactly(
            "PersistentVolumeClaim \"desk-user\" has grown, and its file system does when the desktop is started anew.");
  }
}
