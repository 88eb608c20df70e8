package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Tells those whom it concerns that a WorkSpace has come or gone: its Bundle and Directory, which
 * count it, and the WorkSpaces that wait for its user or for its place in a quota.
 */
final class Neighbours extends AbstractEventSource<Void, WorkSpace>
    implements ResourceEventAware<WorkSpace> {

  private static final int WOKEN = 10;

  private final WorkSpaceIndex index;
  private final Predicate<WorkSpace> limited;
  private final Consumer<ResourceID> bundleChanged;
  private final Consumer<ResourceID> directoryChanged;

  /**
   * Tells nothing yet.
   *
   * @param limited whether the Directory of a WorkSpace has quotas
   */
  Neighbours(
      WorkSpaceIndex index,
      Predicate<WorkSpace> limited,
      Consumer<ResourceID> bundleChanged,
      Consumer<ResourceID> directoryChanged) {
    super(Void.class, "neighbours");
    this.index = index;
    this.limited = limited;
    this.bundleChanged = bundleChanged;
    this.directoryChanged = directoryChanged;
  }

  @Override
  public void onResourceCreated(WorkSpace workspace) {
    tell(workspace);
  }

  @Override
  public void onResourceUpdated(WorkSpace now, WorkSpace before) {
    var bundles = Stream.concat(WorkSpaceIndex.bundles(now), WorkSpaceIndex.bundles(before));
    if (bundles.distinct().count() > 1) {
      tell(now);
      tell(before);
    }
  }

  /**
   * Called when a status has been written, which is no event, since the operator did it: a desktop
   * that has migrated has left its Bundle, a pod that has come takes room in the quotas, and one
   * that is gone leaves room for those who wait.
   */
  void statusWritten(WorkSpace before, WorkSpaceStatus now) {
    String left = before.getStatus() == null ? null : before.getStatus().bundleName();
    if (left != null && !left.equals(now.bundleName())) {
      tell(before);
    }
    List<Optional<Object>> was = takes(before.getStatus());
    List<Optional<Object>> is = takes(now);
    if (!was.equals(is) && limited.test(before)) {
      directoryChanged.accept(directory(before));
      if (was.get(0).isPresent() && is.get(0).isEmpty()) {
        wakeWaiting(before);
      }
    }
  }

  /** Its pod and its drives. */
  private static List<Optional<Object>> takes(WorkSpaceStatus status) {
    var some = Optional.ofNullable(status);
    return List.of(
        some.map(WorkSpaceStatus::computerName),
        some.map(WorkSpaceStatus::rootVolume),
        some.map(WorkSpaceStatus::userVolume));
  }

  /** Those who have waited longest; the others look by themselves before long. */
  private void wakeWaiting(WorkSpace leaving) {
    ResourceID directory = directory(leaving);
    index.waiting(directory.getNamespace().orElseThrow(), directory.getName()).stream()
        .sorted(Waiting.longestFirst())
        .limit(WOKEN)
        .forEach(this::wake);
  }

  private void wake(WorkSpace workspace) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(ResourceID.fromResource(workspace)));
    }
  }

  @Override
  public void onResourceDeleted(WorkSpace workspace) {
    tell(workspace);
    for (WorkSpace rival : index.ofSameUser(workspace)) {
      if (!isSame(rival, workspace)) {
        wake(rival);
      }
    }
    wakeWaiting(workspace);
  }

  private void tell(WorkSpace workspace) {
    String namespace = workspace.getMetadata().getNamespace();
    WorkSpaceIndex.bundles(workspace)
        .forEach(bundle -> bundleChanged.accept(new ResourceID(bundle, namespace)));
    directoryChanged.accept(directory(workspace));
  }

  private static ResourceID directory(WorkSpace workspace) {
    return new ResourceID(
        workspace.getSpec().directoryRef().name(), workspace.getMetadata().getNamespace());
  }

  private static boolean isSame(WorkSpace one, WorkSpace other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }

  @Override
  public Set<Void> getSecondaryResources(WorkSpace primary) {
    return Set.of();
  }
}
