package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.OperationStatus.Replacement;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import dev.deskwright.workspace.observed.Recorded;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;

/**
 * Removes drives that were replaced, once their replacement is in use. Pure. A user drive goes only
 * when a snapshot holds all that was on it, or when it never was in use itself.
 */
final class Sweep {

  private Sweep() {}

  static List<Write> of(Observed observed, Blueprint blueprint) {
    return isAtPeace(observed, blueprint)
        ? observed.allClaims().stream()
            .filter(claim -> !blueprint.claimNames().contains(claim.getMetadata().getName()))
            .filter(claim -> !claim.isMarkedForDeletion())
            .filter(claim -> isSafeToDelete(observed, claim))
            .<Write>map(Write.DeleteClaim::new)
            .toList()
        : List.of();
  }

  private static boolean isAtPeace(Observed observed, Blueprint blueprint) {
    return Recorded.underWay(observed.workspace()).isEmpty()
        && PodDiagnosis.of(observed.pod(), observed.now()) instanceof PodPhase.Running
        && PodFit.mountsRightDrives(observed.pod().orElseThrow(), blueprint);
  }

  private static boolean isSafeToDelete(Observed observed, PersistentVolumeClaim claim) {
    String name = claim.getMetadata().getName();
    return DriveKind.of(claim) == DriveKind.root
        || observed.snapshots().readyCopyOf(name).isPresent()
        || wasNeverUsed(observed, name);
  }

  private static boolean wasNeverUsed(Observed observed, String name) {
    return Recorded.operations(observed.workspace()).stream()
        .filter(operation -> operation.result() == Result.Failed)
        .map(operation -> operation.replacement())
        .filter(replacement -> replacement != null)
        .map(Replacement::userClaim)
        .anyMatch(name::equals);
  }
}
