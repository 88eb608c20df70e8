package dev.deskwright.workspace.lifecycle;

import dev.deskwright.workspace.desired.Adoption;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.ClaimTemplate;
import dev.deskwright.workspace.desired.Drive;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.observed.VolumesMade;
import dev.deskwright.workspace.storage.VolumeBinding;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Optional;

/** The write that a drive needs, if any: to be made, taken over, or brought up to date. Pure. */
final class DriveWrites {

  private DriveWrites() {}

  static Optional<Write> of(Observed observed, Blueprint blueprint, Drive drive) {
    var claim = observed.claim(drive.claimName());
    if (claim.isPresent()) {
      return patch(observed, blueprint, drive, claim.get());
    }
    var left = Adoption.of(observed, drive.claimName());
    return left.isPresent()
        ? Optional.of(
            new Write.PatchClaim(left.get(), ClaimPatch.adopting(blueprint, drive, left.get())))
        : Optional.of(new Write.CreateClaim(ClaimTemplate.claim(blueprint, drive)));
  }

  /**
   * Whether the volume is still to be made, and is made without the pod. A pod that is there before
   * it is refused by the scheduler again and again, with longer and longer pauses, and each time it
   * costs two writes: it starts sooner if it is made later.
   */
  static boolean comesFirst(Observed observed, Drive drive) {
    var claim =
        observed.claim(drive.claimName()).or(() -> Adoption.of(observed, drive.claimName()));
    String storageClass =
        claim.map(c -> c.getSpec().getStorageClassName()).orElseGet(drive::storageClass);
    return claim.filter(VolumesMade::isBound).isEmpty()
        && VolumeBinding.of(storageClass, observed.storageClasses()) == VolumeBinding.IMMEDIATE;
  }

  private static Optional<Write> patch(
      Observed observed, Blueprint blueprint, Drive drive, PersistentVolumeClaim claim) {
    return claim.isMarkedForDeletion() || isTooEarly(observed, drive)
        ? Optional.empty()
        : ClaimPatch.of(observed, blueprint, drive, claim)
            .map(patch -> new Write.PatchClaim(claim, patch));
  }

  /**
   * A drive that an operation keeps tells what was installed before, which is needed if the
   * operation fails: it is told of the new only when that runs.
   */
  private static boolean isTooEarly(Observed observed, Drive drive) {
    boolean kept =
        Recorded.replacement(observed.workspace())
            .map(
                r ->
                    !drive.claimName().equals(r.rootClaim())
                        && !drive.claimName().equals(r.userClaim()))
            .orElse(false);
    return kept && observed.pod().flatMap(PodDiagnosis::readySince).isEmpty();
  }
}
