package dev.deskwright.workspace.phase;

import dev.deskwright.api.v1alpha1.WorkSpaceStatus.PendingUpdate;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.PodTemplate;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.VolumeGrowth;
import dev.deskwright.workspace.observed.Observed;
import java.util.ArrayList;
import java.util.List;

/** What has changed in the Bundle or the WorkSpace and has not reached the desktop yet. Pure. */
final class PendingUpdates {

  private PendingUpdates() {}

  static List<PendingUpdate> of(Observed observed, Resolution resolution) {
    return resolution.blueprint().map(blueprint -> of(observed, blueprint)).orElseGet(List::of);
  }

  private static List<PendingUpdate> of(Observed observed, Blueprint blueprint) {
    List<PendingUpdate> updates = new ArrayList<>();
    if (blueprint.rebuildPending()) {
      updates.add(
          new PendingUpdate(
              "image",
              "The Bundle now has image \"%s\" and rootPaths %s: they take effect when the desktop is rebuilt."
                  .formatted(blueprint.offered().image(), blueprint.offered().rootPaths())));
    }
    observed
        .pod()
        .map(pod -> pod.getMetadata().getAnnotations().get(Labels.POD_HASH))
        .filter(hash -> !hash.equals(PodTemplate.hash(blueprint)))
        .ifPresent(
            hash ->
                updates.add(
                    new PendingUpdate(
                        "pod",
                        "The Bundle's or the WorkSpace's settings have changed: they take effect when the desktop is rebooted.")));
    VolumeGrowth.blocked(observed, blueprint)
        .forEach(message -> updates.add(new PendingUpdate("volume", message)));
    return updates;
  }
}
