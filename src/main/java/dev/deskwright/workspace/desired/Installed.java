package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.BundleSpec;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus.Replacement;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import dev.deskwright.workspace.observed.Recorded;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a desktop was made from. It is written on the claim that holds the system, so that a newer
 * image in the Bundle does not reach a root drive that was filled from an older one.
 */
public record Installed(String image, List<String> rootPaths) {

  /** What stands on the claims, or, for a desktop that was never there, what the Bundle says. */
  static Installed of(Observed observed, BundleSpec bundle) {
    var replacement = Recorded.replacement(observed.workspace());
    if (replacement.isPresent()) {
      return replacing(observed, bundle, replacement.get());
    }
    if (neverPulled(observed)) {
      return of(bundle);
    }
    return read(observed.rootClaim())
        .or(() -> read(observed.userClaim()))
        .orElseGet(() -> of(bundle));
  }

  /** A restore brings back what was installed then; all else takes what the Bundle says now. */
  private static Installed replacing(
      Observed observed, BundleSpec bundle, Replacement replacement) {
    var madeBefore =
        read(claim(observed, replacement.rootClaim()))
            .or(() -> read(claim(observed, replacement.userClaim())));
    if (madeBefore.isPresent()) {
      return madeBefore.get();
    }
    boolean restore =
        Recorded.underWay(observed.workspace()).orElseThrow().operation() == Operation.restore;
    return restore
        ? read(snapshot(observed, replacement.rootSource()))
            .or(() -> read(snapshot(observed, replacement.userSource())))
            .orElseGet(() -> of(bundle))
        : of(bundle);
  }

  private static Optional<PersistentVolumeClaim> claim(Observed observed, String name) {
    return Optional.ofNullable(name).flatMap(observed::claim);
  }

  private static Optional<VolumeSnapshot> snapshot(Observed observed, String name) {
    return Optional.ofNullable(name).flatMap(observed.snapshots()::find);
  }

  /** What a desktop made now would be made from. */
  public static Installed of(BundleSpec bundle) {
    return new Installed(
        bundle.image(), bundle.rootPaths() == null ? List.of() : bundle.rootPaths());
  }

  /** A Bundle whose image was misspelt heals its desktops when it is put right. */
  private static boolean neverPulled(Observed observed) {
    var status = observed.workspace().getStatus();
    return status != null
        && status.state() == WorkSpaceState.ERROR
        && PodDiagnosis.of(observed.pod(), observed.now()) instanceof PodPhase.Troubled troubled
        && troubled.reason() == WorkSpaceReason.ImagePullFailed;
  }

  private static Optional<Installed> read(Optional<? extends HasMetadata> claim) {
    return claim
        .map(c -> c.getMetadata().getAnnotations())
        .filter(annotations -> annotations.containsKey(Labels.IMAGE))
        .map(
            annotations ->
                new Installed(
                    annotations.get(Labels.IMAGE),
                    split(annotations.getOrDefault(Labels.ROOT_PATHS, ""))));
  }

  private static List<String> split(String paths) {
    return paths.isEmpty() ? List.of() : List.of(paths.split(","));
  }

  /** Whether there is a root drive. */
  public boolean hasRootDrive() {
    return !rootPaths.isEmpty();
  }

  /** As it is written on the claim. */
  public Map<String, String> annotations() {
    return Map.of(Labels.IMAGE, image, Labels.ROOT_PATHS, String.join(",", rootPaths));
  }
}
