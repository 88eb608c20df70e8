package dev.deskwright.workspace.phase;

import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.Bound;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.ClaimLost;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.ClaimNotBound;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.Provisioning;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.Waiting;

import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.VolumesMade;
import dev.deskwright.workspace.storage.VolumeBinding;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts into words what is seen of a desktop's claims. Pure. */
final class StorageDiagnosis {

  /** How long a claim may wait while no other of its StorageClass gets a volume. */
  static final Duration BINDING_GRACE = Duration.ofSeconds(60);

  /** How long it may wait while others do. */
  static final Duration LONGEST_TURN = Duration.ofMinutes(30);

  private StorageDiagnosis() {}

  /**
   * Diagnoses.
   *
   * @param blocked whether nothing new is made at the moment
   */
  static Finding of(Observed observed, boolean blocked) {
    var claims = observed.claims();
    if (blocked && claims.isEmpty()) {
      return Finding.unknown(StorageReady, Waiting, "No drive is made yet.");
    }
    return Stream.concat(claims.stream(), observed.goingClaim().stream())
        .flatMap(claim -> trouble(claim, observed).stream())
        .findFirst()
        .orElseGet(
            () ->
                observed.userClaim().isPresent() && claims.stream().allMatch(VolumesMade::isBound)
                    ? Finding.yes(StorageReady, Bound, "The drives are bound.")
                    : Finding.unknown(StorageReady, Provisioning, "The drives are being made."));
  }

  /** When to look again although nothing may happen: when the grace time for binding is over. */
  static Optional<Duration> recheck(Observed observed) {
    return observed.claims().stream()
        .filter(claim -> !VolumesMade.isBound(claim) && isInTime(claim, observed))
        .map(claim -> Duration.between(observed.now(), deadline(claim, observed)))
        .min(Duration::compareTo);
  }

  private static Optional<Finding> trouble(PersistentVolumeClaim claim, Observed observed) {
    String name = claim.getMetadata().getName();
    if (claim.isMarkedForDeletion() || isLost(claim)) {
      return Optional.of(
          Finding.no(
              StorageReady,
              ClaimLost,
              "PersistentVolumeClaim \"%s\" is being deleted or has lost its volume: save its data before the desktop stops."
                  .formatted(name)));
    }
    if (VolumesMade.isBound(claim) || isInTime(claim, observed) || waitsForPod(claim, observed)) {
      return Optional.empty();
    }
    String storageClass = claim.getSpec().getStorageClassName();
    return Optional.of(
        Finding.no(
            StorageReady,
            ClaimNotBound,
            "PersistentVolumeClaim \"%s\" is not bound: check %s; kubectl describe pvc %s says more."
                .formatted(
                    name,
                    storageClass == null
                        ? "that the cluster has a default StorageClass"
                        : "StorageClass \"%s\"".formatted(storageClass),
                    name)));
  }

  /** Such a drive is made where the pod is to run: what keeps the pod waiting is what to tell. */
  private static boolean waitsForPod(PersistentVolumeClaim claim, Observed observed) {
    return VolumeBinding.of(claim.getSpec().getStorageClassName(), observed.storageClasses())
            == VolumeBinding.WAIT_FOR_FIRST_CONSUMER
        && observed.pod().map(pod -> pod.getSpec().getNodeName() == null).orElse(true);
  }

  /** What was told stays told until the claim is bound: others' luck does not take it back. */
  private static boolean isInTime(PersistentVolumeClaim claim, Observed observed) {
    return observed.now().isBefore(deadline(claim, observed))
        && Conditions.find(Conditions.of(observed.workspace()), StorageReady)
            .filter(told -> told.reason().equals(ClaimNotBound.name()))
            .isEmpty();
  }

  private static Instant deadline(PersistentVolumeClaim claim, Observed observed) {
    Instant made = Instant.parse(claim.getMetadata().getCreationTimestamp());
    Instant moved = observed.volumesMade().lastLike(claim);
    return Stream.of(
            (moved.isAfter(made) ? moved : made).plus(BINDING_GRACE), made.plus(LONGEST_TURN))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static boolean isLost(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && "Lost".equals(claim.getStatus().getPhase());
  }
}
