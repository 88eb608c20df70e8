package dev.deskwright.workspace.desired;

import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.ClaimLost;

import dev.deskwright.api.v1alpha1.BundleSpec;
import dev.deskwright.api.v1alpha1.RootVolume;
import dev.deskwright.api.v1alpha1.UserVolume;
import dev.deskwright.api.v1alpha1.VolumeWish;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.DeletionPolicy;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus.VolumeStatus;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.storage.StorageClassChoice;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which drives a desktop has, how big, and of which class. */
final class DriveResolver {

  private static final int DEFAULT_ROOT_GIB = 80;
  private static final int DEFAULT_USER_GIB = 50;

  private DriveResolver() {}

  record Drives(List<Drive> all, Optional<Finding> problem) {}

  static Drives resolve(Observed observed, BundleSpec bundle) {
    List<Drive> drives = new ArrayList<>();
    var lost = lostClaim(observed);
    if (lost.isPresent()) {
      return new Drives(drives, lost);
    }
    boolean rootDrive = Installed.of(observed, bundle).hasRootDrive();
    if (rootDrive) {
      var problem = add(drives, rootDrive(observed, bundle.rootVolume()), observed);
      if (problem.isPresent()) {
        return new Drives(drives, problem);
      }
    }
    var problem = add(drives, userDrive(observed, bundle.userVolume(), !rootDrive), observed);
    return new Drives(drives, problem);
  }

  private record Wish(Drive drive, VolumeWish request, Optional<PersistentVolumeClaim> claim) {}

  private static Wish rootDrive(Observed observed, RootVolume offered) {
    var spec = observed.workspace().getSpec();
    Integer size = offered == null ? null : offered.sizeGib();
    String storageClass = offered == null ? null : offered.storageClassName();
    return new Wish(
        new Drive(
            Observed.rootClaimName(observed.workspace()),
            size(spec.rootVolume(), size, DEFAULT_ROOT_GIB),
            storageClass,
            true,
            false),
        spec.rootVolume(),
        observed.rootClaim());
  }

  private static Wish userDrive(Observed observed, UserVolume offered, boolean carriesSystem) {
    var spec = observed.workspace().getSpec();
    Integer size = offered == null ? null : offered.sizeGib();
    String storageClass = offered == null ? null : offered.storageClassName();
    return new Wish(
        new Drive(
            Observed.userClaimName(observed.workspace()),
            size(spec.userVolume(), size, DEFAULT_USER_GIB),
            storageClass,
            carriesSystem,
            spec.deletionPolicy() == DeletionPolicy.Retain),
        spec.userVolume(),
        observed.userClaim());
  }

  private static int size(VolumeWish request, Integer offered, int standard) {
    if (request != null && request.sizeGib() != null) {
      return request.sizeGib();
    }
    return offered == null ? standard : offered;
  }

  /** A drive that exists keeps its class, whatever the Bundle says now. */
  private static Optional<Finding> add(List<Drive> drives, Wish wish, Observed observed) {
    var drive = wish.drive();
    if (wish.claim().isPresent()) {
      drives.add(drive.withStorageClass(wish.claim().get().getSpec().getStorageClassName()));
      return Optional.empty();
    }
    boolean encrypted = wish.request() != null && Boolean.TRUE.equals(wish.request().encrypted());
    var choice =
        StorageClassChoice.choose(
            drive.storageClass(),
            encrypted,
            observed.workspace().getSpec().volumeEncryptionKey(),
            observed.storageClasses());
    drives.add(drive.withStorageClass(choice.name()));
    return choice.problem();
  }

  /** A drive that once was there must not silently come back empty. */
  private static Optional<Finding> lostClaim(Observed observed) {
    var status = observed.workspace().getStatus();
    if (status == null) {
      return Optional.empty();
    }
    return missing(status.userVolume(), observed.userClaim())
        .or(() -> missing(status.rootVolume(), observed.rootClaim()))
        .map(
            name ->
                Finding.no(
                    StorageReady,
                    ClaimLost,
                    "PersistentVolumeClaim \"%s\" is gone, and is not replaced by an empty one: bring it back under its name and labels, or delete the WorkSpace."
                        .formatted(name)));
  }

  private static Optional<String> missing(
      VolumeStatus recorded, Optional<PersistentVolumeClaim> claim) {
    return claim.isPresent()
        ? Optional.empty()
        : Optional.ofNullable(recorded).map(VolumeStatus::claimName);
  }
}
