package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells those whom it concerns that a WorkSpace has come or gone: its Bundle and Directory, which
 * count it, and the WorkSpaces that wait for its user.
 */
final class Neighbours extends AbstractEventSource<Void, WorkSpace>
    implements ResourceEventAware<WorkSpace> {

  private final WorkSpaceIndex index;
  private final Consumer<ResourceID> bundleChanged;
  private final Consumer<ResourceID> directoryChanged;

  Neighbours(
      WorkSpaceIndex index,
      Consumer<ResourceID> bundleChanged,
      Consumer<ResourceID> directoryChanged) {
    super(Void.class, "neighbours");
    this.index = index;
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

  @Override
  public void onResourceDeleted(WorkSpace workspace) {
    tell(workspace);
    for (WorkSpace rival : index.ofSameUser(workspace)) {
      if (isRunning() && !isSame(rival, workspace)) {
        getEventHandler().handleEvent(new Event(ResourceID.fromResource(rival)));
      }
    }
  }

  private void tell(WorkSpace workspace) {
    var spec = workspace.getSpec();
    String namespace = workspace.getMetadata().getNamespace();
    WorkSpaceIndex.bundles(workspace)
        .forEach(bundle -> bundleChanged.accept(new ResourceID(bundle, namespace)));
    directoryChanged.accept(new ResourceID(spec.directoryRef().name(), namespace));
  }

  private static boolean isSame(WorkSpace one, WorkSpace other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }

  @Override
  public Set<Void> getSecondaryResources(WorkSpace primary) {
    return Set.of();
  }
}
