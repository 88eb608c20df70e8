package dev.deskwright.model.walk;

import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Mounted;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.Snapshots;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What nodes, storage drivers and strangers do. */
final class Happenings {

  private static final String STRANGER = "stranger";

  private final Cluster cluster;
  private final Checks checks;
  private int filesWritten;

  Happenings(Cluster cluster, Checks checks) {
    this.cluster = cluster;
    this.checks = checks;
  }

  /** The same, of a cluster that goes on by itself. */
  Happenings(Happenings of, Cluster cluster, Checks checks) {
    this(cluster, checks);
    filesWritten = of.filesWritten;
  }

  /** One of them, if there are any. */
  static <T> Optional<T> pick(Collection<T> all, int arg) {
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(List.copyOf(all).get(Math.floorMod(arg, all.size())));
  }

  private Optional<Pod> pod(int arg) {
    return pick(cluster.pods.values().stream().filter(pod -> !isStrange(pod)).toList(), arg);
  }

  static boolean isStrange(HasMetadata object) {
    return object.getMetadata().getLabels() == null || object.getMetadata().getLabels().isEmpty();
  }

  static boolean isFailed(Pod pod) {
    return "Failed".equals(pod.getStatus().getPhase());
  }

  /** Its drives are there. */
  boolean canRun(Pod pod) {
    return !pod.isMarkedForDeletion()
        && !isFailed(pod)
        && PodDiagnosis.readySince(pod).isEmpty()
        && Mounted.claims(pod).stream()
            .map(cluster.claims::get)
            .allMatch(c -> c != null && Cluster.isBound(c) && !c.isMarkedForDeletion());
  }

  boolean ready(int arg) {
    return pod(arg).filter(this::canRun).map(this::ready).orElse(false);
  }

  boolean ready(Pod pod) {
    cluster.podIs(pod, Copies.running(true, cluster.now, cluster.now));
    return true;
  }

  boolean trouble(int arg) {
    var pod = pod(arg / 4).filter(p -> !p.isMarkedForDeletion() && !isFailed(p));
    if (pod.isEmpty()) {
      return false;
    }
    boolean ready = PodDiagnosis.readySince(pod.get()).isPresent();
    var since = cluster.now;
    cluster.podIs(
        pod.get(),
        switch (arg % 4) {
          case 1 -> Copies.crashing(since);
          case 2 -> ready ? Copies.crashing(since) : Copies.pullFails();
          case 3 -> ready ? Copies.crashing(since) : Copies.unschedulable(since);
          default -> Copies.running(false, since.minusSeconds(60), since);
        });
    return true;
  }

  boolean fails(int arg) {
    var pod = pod(arg).filter(p -> !isFailed(p));
    pod.ifPresent(p -> cluster.podIs(p, Copies.failed()));
    return pod.isPresent();
  }

  boolean isDeleted(int arg) {
    var pod = pod(arg).filter(p -> !p.isMarkedForDeletion());
    pod.ifPresent(cluster::deletePod);
    return pod.isPresent();
  }

  boolean isGone(int arg) {
    var pod = pick(cluster.pods.values().stream().filter(Pod::isMarkedForDeletion).toList(), arg);
    pod.ifPresent(cluster::endPod);
    return pod.isPresent();
  }

  boolean cut(int arg) {
    return cluster.snapshotApi && pick(pendingSnapshots(), arg).map(cluster::cut).orElse(false);
  }

  boolean snapshotReady(int arg) {
    return cluster.snapshotApi
        && pick(pendingSnapshots(), arg)
            .map(
                s -> {
                  boolean cut = cluster.cut(s);
                  return cluster.makeReady(cluster.snapshots.get(s.getMetadata().getName())) || cut;
                })
            .orElse(false);
  }

  List<VolumeSnapshot> pendingSnapshots() {
    return cluster.snapshots.values().stream().filter(s -> !Snapshots.isReady(s)).toList();
  }

  boolean snapshotDeleted(int arg) {
    var snapshot = pick(cluster.snapshots.values(), arg);
    snapshot.ifPresent(s -> checks.byOthers(s, () -> cluster.deleteSnapshot(s)));
    return snapshot.isPresent();
  }

  boolean bound(int arg) {
    var claim = pick(cluster.claims.values().stream().filter(cluster::canBind).toList(), arg);
    claim.ifPresent(cluster::bind);
    return claim.isPresent();
  }

  boolean claimDeleted(int arg) {
    var claim = pick(cluster.claims.values(), arg / 8).filter(c -> !c.isMarkedForDeletion());
    if (arg % 8 != 0) {
      return false;
    }
    claim.ifPresent(c -> checks.byOthers(c, () -> cluster.deleteClaim(c)));
    return claim.isPresent();
  }

  boolean apiComesOrGoes() {
    cluster.snapshotApi = !cluster.snapshotApi;
    cluster.news.toAll();
    return true;
  }

  /** Written by the user, who can do so until the pod is gone. */
  boolean file(int arg) {
    var claim =
        pod(arg)
            .filter(p -> !isFailed(p) && PodDiagnosis.readySince(p).isPresent())
            .flatMap(this::home);
    if (claim.isEmpty() || filesWritten >= Long.SIZE - 1) {
      return false;
    }
    long file = 1L << filesWritten++;
    cluster.files.merge(claim.get().getMetadata().getUid(), file, (a, b) -> a | b);
    checks.written(file);
    return true;
  }

  private Optional<PersistentVolumeClaim> home(Pod pod) {
    return Mounted.claims(pod).stream()
        .map(cluster.claims::get)
        .filter(Objects::nonNull)
        .filter(claim -> DriveKind.of(claim) == DriveKind.user)
        .findFirst();
  }

  /** Somebody takes the name that a pod is to have. */
  boolean strangerComes() {
    if (cluster.pods.containsKey("desk")) {
      return false;
    }
    Pod pod = new Pod();
    pod.setMetadata(new ObjectMetaBuilder().withName("desk").withNamespace("team").build());
    pod.setSpec(new PodSpecBuilder().withNodeName(STRANGER).build());
    pod.setStatus(Copies.running(true, cluster.now, cluster.now));
    cluster.create(cluster.pods, pod);
    return true;
  }

  void strangersGo() {
    List.copyOf(cluster.pods.values()).stream()
        .filter(Happenings::isStrange)
        .forEach(cluster::endPod);
  }

  /** Removes what belonged to WorkSpaces that are gone. */
  boolean collect() {
    List<HasMetadata> orphans = cluster.orphans();
    checks.withTheirOwners(
        orphans,
        () -> {
          for (HasMetadata orphan : orphans) {
            if (orphan instanceof Pod pod) {
              cluster.deletePod(pod);
            } else if (orphan instanceof PersistentVolumeClaim claim) {
              cluster.deleteClaim(claim);
            } else if (orphan instanceof VolumeSnapshot snapshot) {
              cluster.deleteSnapshot(snapshot);
            }
          }
        });
    return !orphans.isEmpty();
  }
}
