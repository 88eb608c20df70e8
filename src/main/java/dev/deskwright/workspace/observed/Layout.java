package dev.deskwright.workspace.observed;

import dev.deskwright.api.v1alpha1.OperationStatus.Replacement;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus.VolumeStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which claims are a desktop's drives, and which Bundle it is made from. The status says so; while
 * an operation replaces drives, its record does.
 *
 * @param bundleName the Bundle in force
 * @param rootClaim name of the claim for the root drive, whether there is one or not
 * @param userClaim name of the claim for the user drive
 * @param ambiguous whether there are several claims for one drive, and no status to tell which is
 *     in use
 */
public record Layout(String bundleName, String rootClaim, String userClaim, boolean ambiguous) {

  /** The layout that a pod made now is to have. */
  public static Layout of(WorkSpace workspace, List<PersistentVolumeClaim> claims) {
    Layout settled = settled(workspace, claims);
    return Recorded.replacement(workspace).map(settled::with).orElse(settled);
  }

  /** The layout that is in force when no operation is under way, or when it fails. */
  static Layout settled(WorkSpace workspace, List<PersistentVolumeClaim> claims) {
    var status = Optional.ofNullable(workspace.getStatus());
    var root = status.map(WorkSpaceStatus::rootVolume).map(VolumeStatus::claimName);
    var user = status.map(WorkSpaceStatus::userVolume).map(VolumeStatus::claimName);
    List<String> roots = names(claims, DriveKind.root);
    List<String> users = names(claims, DriveKind.user);
    return new Layout(
        status
            .map(WorkSpaceStatus::bundleName)
            .orElseGet(() -> workspace.getSpec().bundleRef().name()),
        root.orElseGet(() -> only(roots, DriveKind.root.claimName(name(workspace)))),
        user.orElseGet(() -> only(users, firstUserClaim(workspace))),
        (root.isEmpty() && roots.size() > 1) || (user.isEmpty() && users.size() > 1));
  }

  /** Names that a WorkSpace's claims can have by what it says itself. */
  public static Stream<String> namesOf(WorkSpace workspace) {
    var status = Optional.ofNullable(workspace.getStatus());
    var replacement = Recorded.replacement(workspace);
    return Stream.of(
            Optional.of(DriveKind.root.claimName(name(workspace))),
            Optional.of(firstUserClaim(workspace)),
            status.map(WorkSpaceStatus::rootVolume).map(VolumeStatus::claimName),
            status.map(WorkSpaceStatus::userVolume).map(VolumeStatus::claimName),
            replacement.map(Replacement::rootClaim),
            replacement.map(Replacement::userClaim))
        .flatMap(Optional::stream);
  }

  private Layout with(Replacement replacement) {
    return new Layout(
        replacement.bundleName(),
        replacement.rootClaim() == null ? rootClaim : replacement.rootClaim(),
        replacement.userClaim() == null ? userClaim : replacement.userClaim(),
        ambiguous);
  }

  /** A status can be lost, as when a backup is put back: then the claims themselves must tell. */
  private static String only(List<String> names, String first) {
    return names.size() == 1 ? names.get(0) : first;
  }

  /** The claim to adopt, or the first one's name. */
  private static String firstUserClaim(WorkSpace workspace) {
    var wish = workspace.getSpec().userVolume();
    return wish == null || wish.claimName() == null
        ? DriveKind.user.claimName(name(workspace))
        : wish.claimName();
  }

  private static List<String> names(List<PersistentVolumeClaim> claims, DriveKind kind) {
    return claims.stream()
        .filter(claim -> DriveKind.of(claim) == kind)
        .map(claim -> claim.getMetadata().getName())
        .toList();
  }

  private static String name(WorkSpace workspace) {
    return workspace.getMetadata().getName();
  }
}
