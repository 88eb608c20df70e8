package dev.deskwright.workspace.phase;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus.PendingUpdate;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.PodTemplate;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.VolumeGrowth;
import dev.deskwright.workspace.observed.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has changed in the Bundle, the Directory or the WorkSpace and has not reached the desktop
 * yet. Pure.
 */
public final class PendingUpdates {

  private PendingUpdates() {}

  /** Nothing while an operation is under way: it is what the changes wait for. */
  static List<PendingUpdate> of(Observed observed, Resolution resolution, Intent intent) {
    return intent.underWay().isPresent()
        ? List.of()
        : resolution
            .blueprint()
            .map(blueprint -> of(observed, blueprint, intent))
            .orElseGet(List::of);
  }

  private static List<PendingUpdate> of(Observed observed, Blueprint blueprint, Intent intent) {
    List<PendingUpdate> updates = new ArrayList<>();
    migration(observed, intent).ifPresent(updates::add);
    if (blueprint.rebuildPending()) {
      updates.add(
          new PendingUpdate(
              "image",
              "The Bundle now has image \"%s\" and rootPaths %s: they take effect when the desktop is rebuilt."
                  .formatted(blueprint.offered().image(), blueprint.offered().rootPaths())));
    }
    if (podIsOutdated(observed, blueprint)) {
      updates.add(
          new PendingUpdate(
              "pod",
              "The Bundle's, the Directory's or the WorkSpace's settings have changed: they take effect when the desktop is started anew, or with the annotation deskwright.dev/apply-now."));
    }
    VolumeGrowth.blocked(observed, blueprint)
        .forEach(message -> updates.add(new PendingUpdate("volume", message)));
    VolumeGrowth.unfinished(observed)
        .forEach(message -> updates.add(new PendingUpdate("volume", message)));
    return updates;
  }

  /** Whether the pod that runs has other settings than one made now would have. */
  public static boolean podIsOutdated(Observed observed, Blueprint blueprint) {
    return observed
        .pod()
        .map(pod -> pod.getMetadata().getAnnotations().get(Labels.POD_HASH))
        .filter(hash -> !hash.equals(PodTemplate.hash(blueprint)))
        .isPresent();
  }

  private static Optional<PendingUpdate> migration(Observed observed, Intent intent) {
    String wished = observed.workspace().getSpec().bundleRef().name();
    if (wished.equals(observed.layout().bundleName())) {
      return Optional.empty();
    }
    boolean failed =
        intent.operations().stream()
            .filter(operation -> operation.operation() == Operation.migrate)
            .filter(operation -> operation.replacement() != null)
            .filter(operation -> operation.replacement().bundleName().equals(wished))
            .map(OperationStatus::result)
            .reduce((earlier, later) -> later)
            .filter(Result.Failed::equals)
            .isPresent();
    String message =
        failed
            ? "The migration to Bundle \"%s\" has failed, as status.operations says; the annotation deskwright.dev/migrate tries again."
            : "The desktop moves to Bundle \"%s\" as soon as that exists and the state allows it.";
    return Optional.of(new PendingUpdate("bundle", message.formatted(wished)));
  }
}
