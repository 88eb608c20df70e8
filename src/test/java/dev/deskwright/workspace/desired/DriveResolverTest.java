package dev.deskwright.workspace.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.DriveKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriveResolverTest {

  private static DriveResolver.Drives drives(Desk desk) {
    return DriveResolver.resolve(desk.observed(), desk.bundle.getSpec());
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 80, 50",
    "'rootVolume: {sizeGib: 100}', '', 100, 50",
    "'userVolume: {sizeGib: 200}', '', 80, 200",
    "'userVolume: {sizeGib: 200}', 'userVolume: {sizeGib: 10}', 80, 10",
    "'rootVolume: {sizeGib: 100}', 'rootVolume: {sizeGib: 175}', 175, 50",
    "'rootVolume: {sizeGib: 100}', 'rootVolume: {encrypted: false}', 100, 50"
  })
  void sizes(String bundle, String workspace, int root, int user) {
    Desk desk = Desk.fresh();
    desk.bundle = Samples.bundle(bundle);
    desk.workspace = Samples.workspace(workspace);
    assertThat(drives(desk).all()).extracting(Drive::sizeGib).containsExactly(root, user);
  }

  @Test
  void theDriveWithTheSystemTellsWhatItWasMadeFrom() {
    assertThat(drives(Desk.fresh()).all())
        .extracting(Drive::claimName, Drive::carriesSystem)
        .containsExactly(tuple("desk-root", true), tuple("desk-user", false));
    Desk desk = Desk.fresh();
    desk.bundle = Samples.bundleWithoutRoot();
    assertThat(drives(desk).all())
        .containsExactly(new Drive(DriveKind.user, "desk-user", 50, null, true, false, null));
  }

  @Test
  void onlyARetainedUserDriveSurvives() {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("deletionPolicy: Retain");
    assertThat(drives(desk).all()).extracting(Drive::survives).containsExactly(false, true);
  }

  @Test
  void aDriveThatExistsKeepsItsClassWhateverTheBundleSaysNow() {
    Desk desk = Desk.running();
    desk.user().getSpec().setStorageClassName("slow");
    desk.bundle = Samples.bundle("userVolume: {storageClassName: gone}");
    assertThat(drives(desk).problem()).isEmpty();
    assertThat(drives(desk).all().get(1).storageClass()).isEqualTo("slow");
  }

  @Test
  void eachDriveIsEncryptedOnItsOwn() {
    Desk desk = Desk.fresh();
    desk.classes.add(Samples.storageClass("sealed", false, "k"));
    desk.workspace = Samples.workspace("userVolume: {encrypted: true}", "volumeEncryptionKey: k");
    assertThat(drives(desk).all()).extracting(Drive::storageClass).containsExactly(null, "sealed");
  }

  @ParameterizedTest
  @CsvSource({"true, desk-root", "false, desk-user"})
  void aDriveThatOnceWasThereDoesNotComeBackEmpty(boolean root, String claim) {
    Desk desk = Desk.running();
    if (root) {
      desk.drop(DriveKind.root);
    } else {
      desk.drop(DriveKind.user);
    }
    var problem = drives(desk).problem().orElseThrow();
    assertThat(problem.reason()).isEqualTo(WorkSpaceReason.ClaimLost);
    assertThat(problem.message()).contains("\"" + claim + "\"");
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void aBundleThatNowHasARootDriveGivesNoneToADesktopWithoutOne() {
    Desk desk = Desk.fresh();
    desk.bundle = Samples.bundleWithoutRoot();
    desk.run();
    desk.bundle = Samples.bundle();
    assertThat(drives(desk).all()).extracting(Drive::claimName).containsExactly("desk-user");
    assertThat(desk.plan().writes()).isEmpty();
  }
}
