package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Outcome;
import dev.deskwright.workspace.observed.Snapshots;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/** The VolumeSnapshots of all WorkSpaces, for as long as the cluster serves the snapshot API. */
public final class SnapshotSource extends AbstractEventSource<VolumeSnapshot, WorkSpace> {

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
  }

  /** The snapshots of a WorkSpace as last seen, and as last written. */
  public Snapshots of(WorkSpace workspace) {
    return Snapshots.unavailable();
  }

  /** Creates a snapshot, in one request. One that is there and the same WorkSpace's will do. */
  public Outcome create(VolumeSnapshot desired) {
    return refused(desired);
  }

  /** Deletes this very snapshot: not one of the same name that came after it. */
  public Outcome delete(VolumeSnapshot live) {
    return refused(live);
  }

  private static Outcome refused(VolumeSnapshot snapshot) {
    return new Outcome.Refused(
        "VolumeSnapshot", snapshot.getMetadata().getName(), "the snapshot API is not watched");
  }

  @Override
  public Set<VolumeSnapshot> getSecondaryResources(WorkSpace primary) {
    return Set.copyOf(of(primary).all());
  }
}
