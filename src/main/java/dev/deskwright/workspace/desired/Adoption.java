package dev.deskwright.workspace.desired;

import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.ClaimNotAdoptable;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.observed.Adoptable;
import dev.deskwright.workspace.observed.Observed;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Map;
import java.util.Optional;

/** Takes over the user drive that an earlier WorkSpace of the same user left behind. Pure. */
public final class Adoption {

  private Adoption() {}

  /** The claim to be taken over under this name, if that has not happened yet. */
  public static Optional<PersistentVolumeClaim> of(Observed observed, String claimName) {
    return observed
        .adoptable()
        .map(Adoptable::claim)
        .filter(claim -> claim.getMetadata().getName().equals(claimName));
  }

  /** Why the named claim cannot be taken over, if so. */
  static Optional<Finding> problem(Observed observed) {
    var spec = observed.workspace().getSpec();
    String name = spec.userVolume() == null ? null : spec.userVolume().claimName();
    boolean wanted =
        name != null
            && observed.layout().userClaim().equals(name)
            && observed.claim(name).isEmpty();
    return wanted
        ? obstacle(observed, spec)
            .map(
                why ->
                    Finding.no(
                        StorageReady,
                        ClaimNotAdoptable,
                        "userVolume.claimName \"%s\" cannot be taken over: %s."
                            .formatted(name, why)))
        : Optional.empty();
  }

  private static Optional<String> obstacle(Observed observed, WorkSpaceSpec spec) {
    if (observed.adoptable().isEmpty()) {
      return Optional.of(
          "no such PersistentVolumeClaim that a WorkSpace has left behind is in this namespace");
    }
    var adoptable = observed.adoptable().get();
    var meta = adoptable.claim().getMetadata();
    Map<String, String> annotations =
        meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
    String user = annotations.getOrDefault(Labels.USER_NAME, "");
    String directory = meta.getLabels().getOrDefault(Labels.DIRECTORY, "");
    if (!user.equalsIgnoreCase(spec.userName()) || !directory.equals(spec.directoryRef().name())) {
      return Optional.of(
          "it is of user \"%s\" in Directory \"%s\"; create a WorkSpace for that user"
              .formatted(user, directory));
    }
    if (adoptable.inUse()) {
      return Optional.of(
          "WorkSpace \"%s\" still uses it; delete that one first"
              .formatted(meta.getLabels().get(Labels.WORKSPACE)));
    }
    return adoptable.claim().isMarkedForDeletion()
        ? Optional.of("it is being deleted")
        : former(observed.workspace(), adoptable.claim())
            .map(
                owner ->
                    "it goes with WorkSpace \"%s\", which did not keep it; take the ownerReferences off it to keep it"
                        .formatted(owner.getName()));
  }

  /** What was left behind on purpose has no owner; Kubernetes is about to remove all else. */
  private static Optional<OwnerReference> former(WorkSpace workspace, PersistentVolumeClaim claim) {
    return claim.getMetadata().getOwnerReferences().stream()
        .filter(owner -> owner.getKind().equals(workspace.getKind()))
        .filter(owner -> !owner.getUid().equals(workspace.getMetadata().getUid()))
        .findFirst();
  }
}
