package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.workspace.observed.Adoptable;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Mounted;
import dev.deskwright.workspace.observed.Ownership;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds what was an earlier WorkSpace's and bears on a later one. */
final class FormerOwners {

  private final WorkSpaceIndex index;
  private final BiFunction<WorkSpace, String, Optional<PersistentVolumeClaim>> claim;
  private final Function<ResourceID, Optional<Pod>> pod;

  /**
   * Finds nothing yet.
   *
   * @param claim the claim of a name in a WorkSpace's namespace
   */
  FormerOwners(
      WorkSpaceIndex index,
      BiFunction<WorkSpace, String, Optional<PersistentVolumeClaim>> claim,
      Function<ResourceID, Optional<Pod>> pod) {
    this.index = index;
    this.claim = claim;
    this.pod = pod;
  }

  /** The claim that it names as its user drive, while that is not its own. */
  Optional<Adoptable> adoptable(WorkSpace workspace) {
    var wish = workspace.getSpec().userVolume();
    return Optional.ofNullable(wish == null ? null : wish.claimName())
        .flatMap(name -> claim.apply(workspace, name))
        .filter(claim -> !Ownership.isOf(workspace, claim))
        .map(claim -> new Adoptable(claim, isInUse(claim)));
  }

  /** A WorkSpace that is deleted goes before its pod does, which still has the drive. */
  private boolean isInUse(PersistentVolumeClaim claim) {
    var former = WorkSpaceSources.workspaceOf(claim);
    return former.stream()
            .flatMap(id -> index.get(id).stream())
            .anyMatch(owner -> Ownership.isOf(owner, claim))
        || former.stream()
            .flatMap(id -> pod.apply(id).stream())
            .anyMatch(p -> Mounted.claims(p).contains(claim.getMetadata().getName()));
  }

  /**
   * What an earlier WorkSpace owned is on its way out; what it left on purpose has no owner. What
   * this one owns and is labelled otherwise was taken out of use by a person.
   */
  Optional<HasMetadata> leftover(WorkSpace workspace, Optional<Pod> livePod) {
    String name = workspace.getMetadata().getName();
    var root = claim.apply(workspace, DriveKind.root.claimName(name));
    var user = claim.apply(workspace, DriveKind.user.claimName(name));
    return Stream.of(livePod, root, user)
        .flatMap(Optional::stream)
        .filter(object -> !Ownership.isOf(workspace, object))
        .filter(object -> isOwnedByAnother(workspace, object))
        .map(HasMetadata.class::cast)
        .findFirst();
  }

  private static boolean isOwnedByAnother(WorkSpace workspace, HasMetadata object) {
    var owners = object.getMetadata().getOwnerReferences();
    return !owners.isEmpty()
        && owners.stream().noneMatch(o -> o.getUid().equals(workspace.getMetadata().getUid()));
  }
}
