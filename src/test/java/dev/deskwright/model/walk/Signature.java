package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Mounted;
import dev.deskwright.workspace.observed.Snapshots;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A number for a state of the model: what is in the cluster, on which copies the files are, where
 * the caches are behind, and when the operator looks again. Names and versions are left out, and so
 * is the order of like things; of times only counts which of the operator's limits are over. States
 * that differ in nothing else are one.
 */
final class Signature {

  /** What the operator waits for, in seconds: a pod, a copy, a start, an operation, a slot. */
  private static final long[] LIMITS = {30, 600, 1_200, 3_600, 43_200};

  private final Cluster cluster;
  private final Caches caches;
  private final Agenda agenda;

  /** The numbers of claims and snapshots, by UID. */
  private final Map<String, Long> copies = new HashMap<>();

  private Signature(Cluster cluster, Caches caches, Agenda agenda) {
    this.cluster = cluster;
    this.caches = caches;
    this.agenda = agenda;
  }

  static long of(Cluster cluster, Caches caches, Agenda agenda) {
    return new Signature(cluster, caches, agenda).number();
  }

  private long number() {
    var all = new Mix().and(cluster.snapshotApi);
    cluster.claims.values().forEach(claim -> copies.put(uid(claim), number(claim)));
    cluster.snapshots.values().forEach(snapshot -> copies.put(uid(snapshot), number(snapshot)));
    cluster.bundles.values().forEach(bundle -> all.and(bundle.getSpec().image()));
    all.and(sum(cluster.workspaces.values().stream().map(this::number).toList()));
    all.and(sum(cluster.pods.values().stream().map(this::number).toList()));
    all.and(sum(copies.values()));
    all.and(sum(files()));
    all.and(caches.lag()).and(caches.api().name());
    return all.value();
  }

  private static long sum(Iterable<Long> numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  private long number(WorkSpace workspace) {
    var spec = workspace.getSpec();
    var number =
        new Mix()
            .and(spec.bundleRef().name())
            .and(spec.runningMode() == null ? "" : spec.runningMode().toString())
            .and(String.valueOf(spec.deletionPolicy()))
            .and(String.valueOf(spec.maintenance()))
            .and(spec.computeType())
            .and(spec.suspended() != null)
            .and(spec.tags() != null)
            .and(spec.userVolume() != null)
            .and(workspace.isMarkedForDeletion())
            .and(workspace.getMetadata().getFinalizers().size());
    if (workspace.getStatus() != null) {
      add(number, workspace.getStatus());
    }
    for (Operation operation : Operation.values()) {
      number.and(Requested.isOpen(workspace, operation));
    }
    String name = workspace.getMetadata().getName();
    return number
        .and(agenda.isAwake(name))
        .and(agenda.wake(name).map(at -> passed(cluster.now, at)).orElse(-1L))
        .value();
  }

  private void add(Mix number, WorkSpaceStatus status) {
    number
        .and(String.valueOf(status.state()))
        .and(status.bundleName())
        .and(status.image())
        .and(status.power() == null ? "" : status.power().desired() + " " + status.power().cause())
        .and(status.connection() == null ? "" : status.connection().state().name())
        .and(status.usage() != null && status.usage().running() != null);
    for (OperationStatus operation : orNone(status.operations())) {
      var replacement = operation.replacement();
      number
          .and(operation.operation().name())
          .and(operation.result().name())
          .and(replacement == null ? "" : replacement.bundleName())
          .and(replacement != null && replacement.userSource() != null)
          .and(operation.ended() ? 0 : age(operation.requestedAt()));
    }
    for (Condition condition : orNone(status.conditions())) {
      number.and(condition.type()).and(condition.reason());
    }
    for (var update : orNone(status.pendingUpdates())) {
      number.and(update.what());
    }
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }

  private long number(Pod pod) {
    var number =
        new Mix()
            .and(pod.isMarkedForDeletion() ? age(pod.getMetadata().getDeletionTimestamp()) : -1)
            .and(age(pod.getMetadata().getCreationTimestamp()))
            .and(pod.getStatus().getPhase())
            .and(pod.getSpec().getNodeName())
            .and(Happenings.isStrange(pod) ? "" : annotation(pod, Labels.IMAGE));
    pod.getStatus().getConditions().forEach(c -> number.and(c.getType()).and(c.getStatus()));
    pod.getStatus().getContainerStatuses().forEach(c -> number.and(c.getRestartCount()));
    long mounted = 0;
    for (String name : Mounted.claims(pod)) {
      mounted += copy(cluster.claims.get(name));
    }
    return number.and(mounted).value();
  }

  private long age(String since) {
    return passed(Instant.parse(since), cluster.now);
  }

  /** How many limits are over between them. */
  private static long passed(Instant from, Instant to) {
    long seconds = Duration.between(from, to).toSeconds();
    return Arrays.stream(LIMITS).filter(limit -> limit <= seconds).count();
  }

  private long copy(HasMetadata object) {
    return object == null ? 0 : copies.get(uid(object));
  }

  private static String annotation(HasMetadata object, String key) {
    var annotations = object.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(key);
  }

  private static long number(PersistentVolumeClaim claim) {
    return new Mix()
        .and(DriveKind.of(claim).name())
        .and(Cluster.isBound(claim))
        .and(claim.isMarkedForDeletion())
        .and(claim.getMetadata().getOwnerReferences().size())
        .and(claim.getSpec().getDataSource() != null)
        .and(annotation(claim, Labels.IMAGE))
        .value();
  }

  private long number(VolumeSnapshot snapshot) {
    var source = Snapshots.sourceClaim(snapshot).map(cluster.claims::get);
    return new Mix()
        .and(snapshot.getMetadata().getLabels().get(Labels.DRIVE))
        .and(snapshot.getMetadata().getLabels().get(Labels.SNAPSHOT_KIND))
        .and(snapshot.getStatus() != null)
        .and(Snapshots.isReady(snapshot))
        .and(source.map(this::copy).orElse(0L))
        .value();
  }

  /** For each file, on which copies it is; files that are on the same ones count as one. */
  private Set<Long> files() {
    Map<Long, Long> where = new HashMap<>();
    cluster.files.forEach(
        (uid, files) -> {
          for (long left = files; left != 0; left &= left - 1) {
            where.merge(Long.lowestOneBit(left), copies.getOrDefault(uid, 0L), Long::sum);
          }
        });
    Set<Long> numbers = new HashSet<>();
    where.values().forEach(number -> numbers.add(new Mix().and(number).value()));
    return numbers;
  }

  /** Mixes what is added to it, in this order. */
  private static final class Mix {

    private long value = 17;

    Mix and(long part) {
      long mixed = (value ^ part) * 0x9E3779B97F4A7C15L;
      mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
      value = mixed ^ (mixed >>> 27);
      return this;
    }

    Mix and(boolean part) {
      return and(part ? 1 : 2);
    }

    Mix and(String part) {
      return and(part == null ? 3 : part.hashCode());
    }

    long value() {
      return value;
    }
  }
}
