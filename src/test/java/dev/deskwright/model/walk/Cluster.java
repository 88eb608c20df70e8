package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.Mounted;
import dev.deskwright.workspace.observed.Snapshots;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A tiny API server and its storage: the truth. Every claim and every snapshot that was taken has
 * the files that are on it, each a bit. Objects are replaced, never changed.
 */
final class Cluster {

  private static final int GRACE_SECONDS = 30;
  private static final Directory DIRECTORY = Samples.directory();

  Instant now = Samples.NOW;
  boolean snapshotApi = true;
  List<StorageClass> storageClasses = List.of();
  Directory directory = DIRECTORY;
  final News news;
  final Map<String, Bundle> bundles = new TreeMap<>();
  final Map<String, WorkSpace> workspaces = new TreeMap<>();
  final Map<String, PersistentVolumeClaim> claims = new TreeMap<>();
  final Map<String, VolumeSnapshot> snapshots = new TreeMap<>();
  final Map<String, Pod> pods = new TreeMap<>();

  /** Files by the UID of a claim, or of a snapshot from the moment at which it is taken. */
  final Map<String, Long> files = new HashMap<>();

  private int uids;

  Cluster() {
    news = new News();
  }

  /** The same, to go on by itself: objects are never changed, so both can have them. */
  Cluster(Cluster of) {
    now = of.now;
    snapshotApi = of.snapshotApi;
    storageClasses = of.storageClasses;
    directory = of.directory;
    news = of.news.fork();
    bundles.putAll(of.bundles);
    workspaces.putAll(of.workspaces);
    claims.putAll(of.claims);
    snapshots.putAll(of.snapshots);
    pods.putAll(of.pods);
    files.putAll(of.files);
    uids = of.uids;
  }

  void later(Duration time) {
    now = now.plus(time);
  }

  <T extends HasMetadata> T create(Map<String, T> shelf, T object) {
    ObjectMeta meta = object.getMetadata();
    if (shelf.containsKey(meta.getName())) {
      throw new Trouble(Trouble.Kind.CONFLICT);
    }
    meta.setUid("uid-" + ++uids);
    meta.setResourceVersion(news.about(object));
    meta.setCreationTimestamp(now.toString());
    meta.setGeneration(1L);
    shelf.put(meta.getName(), object);
    return object;
  }

  Pod createPod(Pod desired) {
    desired.setSpec(Copies.pruned(desired.getSpec()));
    desired.setStatus(Copies.pending());
    return create(pods, desired);
  }

  PersistentVolumeClaim createClaim(PersistentVolumeClaim desired) {
    PersistentVolumeClaim created = create(claims, desired);
    files.put(created.getMetadata().getUid(), 0L);
    return created;
  }

  /** Fails unless the object still is as it was seen. */
  <T extends HasMetadata> T unchanged(Map<String, T> shelf, T seen) {
    T live = shelf.get(seen.getMetadata().getName());
    boolean same =
        live == null
            || live.getMetadata()
                .getResourceVersion()
                .equals(seen.getMetadata().getResourceVersion());
    if (!same) {
      throw new Trouble(Trouble.Kind.CONFLICT);
    }
    return live;
  }

  /** A pod that no node has ends at once; any other has some time to do so. */
  void deletePod(Pod live) {
    if (live.isMarkedForDeletion()) {
      return;
    }
    if (live.getSpec().getNodeName() == null) {
      endPod(live);
      return;
    }
    ObjectMeta meta = Copies.meta(live, news.about(live));
    meta.setDeletionTimestamp(now.plusSeconds(GRACE_SECONDS).toString());
    meta.setDeletionGracePeriodSeconds((long) GRACE_SECONDS);
    pods.put(meta.getName(), Copies.pod(live, meta, live.getStatus()));
  }

  void endPod(Pod live) {
    news.about(live);
    pods.remove(live.getMetadata().getName());
    letClaimsGo();
  }

  private void letClaimsGo() {
    List.copyOf(claims.values()).stream()
        .filter(PersistentVolumeClaim::isMarkedForDeletion)
        .filter(claim -> users(claim).isEmpty())
        .forEach(this::removeClaim);
  }

  void podIs(Pod live, PodStatus status) {
    Pod changed = Copies.pod(live, Copies.meta(live, news.about(live)), status);
    if (status.getPhase().equals("Running")) {
      changed.setSpec(Copies.onNode(live.getSpec()));
    }
    pods.put(live.getMetadata().getName(), changed);
    letClaimsGo();
  }

  /** Pods that have the claim mounted: one that has ended for good has not. */
  List<Pod> users(PersistentVolumeClaim claim) {
    String name = claim.getMetadata().getName();
    return pods.values().stream()
        .filter(pod -> !"Failed".equals(pod.getStatus().getPhase()))
        .filter(pod -> Mounted.claims(pod).contains(name))
        .toList();
  }

  /** A claim that a pod uses stays until that has ended. */
  void deleteClaim(PersistentVolumeClaim live) {
    if (users(live).isEmpty()) {
      removeClaim(live);
    } else if (!live.isMarkedForDeletion()) {
      ObjectMeta meta = Copies.meta(live, news.about(live));
      meta.setDeletionTimestamp(now.toString());
      String phase = live.getStatus() == null ? "Pending" : live.getStatus().getPhase();
      claims.put(meta.getName(), Copies.claim(live, meta, phase));
    }
  }

  private void removeClaim(PersistentVolumeClaim live) {
    news.about(live);
    claims.remove(live.getMetadata().getName());
    files.remove(live.getMetadata().getUid());
  }

  void deleteSnapshot(VolumeSnapshot live) {
    news.about(live);
    snapshots.remove(live.getMetadata().getName());
    files.remove(live.getMetadata().getUid());
  }

  static boolean isBound(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
  }

  /** Whether there is what the claim is to be made from. */
  boolean canBind(PersistentVolumeClaim claim) {
    var source = claim.getSpec().getDataSource();
    if (isBound(claim) || claim.isMarkedForDeletion()) {
      return false;
    }
    return source == null
        || (snapshotApi
            && snapshots.containsKey(source.getName())
            && Snapshots.isReady(snapshots.get(source.getName())));
  }

  void bind(PersistentVolumeClaim claim) {
    var source = claim.getSpec().getDataSource();
    if (source != null) {
      String uid = snapshots.get(source.getName()).getMetadata().getUid();
      files.put(claim.getMetadata().getUid(), files.get(uid));
    }
    claims.put(
        claim.getMetadata().getName(),
        Copies.claim(claim, Copies.meta(claim, news.about(claim)), "Bound"));
  }

  /** The snapshot controller takes none of a claim that is being deleted. */
  boolean canCut(VolumeSnapshot snapshot) {
    var claim = claims.get(Snapshots.sourceClaim(snapshot).orElseThrow());
    return !files.containsKey(snapshot.getMetadata().getUid())
        && claim != null
        && isBound(claim)
        && !claim.isMarkedForDeletion();
  }

  /** Copies what is on the claim at this moment; the copy is not ready yet. */
  boolean cut(VolumeSnapshot snapshot) {
    var meta = snapshot.getMetadata();
    if (!canCut(snapshot)) {
      return false;
    }
    var claim = claims.get(Snapshots.sourceClaim(snapshot).orElseThrow());
    files.put(meta.getUid(), files.get(claim.getMetadata().getUid()));
    snapshots.put(
        meta.getName(),
        Copies.snapshot(snapshot, Copies.meta(snapshot, news.about(snapshot)), now, false));
    return true;
  }

  boolean makeReady(VolumeSnapshot snapshot) {
    var meta = snapshot.getMetadata();
    if (!files.containsKey(meta.getUid()) || Snapshots.isReady(snapshot)) {
      return false;
    }
    Instant takenAt = Snapshots.takenAt(snapshot);
    snapshots.put(
        meta.getName(),
        Copies.snapshot(snapshot, Copies.meta(snapshot, news.about(snapshot)), takenAt, true));
    return true;
  }

  void change(WorkSpace live, WorkSpaceSpec spec) {
    ObjectMeta meta = Copies.meta(live, news.about(live));
    meta.setGeneration(meta.getGeneration() + 1);
    workspaces.put(meta.getName(), Copies.workspace(live, meta, spec, live.getStatus()));
  }

  void status(WorkSpace live, WorkSpaceStatus status, String version) {
    ObjectMeta meta = Copies.meta(live, version);
    workspaces.put(meta.getName(), Copies.workspace(live, meta, live.getSpec(), status));
  }

  void meta(WorkSpace live, ObjectMeta meta) {
    meta.setResourceVersion(news.about(live));
    workspaces.put(meta.getName(), Copies.workspace(live, meta, live.getSpec(), live.getStatus()));
    removeIfLetGo(meta.getName());
  }

  void deleteWorkSpace(WorkSpace live) {
    ObjectMeta meta = Copies.meta(live, news.about(live));
    meta.setDeletionTimestamp(now.toString());
    meta(live, meta);
  }

  private void removeIfLetGo(String name) {
    WorkSpace live = workspaces.get(name);
    if (live.isMarkedForDeletion() && live.getMetadata().getFinalizers().isEmpty()) {
      workspaces.remove(name);
      news.toAll();
    }
  }

  /** Objects whose owner is gone. */
  List<HasMetadata> orphans() {
    var uids = workspaces.values().stream().map(ws -> ws.getMetadata().getUid()).toList();
    List<HasMetadata> all = new ArrayList<>(pods.values());
    all.addAll(claims.values());
    all.addAll(snapshots.values());
    return all.stream()
        .filter(object -> !object.isMarkedForDeletion())
        .filter(object -> !object.getMetadata().getOwnerReferences().isEmpty())
        .filter(
            object ->
                object.getMetadata().getOwnerReferences().stream()
                    .noneMatch(owner -> uids.contains(owner.getUid())))
        .toList();
  }

  /** All files that are on a claim that stays, or in a snapshot that can be used. */
  long safe() {
    return copied(snapshot -> true);
  }

  /** The same without what is only in automatic snapshots, which go by number and age. */
  long kept() {
    return copied(snapshot -> !Snapshots.isOf(snapshot, Snapshots.Kind.AUTOMATIC));
  }

  private long copied(Predicate<VolumeSnapshot> counts) {
    long files = 0;
    for (PersistentVolumeClaim claim : claims.values()) {
      files |= claim.isMarkedForDeletion() ? 0 : this.files.get(claim.getMetadata().getUid());
    }
    for (VolumeSnapshot snapshot : snapshots.values()) {
      boolean copy = Snapshots.isReady(snapshot) && counts.test(snapshot);
      files |= copy ? this.files.get(snapshot.getMetadata().getUid()) : 0;
    }
    return files;
  }
}
