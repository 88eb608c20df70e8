package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Fence;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.Adoptable;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Layout;
import dev.deskwright.workspace.observed.Mounted;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Ownership;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Api;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the operator sees: the cluster as it was a while ago, and what it has itself written. */
final class Caches {

  /** The kinds of objects that are watched apart from each other. */
  enum Watch {
    CLAIMS,
    PODS,
    SNAPSHOTS
  }

  /** No watch is behind for longer. */
  private static final Duration LONGEST_LAG = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Map<String, PersistentVolumeClaim> claims = new TreeMap<>();
  private final Map<String, VolumeSnapshot> snapshots = new TreeMap<>();
  private final Map<String, Pod> pods = new TreeMap<>();
  private final Map<Watch, Instant> caughtUp = new HashMap<>();
  private Api api = Api.UNKNOWN;
  private Instant watchedSince = Instant.EPOCH;

  Caches(Cluster cluster) {
    this.cluster = cluster;
    restart();
  }

  /** The same, of a cluster that goes on by itself. */
  Caches(Cluster cluster, Caches of) {
    this.cluster = cluster;
    claims.putAll(of.claims);
    snapshots.putAll(of.snapshots);
    pods.putAll(of.pods);
    caughtUp.putAll(of.caughtUp);
    api = of.api;
    watchedSince = of.watchedSince;
  }

  /** All that decides what is seen next. */
  void tell(Canon canon) {
    canon.add(api.name()).add(watchedSince.getEpochSecond());
    for (Watch watch : Watch.values()) {
      canon.add(caughtUp.getOrDefault(watch, Instant.EPOCH).getEpochSecond());
    }
    canon.addSeen(claims, cluster.claims);
    canon.addSeen(pods, cluster.pods);
    canon.addSeen(snapshots, cluster.snapshots);
  }

  /** A new operator lists all but the snapshots, whose API has to be found first. */
  void restart() {
    catchUp(Watch.CLAIMS);
    catchUp(Watch.PODS);
    api = Api.UNKNOWN;
    snapshots.clear();
  }

  void catchUp() {
    for (Watch watch : Watch.values()) {
      catchUp(watch);
    }
  }

  void catchUp(Watch watch) {
    caughtUp.put(watch, cluster.now);
    switch (watch) {
      case CLAIMS -> copy(cluster.claims, claims);
      case PODS -> copy(cluster.pods, pods);
      case SNAPSHOTS -> catchUpWithSnapshots();
    }
  }

  /**
   * Some of the watches are behind, none by too much.
   *
   * @param behind which, a bit each
   */
  void catchUp(int behind) {
    int bit = 1;
    for (Watch watch : Watch.values()) {
      Instant last = caughtUp.getOrDefault(watch, Instant.EPOCH);
      if ((behind & bit) == 0 || last.plus(LONGEST_LAG).isBefore(cluster.now)) {
        catchUp(watch);
      }
      bit *= 2;
    }
  }

  Api api() {
    return api;
  }

  /**
   * A number for where they are behind: which kinds of objects are not seen, or seen as they were.
   */
  long lag() {
    long lag = lag(claims, cluster.claims);
    lag = lag * 1_000 + lag(pods, cluster.pods);
    return lag * 1_000 + lag(snapshots, cluster.snapshots);
  }

  private static <T> int lag(Map<String, T> seen, Map<String, T> live) {
    int lag = 0;
    for (var entry : live.entrySet()) {
      T other = seen.get(entry.getKey());
      lag += other == null ? 1 : other == entry.getValue() ? 0 : 10;
    }
    return lag + 100 * (int) seen.keySet().stream().filter(name -> !live.containsKey(name)).count();
  }

  private void catchUpWithSnapshots() {
    if (!cluster.snapshotApi) {
      api = Api.MISSING;
      snapshots.clear();
      return;
    }
    if (api != Api.PRESENT) {
      api = Api.PRESENT;
      watchedSince = cluster.now;
    }
    copy(cluster.snapshots, snapshots);
  }

  private static <T> void copy(Map<String, T> from, Map<String, T> to) {
    to.clear();
    to.putAll(from);
  }

  void remember(PersistentVolumeClaim claim) {
    claims.put(claim.getMetadata().getName(), claim);
  }

  void remember(Pod pod) {
    pods.put(pod.getMetadata().getName(), pod);
  }

  void remember(VolumeSnapshot snapshot) {
    snapshots.put(snapshot.getMetadata().getName(), snapshot);
  }

  void forget(VolumeSnapshot snapshot) {
    snapshots.remove(snapshot.getMetadata().getName());
  }

  /** As WorkSpaceSources does it. */
  Observed observe(WorkSpace workspace) {
    String name = workspace.getMetadata().getName();
    var own = own(workspace, claims.values());
    var pod = Optional.ofNullable(pods.get(name));
    return new Observed(
        workspace,
        Optional.of(cluster.directory),
        bundle(Layout.of(workspace, own).bundleName()),
        bundle(workspace.getSpec().bundleRef().name()),
        Fence.holder(workspace, sameUser(workspace), ws -> hasDrive(ws)),
        leftover(workspace, pod),
        adoptable(workspace),
        own,
        pod.filter(p -> Ownership.isOf(workspace, p)),
        cluster.storageClasses,
        new Snapshots(api, own(workspace, snapshots.values()), watchedSince),
        false,
        cluster.now,
        Optional.of(Samples.known(workspace)));
  }

  private List<WorkSpace> sameUser(WorkSpace workspace) {
    String user = workspace.getSpec().userName();
    return cluster.workspaces.values().stream()
        .filter(other -> other.getSpec().userName().equals(user))
        .toList();
  }

  boolean hasDrive(WorkSpace workspace) {
    return claims.values().stream().anyMatch(claim -> Ownership.isOf(workspace, claim));
  }

  private static <T extends HasMetadata> List<T> own(WorkSpace workspace, Collection<T> all) {
    return all.stream().filter(object -> Ownership.isOf(workspace, object)).toList();
  }

  private Optional<Bundle> bundle(String name) {
    return Optional.ofNullable(cluster.bundles.get(name));
  }

  private Optional<Adoptable> adoptable(WorkSpace workspace) {
    var wish = workspace.getSpec().userVolume();
    return Optional.ofNullable(wish == null ? null : wish.claimName())
        .map(claims::get)
        .filter(claim -> !Ownership.isOf(workspace, claim))
        .map(claim -> new Adoptable(claim, isInUse(claim)));
  }

  private boolean isInUse(PersistentVolumeClaim claim) {
    String former = claim.getMetadata().getLabels().get(Labels.WORKSPACE);
    boolean exists =
        Optional.ofNullable(cluster.workspaces.get(former))
            .filter(workspace -> Ownership.isOf(workspace, claim))
            .isPresent();
    return exists
        || Optional.ofNullable(pods.get(former))
            .filter(pod -> Mounted.claims(pod).contains(claim.getMetadata().getName()))
            .isPresent();
  }

  private Optional<HasMetadata> leftover(WorkSpace workspace, Optional<Pod> pod) {
    String name = workspace.getMetadata().getName();
    return Stream.of(
            pod,
            Optional.ofNullable(claims.get(DriveKind.root.claimName(name))),
            Optional.ofNullable(claims.get(DriveKind.user.claimName(name))))
        .flatMap(Optional::stream)
        .map(HasMetadata.class::cast)
        .filter(object -> !Ownership.isOf(workspace, object))
        .filter(object -> !object.getMetadata().getOwnerReferences().isEmpty())
        .findFirst();
  }
}
