package dev.deskwright.workspace.lifecycle;

import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.observed.Snapshots;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import java.util.Optional;

/**
 * Removes drives that were replaced, once their replacement is in use. Pure. A user drive goes only
 * when a snapshot that was taken for safety holds all that was on it, or when it never had anything
 * on it: one that a failed operation has made may have been used while nobody looked.
 */
final class Sweep {

  private Sweep() {}

  static List<Write> of(Observed observed, Blueprint blueprint) {
    return isAtPeace(observed, blueprint)
        ? observed.allClaims().stream()
            .filter(claim -> !blueprint.claimNames().contains(claim.getMetadata().getName()))
            .filter(claim -> !claim.isMarkedForDeletion())
            .flatMap(claim -> write(observed, blueprint, claim).stream())
            .toList()
        : List.of();
  }

  private static boolean isAtPeace(Observed observed, Blueprint blueprint) {
    return Recorded.underWay(observed.workspace()).isEmpty()
        && PodDiagnosis.of(observed.pod(), observed.now()) instanceof PodPhase.Running
        && PodFit.mountsRightDrives(observed.pod().orElseThrow(), blueprint);
  }

  private static Optional<Write> write(
      Observed observed, Blueprint blueprint, PersistentVolumeClaim claim) {
    if (DriveKind.of(claim) == DriveKind.root || isEmpty(claim) || isSaved(observed, claim)) {
      return Optional.of(new Write.DeleteClaim(claim));
    }
    return canBeSaved(observed, claim)
        ? SnapshotMaker.of(observed, blueprint)
            .ofFormer(claim)
            .filter(copy -> observed.snapshots().find(copy.getMetadata().getName()).isEmpty())
            .map(copy -> new Write.CreateSnapshot(copy, Optional.empty()))
        : Optional.empty();
  }

  private static boolean isEmpty(PersistentVolumeClaim claim) {
    return claim.getStatus() == null || "Pending".equals(claim.getStatus().getPhase());
  }

  /** Any other snapshot may be older than what was last written. */
  private static boolean isSaved(Observed observed, PersistentVolumeClaim claim) {
    String name = claim.getMetadata().getName();
    return observed
        .snapshots()
        .newestReady(
            s ->
                Snapshots.isOf(s, Snapshots.Kind.SAFETY)
                    && Snapshots.sourceClaim(s).filter(name::equals).isPresent())
        .isPresent();
  }

  /**
   * Not by the records: those of failed operations are forgotten, and the drive may have to wait
   * for as long as the desktop is suspended.
   */
  private static boolean canBeSaved(Observed observed, PersistentVolumeClaim claim) {
    return observed.snapshots().available() && Replacements.hasMade(observed, claim);
  }
}
