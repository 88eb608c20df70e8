package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.gateway.portal.Refusal.Code;
import java.util.Optional;

/** Which changes to a WorkSpace its user may make. */
final class PropertyRules {

  private static final int LARGEST_GIB = 16_384;

  private PropertyRules() {}

  /**
   * Lets nothing through that the Directory does not allow.
   *
   * @throws Refusal with the first thing that is wrong
   */
  static void check(
      WorkSpace own,
      WorkSpaceView.Permissions allowed,
      RunningMode.Mode mode,
      Integer rootGib,
      Integer userGib,
      String computeType) {
    if (mode == null && rootGib == null && userGib == null && computeType == null) {
      throw new Refusal(Code.BadRequest, "There is nothing to change: name a property.");
    }
    if (mode != null) {
      permit(allowed.changeRunningMode(), "change the running mode");
      // As in Amazon WorkSpaces, users switch between these two.
      if (mode == RunningMode.Mode.Manual) {
        throw new Refusal(Code.BadRequest, "runningMode must be AlwaysOn or AutoStop.");
      }
    }
    var status = Optional.ofNullable(own.getStatus());
    if (rootGib != null) {
      permit(allowed.increaseVolumeSize(), "make drives bigger");
      grows("rootVolumeGib", rootGib, status.map(WorkSpaceStatus::rootVolume));
    }
    if (userGib != null) {
      permit(allowed.increaseVolumeSize(), "make drives bigger");
      grows("userVolumeGib", userGib, status.map(WorkSpaceStatus::userVolume));
    }
    if (computeType != null) {
      permit(allowed.changeComputeType(), "choose another compute type");
      if (ComputeTypes.builtIn().find(computeType).isEmpty()) {
        throw new Refusal(
            Code.BadRequest, "computeType must be one of " + ComputeTypes.builtIn().names() + ".");
      }
    }
  }

  private static void permit(boolean allowed, String what) {
    if (!allowed) {
      throw new Refusal(
          Code.NotPermitted,
          "Your Directory does not let users %s: ask your administrator.".formatted(what));
    }
  }

  private static void grows(String field, int gib, Optional<WorkSpaceStatus.VolumeStatus> volume) {
    int now = volume.map(WorkSpaceStatus.VolumeStatus::sizeGib).orElse(LARGEST_GIB);
    if (gib <= now || gib > LARGEST_GIB) {
      throw new Refusal(
          Code.BadRequest,
          "%s is %d, and must be more than the %d GiB that the drive has, and at most %d."
              .formatted(field, gib, now, LARGEST_GIB));
    }
  }
}
