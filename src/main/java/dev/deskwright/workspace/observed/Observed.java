package dev.deskwright.workspace.observed;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.users.UserAnswer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is known of one WorkSpace at one moment, read from caches at one place. Everything after
 * it is a function of this.
 *
 * @param bundle the Bundle in force, as {@link #layout()} names it
 * @param wished the Bundle that spec.bundleRef names
 * @param holder name of another WorkSpace that has the user, if there is one
 * @param leftover an object of an earlier WorkSpace of this name that is still being removed
 * @param adoptable the claim that spec.userVolume.claimName names, while it is not this WorkSpace's
 * @param allClaims every claim that was made for this WorkSpace, in use or not
 * @param pod the pod named as the WorkSpace, if it was made for this WorkSpace
 * @param userNamespaces whether the nodes can run a pod in a Linux user namespace
 * @param userAnswer what the directory says of the user; empty until it was asked
 * @param quotaUse what is taken of the Directory's quotas; empty when that does not matter now
 * @param volumesMade how the making of volumes goes on
 */
public record Observed(
    WorkSpace workspace,
    Optional<Directory> directory,
    Optional<Bundle> bundle,
    Optional<Bundle> wished,
    Optional<String> holder,
    Optional<HasMetadata> leftover,
    Optional<Adoptable> adoptable,
    List<PersistentVolumeClaim> allClaims,
    Optional<Pod> pod,
    List<StorageClass> storageClasses,
    Snapshots snapshots,
    boolean userNamespaces,
    Instant now,
    Optional<UserAnswer> userAnswer,
    Optional<QuotaUse> quotaUse,
    VolumesMade volumesMade) {

  /** What is seen before anybody asks what is taken of the quotas, and how volumes are made. */
  public Observed(
      WorkSpace workspace,
      Optional<Directory> directory,
      Optional<Bundle> bundle,
      Optional<Bundle> wished,
      Optional<String> holder,
      Optional<HasMetadata> leftover,
      Optional<Adoptable> adoptable,
      List<PersistentVolumeClaim> allClaims,
      Optional<Pod> pod,
      List<StorageClass> storageClasses,
      Snapshots snapshots,
      boolean userNamespaces,
      Instant now,
      Optional<UserAnswer> userAnswer) {
    this(
        workspace,
        directory,
        bundle,
        wished,
        holder,
        leftover,
        adoptable,
        allClaims,
        pod,
        storageClasses,
        snapshots,
        userNamespaces,
        now,
        userAnswer,
        Optional.empty(),
        VolumesMade.NEVER);
  }

  /** The same with what is taken of the quotas. */
  public Observed withQuotaUse(QuotaUse use) {
    return with(Optional.of(use), volumesMade);
  }

  /** The same with how the making of volumes goes on. */
  public Observed withVolumesMade(VolumesMade made) {
    return with(quotaUse, made);
  }

  private Observed with(Optional<QuotaUse> use, VolumesMade made) {
    return new Observed(
        workspace,
        directory,
        bundle,
        wished,
        holder,
        leftover,
        adoptable,
        allClaims,
        pod,
        storageClasses,
        snapshots,
        userNamespaces,
        now,
        userAnswer,
        use,
        made);
  }

  /** Which claims are the drives, and which Bundle is in force. */
  public Layout layout() {
    return Layout.of(workspace, allClaims);
  }

  /** The same as if no operation were under way. */
  public Layout settled() {
    return Layout.settled(workspace, allClaims);
  }

  /** The claim for the root drive, if it exists. */
  public Optional<PersistentVolumeClaim> rootClaim() {
    return claim(layout().rootClaim());
  }

  /** The claim for the user drive, if it exists. */
  public Optional<PersistentVolumeClaim> userClaim() {
    return claim(layout().userClaim());
  }

  /** The drives' claims that there are, the root drive's first. */
  public List<PersistentVolumeClaim> claims() {
    return Stream.of(rootClaim(), userClaim()).flatMap(Optional::stream).toList();
  }

  /** A drive's claim that is being deleted: it goes, with all that is on it, when the pod ends. */
  public Optional<PersistentVolumeClaim> goingClaim() {
    return Stream.concat(claims().stream(), othersInPod())
        .filter(PersistentVolumeClaim::isMarkedForDeletion)
        .findFirst();
  }

  /**
   * What the pod has of drives that an operation replaces, or has made and failed. A root drive
   * that a failed one has made is thrown away in any case.
   */
  private Stream<PersistentVolumeClaim> othersInPod() {
    Set<String> mounted = pod.map(Mounted::claims).orElse(Set.of());
    String formerRoot = settled().rootClaim();
    return allClaims.stream()
        .filter(claim -> mounted.contains(claim.getMetadata().getName()))
        .filter(
            claim ->
                DriveKind.of(claim) == DriveKind.user
                    || claim.getMetadata().getName().equals(formerRoot));
  }

  /** The claim of a name, if it was made for this WorkSpace. */
  public Optional<PersistentVolumeClaim> claim(String name) {
    return allClaims.stream()
        .filter(claim -> claim.getMetadata().getName().equals(name))
        .findFirst();
  }
}
