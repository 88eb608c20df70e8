package dev.deskwright.workspace.desired;

import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.ClaimLost;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.DrivesAmbiguous;

import dev.deskwright.api.v1alpha1.BundleSpec;
import dev.deskwright.api.v1alpha1.OperationStatus.Replacement;
import dev.deskwright.api.v1alpha1.VolumeWish;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.DeletionPolicy;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus.VolumeStatus;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.storage.StorageClassChoice;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which drives a desktop has, how big, of which class, and made from what. */
final class DriveResolver {

  private final Observed observed;
  private final BundleSpec bundle;
  private final boolean rootDrive;
  private final List<Drive> drives = new ArrayList<>();

  private DriveResolver(Observed observed, BundleSpec bundle) {
    this.observed = observed;
    this.bundle = bundle;
    this.rootDrive = Installed.of(observed, bundle).hasRootDrive();
  }

  record Drives(List<Drive> all, Optional<Finding> problem) {}

  static Drives resolve(Observed observed, BundleSpec bundle) {
    return new DriveResolver(observed, bundle).resolve();
  }

  private Drives resolve() {
    var problem =
        ambiguous()
            .or(this::lostClaim)
            .or(() -> Adoption.problem(observed))
            .or(
                () ->
                    rootDrive
                        ? add(rootDrive(), observed.workspace().getSpec().rootVolume())
                        : Optional.empty())
            .or(() -> add(userDrive(), observed.workspace().getSpec().userVolume()));
    return new Drives(drives, problem);
  }

  private Drive rootDrive() {
    var offered = bundle.rootVolume();
    String source = replacement().map(Replacement::rootSource).orElse(null);
    return new Drive(
        DriveKind.root,
        observed.layout().rootClaim(),
        size(Need.rootGib(observed.workspace().getSpec(), bundle), source),
        offered == null ? null : offered.storageClassName(),
        true,
        false,
        source);
  }

  private Drive userDrive() {
    var spec = observed.workspace().getSpec();
    var offered = bundle.userVolume();
    String source = replacement().map(Replacement::userSource).orElse(null);
    return new Drive(
        DriveKind.user,
        observed.layout().userClaim(),
        size(Need.userGib(spec, bundle), source),
        offered == null ? null : offered.storageClassName(),
        !rootDrive,
        spec.deletionPolicy() == DeletionPolicy.Retain
            || spec.deletionPolicy() == DeletionPolicy.Snapshot,
        source);
  }

  private Optional<Replacement> replacement() {
    return Recorded.replacement(observed.workspace());
  }

  /** What comes from a snapshot has to hold it. */
  private int size(int wanted, String source) {
    return Optional.ofNullable(source)
        .flatMap(observed.snapshots()::find)
        .map(VolumeGrowth::restoreGib)
        .map(least -> Math.max(least, wanted))
        .orElse(wanted);
  }

  /** A drive that exists keeps its class, whatever the Bundle says now; so does its copy. */
  private Optional<Finding> add(Drive drive, VolumeWish wish) {
    var live =
        observed
            .claim(drive.claimName())
            .or(() -> Adoption.of(observed, drive.claimName()))
            .or(() -> drive.source() == null ? Optional.empty() : former(drive.kind()));
    if (live.isPresent()) {
      drives.add(drive.withStorageClass(live.get().getSpec().getStorageClassName()));
      return Optional.empty();
    }
    var choice =
        StorageClassChoice.choose(
            drive.storageClass(),
            wish != null && Boolean.TRUE.equals(wish.encrypted()),
            observed.workspace().getSpec().volumeEncryptionKey(),
            observed.storageClasses());
    drives.add(drive.withStorageClass(choice.name()));
    return choice.problem();
  }

  private Optional<PersistentVolumeClaim> former(DriveKind kind) {
    var settled = observed.settled();
    return observed.claim(kind == DriveKind.root ? settled.rootClaim() : settled.userClaim());
  }

  private Optional<Finding> ambiguous() {
    return observed.layout().ambiguous()
        ? Optional.of(
            Finding.no(
                StorageReady,
                DrivesAmbiguous,
                "There are several drives of WorkSpace \"%s\" and no status that says which is in use: remove the label %s from those that are not to be used."
                    .formatted(observed.workspace().getMetadata().getName(), Labels.WORKSPACE_ID)))
        : Optional.empty();
  }

  /** A drive that once was there must not silently come back empty. */
  private Optional<Finding> lostClaim() {
    var status = observed.workspace().getStatus();
    if (status == null) {
      return Optional.empty();
    }
    return missing(status.userVolume())
        .or(() -> missing(status.rootVolume()))
        .map(
            name ->
                Finding.no(
                    StorageReady,
                    ClaimLost,
                    "PersistentVolumeClaim \"%s\" is gone, and is not replaced by an empty one: bring it back under its name and labels, or delete the WorkSpace."
                        .formatted(name)));
  }

  private Optional<String> missing(VolumeStatus recorded) {
    return Optional.ofNullable(recorded)
        .map(VolumeStatus::claimName)
        .filter(name -> observed.claim(name).isEmpty());
  }
}
