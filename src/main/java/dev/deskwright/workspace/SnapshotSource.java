package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.Outcome;
import dev.deskwright.workspace.lifecycle.SnapshotWriter;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Api;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The VolumeSnapshots of all WorkSpaces, for as long as the cluster serves the snapshot API. The
 * API is looked for at the start and then now and then, so that it can be installed and removed at
 * any time. The operator is ready with it or without.
 */
public final class SnapshotSource extends AbstractEventSource<VolumeSnapshot, WorkSpace>
    implements SnapshotWriter {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotSource.class);
  private static final String API_VERSION = "snapshot.storage.k8s.io/v1";

  /** How long the operator's start may wait for the first answer. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

  /** After a refusal, which takes a person to change, it is not asked for at every look. */
  private static final int LOOKS_LEFT_OUT = 10;

  private final KubernetesClient client;
  private final Set<String> namespaces;
  private final WorkSpaceIndex index;
  private final ScheduledExecutorService timer;
  private final Duration interval;
  private final Clock clock;
  private final WrittenSnapshots written;
  private final SnapshotWrites writes;
  private final CountDownLatch firstAnswer = new CountDownLatch(1);

  /** What is known of the API, and since when; the watch is null unless it is served. */
  private record State(Api api, SnapshotWatch watch, Instant since) {}

  private volatile State state = new State(Api.UNKNOWN, null, Instant.EPOCH);
  private volatile Future<?> looking;
  private Instant notBefore = Instant.EPOCH;
  private String lastTrouble = "";

  /**
   * Watches nothing yet.
   *
   * @param namespaces the namespaces watched; empty for all
   * @param index whom to tell when the API is found or lost
   * @param timer on which the API is looked for
   * @param interval how often it is looked for
   */
  public SnapshotSource(
      KubernetesClient client,
      Set<String> namespaces,
      WorkSpaceIndex index,
      ScheduledExecutorService timer,
      Duration interval,
      Clock clock) {
    super(VolumeSnapshot.class, "snapshots");
    this.client = client;
    this.namespaces = namespaces;
    this.index = index;
    this.timer = timer;
    this.interval = interval;
    this.clock = clock;
    this.written = new WrittenSnapshots(clock);
    this.writes = new SnapshotWrites(client, written, this::lookSoon);
  }

  /** The snapshots of a WorkSpace as last seen, and as last written. */
  public Snapshots of(WorkSpace workspace) {
    State now = state;
    if (now.api() != Api.PRESENT) {
      return new Snapshots(now.api(), List.of(), Instant.EPOCH);
    }
    String namespace = workspace.getMetadata().getNamespace();
    String id = Ids.workspace(workspace.getMetadata().getUid());
    List<VolumeSnapshot> cached = now.watch().of(namespace, id);
    return new Snapshots(Api.PRESENT, written.over(cached, namespace, id), now.since());
  }

  /** Creates a snapshot, in one request. One that is there and the same WorkSpace's will do. */
  @Override
  public Outcome create(VolumeSnapshot desired) {
    return state.api() == Api.PRESENT
        ? writes.create(desired)
        : SnapshotWrites.refused(desired, SnapshotWrites.NO_API);
  }

  /**
   * Deletes this very snapshot: not one of the same name that came after it or has changed since.
   * Without the API there is nothing to delete.
   */
  @Override
  public Outcome delete(VolumeSnapshot live) {
    return writes.delete(live);
  }

  @Override
  public Set<VolumeSnapshot> getSecondaryResources(WorkSpace primary) {
    return Set.copyOf(of(primary).all());
  }

  @Override
  public void start() {
    super.start();
    looking =
        timer.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    try {
      // Whoever decides before the first answer decides without snapshots that may be there.
      if (!firstAnswer.await(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("not known yet whether the cluster has {}; going on without", API_VERSION);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    super.stop();
    if (looking != null) {
      looking.cancel(false);
    }
    synchronized (this) {
      leave(Api.UNKNOWN);
    }
  }

  private void lookSoon() {
    try {
      timer.execute(this::look);
    } catch (RejectedExecutionException e) {
      LOG.debug("the operator is stopping", e);
    }
  }

  /** An answer that can't be had leaves things as they are. */
  private void look() {
    try {
      if (!isServed()) {
        lost();
      } else {
        begin();
      }
    } catch (RuntimeException e) {
      trouble("cannot find out whether the cluster has %s: %s", e);
      firstAnswer.countDown();
    }
  }

  private boolean isServed() {
    var resources = client.getApiResources(API_VERSION);
    return resources != null
        && resources.getResources().stream().anyMatch(r -> r.getName().equals("volumesnapshots"));
  }

  private synchronized void begin() {
    if (!isRunning() || state.watch() != null || clock.instant().isBefore(notBefore)) {
      return;
    }
    var watch = new SnapshotWatch(client, namespaces, new Follower());
    state = new State(state.api(), watch, Instant.EPOCH);
    var unused = watch.ended().whenComplete((nothing, error) -> ended(watch, error));
    unused = watch.start().thenRun(() -> found(watch));
  }

  private synchronized void found(SnapshotWatch watch) {
    if (state.watch() == watch) {
      state = new State(Api.PRESENT, watch, clock.instant());
      lastTrouble = "";
      LOG.info("the cluster has {}: snapshots are taken", API_VERSION);
      tellAll();
    }
  }

  /** It is begun anew at the next look, not at once: the API may be on its way out. */
  private synchronized void ended(SnapshotWatch watch, Throwable error) {
    if (state.watch() != watch) {
      return;
    }
    boolean forGood = SnapshotWatch.isFinal(error);
    if (forGood && !SnapshotWatch.isNotFound(error)) {
      notBefore = clock.instant().plus(interval.multipliedBy(LOOKS_LEFT_OUT));
    }
    trouble("cannot watch VolumeSnapshots: %s", error);
    leave(forGood ? Api.MISSING : Api.UNKNOWN);
  }

  private synchronized void lost() {
    if (state.api() == Api.PRESENT) {
      LOG.warn("the cluster no longer has {}: no snapshots until it is back", API_VERSION);
    } else if (state.api() == Api.UNKNOWN) {
      LOG.info("the cluster has no {}: no snapshots until it has", API_VERSION);
    }
    lastTrouble = "";
    leave(Api.MISSING);
  }

  private void leave(Api api) {
    State before = state;
    state = new State(api, null, Instant.EPOCH);
    if (before.watch() != null) {
      before.watch().stop();
    }
    if (before.api() != api) {
      written.clear();
      tellAll();
    }
    firstAnswer.countDown();
  }

  /** Once each, however often it is tried again. */
  private synchronized void trouble(String message, Throwable error) {
    String text = message.formatted(error == null ? "it has ended" : SnapshotWatch.answer(error));
    if (!text.equals(lastTrouble)) {
      LOG.warn(text);
      lastTrouble = text;
    }
  }

  private void tellAll() {
    index.all().map(ResourceID::fromResource).forEach(this::tell);
    firstAnswer.countDown();
  }

  private void tell(ResourceID workspace) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(workspace));
    }
  }

  /** Passes on what happens to snapshots. */
  private final class Follower implements ResourceEventHandler<VolumeSnapshot> {

    @Override
    public void onAdd(VolumeSnapshot snapshot) {
      changed(snapshot, false);
    }

    @Override
    public void onUpdate(VolumeSnapshot before, VolumeSnapshot now) {
      if (!Objects.equals(before.getStatus(), now.getStatus())
          || !Objects.equals(before.getMetadata().getLabels(), now.getMetadata().getLabels())
          || before.isMarkedForDeletion() != now.isMarkedForDeletion()) {
        changed(now, false);
      } else {
        written.seen(now, false);
      }
    }

    @Override
    public void onDelete(VolumeSnapshot snapshot, boolean finalStateUnknown) {
      changed(snapshot, true);
    }

    private void changed(VolumeSnapshot snapshot, boolean gone) {
      written.seen(snapshot, gone);
      String workspace = snapshot.getMetadata().getLabels().get(Labels.WORKSPACE);
      if (workspace != null) {
        tell(new ResourceID(workspace, snapshot.getMetadata().getNamespace()));
      }
    }
  }
}
