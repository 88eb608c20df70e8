package dev.deskwright.workspace.desired;

import dev.deskwright.workspace.observed.Amounts;
import dev.deskwright.workspace.observed.Observed;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Which drives are to grow, and which of them can. Pure. */
public final class VolumeGrowth {

  private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

  private VolumeGrowth() {}

  /** Whether the drive is to be bigger than its claim, and its class and the quotas let it grow. */
  public static boolean possible(
      Observed observed, Blueprint blueprint, Drive drive, PersistentVolumeClaim claim) {
    return growth(observed, drive, claim) > 0
        && QuotaCheck.growth(observed, blueprint, inAll(observed, blueprint)).isEmpty();
  }

  /** By how many bytes the drives would grow if the quotas let them. */
  public static long inAll(Observed observed, Blueprint blueprint) {
    return blueprint.drives().stream()
        .mapToLong(
            drive ->
                observed
                    .claim(drive.claimName())
                    .map(claim -> growth(observed, drive, claim))
                    .orElse(0L))
        .sum();
  }

  private static long growth(Observed observed, Drive drive, PersistentVolumeClaim claim) {
    return wanted(drive, claim) && expandable(observed, drive)
        ? Amounts.gib(drive.sizeGib()) - Amounts.bytes(claim)
        : 0;
  }

  /** A sentence for each drive that is to grow and cannot. */
  public static List<String> blocked(Observed observed, Blueprint blueprint) {
    return blueprint.drives().stream()
        .filter(
            drive ->
                observed
                    .claim(drive.claimName())
                    .filter(claim -> wanted(drive, claim))
                    .filter(claim -> !possible(observed, blueprint, drive, claim))
                    .isPresent())
        .map(
            drive ->
                "PersistentVolumeClaim \"%s\" is to grow to %d GiB, and %s."
                    .formatted(
                        drive.claimName(), drive.sizeGib(), obstacle(observed, blueprint, drive)))
        .toList();
  }

  /** A sentence for each drive that has grown and whose file system has not yet. */
  public static List<String> unfinished(Observed observed) {
    return observed.claims().stream()
        .filter(VolumeGrowth::isHalfGrown)
        .map(
            claim ->
                "PersistentVolumeClaim \"%s\" has grown, and its file system does when the desktop is started anew."
                    .formatted(claim.getMetadata().getName()))
        .toList();
  }

  private static boolean isHalfGrown(PersistentVolumeClaim claim) {
    return claim.getStatus() != null
        && claim.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    "FileSystemResizePending".equals(condition.getType())
                        && "True".equals(condition.getStatus()));
  }

  /** Size in GiB, rounded up, that a volume made from a snapshot has to have. */
  static int restoreGib(VolumeSnapshot snapshot) {
    var size = snapshot.getStatus() == null ? null : snapshot.getStatus().getRestoreSize();
    return size == null
        ? 0
        : size.getNumericalAmount().divide(GIB, 0, RoundingMode.UP).intValueExact();
  }

  private static String obstacle(Observed observed, Blueprint blueprint, Drive drive) {
    if (expandable(observed, drive)) {
      return QuotaCheck.growth(observed, blueprint, inAll(observed, blueprint)).orElseThrow();
    }
    return drive.storageClass() == null
        ? "it has no StorageClass that could allow it"
        : "StorageClass \"%s\" does not allow it: set allowVolumeExpansion there"
            .formatted(drive.storageClass());
  }

  private static boolean wanted(Drive drive, PersistentVolumeClaim claim) {
    var present = claim.getSpec().getResources().getRequests().get("storage");
    return ClaimTemplate.quantity(drive)
            .getNumericalAmount()
            .compareTo(present.getNumericalAmount())
        > 0;
  }

  private static boolean expandable(Observed observed, Drive drive) {
    return observed.storageClasses().stream()
        .anyMatch(
            c ->
                c.getMetadata().getName().equals(drive.storageClass())
                    && Boolean.TRUE.equals(c.getAllowVolumeExpansion()));
  }
}
