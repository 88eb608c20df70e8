package dev.deskwright.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionsTest {

  private static WorkSpaceView.Permissions of(String state, String selfService) {
    return Permissions.of(
        Desks.with("desk", "{state: " + state + "}"), Optional.of(Desks.directory(selfService)));
  }

  @Test
  void whatTheDirectoryDoesNotSayIsAsInAmazonWorkSpaces() {
    assertThat(of("AVAILABLE", "{}"))
        .isEqualTo(new WorkSpaceView.Permissions(true, false, true, false, false, false, false));
  }

  @Test
  void everythingThatItSays() {
    assertThat(
            of(
                "AVAILABLE",
                "{reboot: true, rebuild: true, changeRunningMode: true,"
                    + " increaseVolumeSize: true, changeComputeType: true}"))
        .isEqualTo(new WorkSpaceView.Permissions(true, false, true, true, true, true, true));
    assertThat(of("AVAILABLE", "{reboot: false}").reboot()).isFalse();
  }

  @Test
  void onlyWhatTheStateAllows() {
    assertThat(of("STOPPED", "{rebuild: true}"))
        .isEqualTo(new WorkSpaceView.Permissions(true, true, false, true, false, false, false));
  }

  @ParameterizedTest
  @EnumSource(
      value = WorkSpaceState.class,
      names = {"SUSPENDED", "TERMINATING", "ADMIN_MAINTENANCE"})
  void nothingWhenItIsOutOfService(WorkSpaceState state) {
    assertThat(of(state.name(), "{rebuild: true, changeRunningMode: true}"))
        .isEqualTo(new WorkSpaceView.Permissions(false, false, false, false, false, false, false));
  }

  @Test
  void nothingAsSoonAsItIsBeingDeleted() {
    WorkSpace going = Desks.with("desk", "{state: AVAILABLE}");
    going.getMetadata().setDeletionTimestamp("2026-11-26T00:00:00Z");
    assertThat(Permissions.inService(going)).isFalse();
  }
}
