package dev.deskwright.model.walk;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Time in which all goes well: pods come up and end, claims are bound, snapshots get ready, what
 * has no owner is removed, and the operator looks whenever something has happened or it wanted to.
 */
final class Fair {

  /** The longest operation, what comes after it when it fails, and some. */
  static final Duration LONG_ENOUGH = Duration.ofMinutes(135);

  private static final Duration BINDS = Duration.ofSeconds(3);
  private static final Duration STARTS = Duration.ofSeconds(8);
  private static final Duration VISIT = Duration.ofMinutes(5);
  private static final Duration COPIES = Duration.ofSeconds(20);
  private static final int MOST = 500;
  static final int MOST_A_MINUTE = 10;

  /** What will happen, and when. */
  private record Due(Instant at, Runnable event) {}

  private final World world;
  private final Cluster cluster;

  Fair(World world) {
    this.world = world;
    this.cluster = world.cluster;
  }

  void run(Duration time) {
    Instant end = cluster.now.plus(time);
    var patience = new Patience(cluster);
    long most = MOST + time.toMinutes() * MOST_A_MINUTE;
    for (int i = 0; i < most; i++) {
      if (looks()) {
        patience.looked();
        continue;
      }
      Optional<Instant> next = next(patience.late());
      if (next.filter(n -> !n.isAfter(end)).isEmpty()) {
        cluster.now = end;
        return;
      }
      cluster.now = later(next.get(), cluster.now);
      happen();
    }
    throw new Breach("it never comes to rest for long");
  }

  private boolean looks() {
    boolean looked = false;
    for (String name : world.names()) {
      if (world.agenda.isAwake(name)) {
        world.caches.catchUp();
        world.operator.pass(name, Interference.NONE);
        looked = true;
      }
    }
    return looked;
  }

  private Optional<Instant> next(Duration late) {
    return Stream.concat(
            events().stream().map(Due::at),
            world.names().stream()
                .flatMap(name -> world.agenda.wake(name).stream())
                .map(at -> at.plus(late)))
        .min(Instant::compareTo);
  }

  /** Whether anything is to happen yet without anybody's doing. */
  boolean goesOn() {
    return !events().isEmpty();
  }

  private void happen() {
    for (Due due : events()) {
      if (!due.at().isAfter(cluster.now)) {
        due.event().run();
        world.checks.state();
        return;
      }
    }
  }

  private List<Due> events() {
    List<Due> events = new ArrayList<>();
    cluster.pods.values().stream()
        .filter(Happenings::isStrange)
        .forEach(p -> events.add(new Due(created(p).plus(VISIT), () -> cluster.endPod(p))));
    cluster.pods.values().forEach(pod -> event(pod).ifPresent(events::add));
    for (PersistentVolumeClaim claim : cluster.claims.values()) {
      if (cluster.canBind(claim)) {
        events.add(new Due(created(claim).plus(BINDS), () -> cluster.bind(claim)));
      }
    }
    if (cluster.snapshotApi) {
      for (VolumeSnapshot snapshot : world.happenings.pendingSnapshots()) {
        event(snapshot).ifPresent(events::add);
      }
    }
    if (!cluster.orphans().isEmpty()) {
      events.add(new Due(cluster.now, world.happenings::collect));
    }
    return events;
  }

  private Optional<Due> event(Pod pod) {
    if (pod.isMarkedForDeletion()) {
      Instant end = Instant.parse(pod.getMetadata().getDeletionTimestamp());
      return Optional.of(new Due(end, () -> cluster.endPod(pod)));
    }
    return world.happenings.canRun(pod)
        ? Optional.of(new Due(created(pod).plus(STARTS), () -> world.happenings.ready(pod)))
        : Optional.empty();
  }

  private Optional<Due> event(VolumeSnapshot snapshot) {
    String name = snapshot.getMetadata().getName();
    boolean cut = cluster.files.containsKey(snapshot.getMetadata().getUid());
    if (!cut && !cluster.canCut(snapshot)) {
      return Optional.empty();
    }
    return Optional.of(
        new Due(
            created(snapshot).plus(COPIES),
            () -> {
              boolean unused = cluster.cut(snapshot);
              cluster.makeReady(cluster.snapshots.get(name));
            }));
  }

  private static Instant created(HasMetadata object) {
    return Instant.parse(object.getMetadata().getCreationTimestamp());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
