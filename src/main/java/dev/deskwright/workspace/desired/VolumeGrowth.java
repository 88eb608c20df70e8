package dev.deskwright.workspace.desired;

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

  /** Whether the drive is to be bigger than its claim, and its class lets it grow. */
  public static boolean possible(Observed observed, Drive drive, PersistentVolumeClaim claim) {
    return wanted(drive, claim) && expandable(observed, drive);
  }

  /** A sentence for each drive that is to grow and cannot. */
  public static List<String> blocked(Observed observed, Blueprint blueprint) {
    return blueprint.drives().stream()
        .filter(
            drive ->
                observed.claim(drive.claimName()).map(claim -> wanted(drive, claim)).orElse(false)
                    && !expandable(observed, drive))
        .map(
            drive ->
                "PersistentVolumeClaim \"%s\" is to grow to %d GiB, and %s."
                    .formatted(drive.claimName(), drive.sizeGib(), obstacle(drive)))
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

  private static String obstacle(Drive drive) {
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
