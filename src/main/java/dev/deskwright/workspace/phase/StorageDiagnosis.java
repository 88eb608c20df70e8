package dev.deskwright.workspace.phase;

import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.Bound;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.ClaimLost;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.ClaimNotBound;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.Provisioning;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.Waiting;

import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.observed.Observed;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts into words what is seen of a desktop's claims. Pure. */
final class StorageDiagnosis {

  static final Duration BINDING_GRACE = Duration.ofSeconds(60);

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
                observed.userClaim().isPresent()
                        && claims.stream().allMatch(c -> inPhase(c, "Bound"))
                    ? Finding.yes(StorageReady, Bound, "The drives are bound.")
                    : Finding.unknown(StorageReady, Provisioning, "The drives are being made."));
  }

  /** When to look again although nothing may happen: when the grace time for binding is over. */
  static Optional<Duration> recheck(Observed observed) {
    return observed.claims().stream()
        .filter(claim -> !inPhase(claim, "Bound"))
        .map(claim -> Duration.between(observed.now(), deadline(claim)))
        .filter(left -> left.compareTo(Duration.ZERO) > 0)
        .min(Duration::compareTo);
  }

  private static Optional<Finding> trouble(PersistentVolumeClaim claim, Observed observed) {
    String name = claim.getMetadata().getName();
    if (claim.isMarkedForDeletion() || inPhase(claim, "Lost")) {
      return Optional.of(
          Finding.no(
              StorageReady,
              ClaimLost,
              "PersistentVolumeClaim \"%s\" is being deleted or has lost its volume: save its data before the desktop stops."
                  .formatted(name)));
    }
    if (inPhase(claim, "Bound")
        || observed.now().isBefore(deadline(claim))
        || waitsForPod(claim, observed)) {
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
    return observed.storageClasses().stream()
            .filter(c -> c.getMetadata().getName().equals(claim.getSpec().getStorageClassName()))
            .anyMatch(c -> "WaitForFirstConsumer".equals(c.getVolumeBindingMode()))
        && observed.pod().map(pod -> pod.getSpec().getNodeName() == null).orElse(true);
  }

  private static Instant deadline(PersistentVolumeClaim claim) {
    return Instant.parse(claim.getMetadata().getCreationTimestamp()).plus(BINDING_GRACE);
  }

  private static boolean inPhase(PersistentVolumeClaim claim, String phase) {
    return claim.getStatus() != null && phase.equals(claim.getStatus().getPhase());
  }
}
