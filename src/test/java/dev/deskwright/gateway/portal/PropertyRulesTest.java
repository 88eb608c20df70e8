package dev.deskwright.gateway.portal;

import static dev.deskwright.api.v1alpha1.RunningMode.Mode.AlwaysOn;
import static dev.deskwright.api.v1alpha1.RunningMode.Mode.Manual;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import org.junit.jupiter.api.Test;

class PropertyRulesTest {

  private static final WorkSpaceView.Permissions ALL =
      new WorkSpaceView.Permissions(true, true, true, true, true, true, true);
  private static final WorkSpaceView.Permissions NONE =
      new WorkSpaceView.Permissions(true, true, true, true, false, false, false);

  private final WorkSpace desk =
      Desks.with("desk", "{userVolume: {claimName: desk-user, sizeGib: 10}}");

  private void check(
      WorkSpaceView.Permissions allowed,
      RunningMode.Mode mode,
      Integer root,
      Integer user,
      String type) {
    PropertyRules.check(desk, allowed, mode, root, user, type);
  }

  @Test
  void whatIsAllowedIsLetThrough() {
    assertThatCode(() -> check(ALL, AlwaysOn, null, 11, "Power")).doesNotThrowAnyException();
  }

  @Test
  void whatTheDirectoryForbidsIsNot() {
    assertThatThrownBy(() -> check(NONE, AlwaysOn, null, null, null))
        .hasMessage(
            "Your Directory does not let users change the running mode: ask your administrator.");
    assertThatThrownBy(() -> check(NONE, null, null, 11, null)).hasMessageContaining("bigger");
    assertThatThrownBy(() -> check(NONE, null, 11, null, null)).hasMessageContaining("bigger");
    assertThatThrownBy(() -> check(NONE, null, null, null, "Power"))
        .hasMessageContaining("compute type");
  }

  @Test
  void drivesOnlyGrow() {
    for (int gib : new int[] {-1, 0, 9, 10, 16_385}) {
      assertThatThrownBy(() -> check(ALL, null, null, gib, null))
          .hasMessage(
              "userVolumeGib is %d, and must be more than the 10 GiB that the drive has, and at most 16384."
                  .formatted(gib));
    }
  }

  @Test
  void aDriveThatIsNotThereDoesNotGrow() {
    assertThatThrownBy(() -> check(ALL, null, 100, null, null))
        .hasMessageContaining("rootVolumeGib");
  }

  @Test
  void usersCannotChooseManual() {
    assertThatThrownBy(() -> check(ALL, Manual, null, null, null))
        .hasMessage("runningMode must be AlwaysOn or AutoStop.");
  }

  @Test
  void thereMustBeSomethingToDoAndATypeThatThereIs() {
    assertThatThrownBy(() -> check(ALL, null, null, null, null)).hasMessageContaining("nothing");
    assertThatThrownBy(() -> check(ALL, null, null, null, "Huge"))
        .hasMessageStartingWith("computeType must be one of ");
  }
}
