package dev.deskwright.workspace.observed;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of one WorkSpace at one moment, read from caches at one place. Everything after
 * it is a function of this.
 *
 * @param holder name of another WorkSpace that has the user, if there is one
 * @param leftover an object of an earlier WorkSpace of this name that is still being removed
 * @param rootClaim the claim named {@code <name>-root}, if it was made for this WorkSpace
 * @param userClaim the claim named {@code <name>-user}, likewise
 * @param pod the pod named as the WorkSpace, likewise
 * @param userNamespaces whether the nodes can run a pod in a Linux user namespace
 */
public record Observed(
    WorkSpace workspace,
    Optional<Directory> directory,
    Optional<Bundle> bundle,
    Optional<String> holder,
    Optional<HasMetadata> leftover,
    Optional<PersistentVolumeClaim> rootClaim,
    Optional<PersistentVolumeClaim> userClaim,
    Optional<Pod> pod,
    List<StorageClass> storageClasses,
    boolean userNamespaces,
    Instant now) {

  /** The claims that there are, the root drive's first. */
  public List<PersistentVolumeClaim> claims() {
    return Stream.of(rootClaim, userClaim).flatMap(Optional::stream).toList();
  }

  /** The claim of a name, if it is one of {@link #claims()}. */
  public Optional<PersistentVolumeClaim> claim(String name) {
    return claims().stream()
        .filter(claim -> claim.getMetadata().getName().equals(name))
        .findFirst();
  }

  /** Name of the claim for the root drive. */
  public static String rootClaimName(WorkSpace workspace) {
    return workspace.getMetadata().getName() + "-root";
  }

  /** Name of the claim for the user drive. */
  public static String userClaimName(WorkSpace workspace) {
    return workspace.getMetadata().getName() + "-user";
  }
}
