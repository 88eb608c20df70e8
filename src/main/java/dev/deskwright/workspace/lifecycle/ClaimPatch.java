package dev.deskwright.workspace.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.ClaimTemplate;
import dev.deskwright.workspace.desired.Drive;
import dev.deskwright.workspace.desired.VolumeGrowth;
import dev.deskwright.workspace.observed.Observed;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Optional;

/** The merge patch that brings a live claim up to date: labels, size, and who it goes with. */
final class ClaimPatch {

  private ClaimPatch() {}

  static Optional<String> of(
      Observed observed, Blueprint blueprint, Drive drive, PersistentVolumeClaim claim) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    LabelPatch.metadata(
            claim,
            ClaimTemplate.labels(blueprint, drive),
            ClaimTemplate.annotations(blueprint, drive))
        .ifPresent(metadata -> patch.set("metadata", metadata));
    owners(blueprint, drive, claim, patch);
    if (VolumeGrowth.possible(observed, blueprint, drive, claim)) {
      patch
          .withObject("/spec/resources/requests")
          .put("storage", ClaimTemplate.quantity(drive).toString());
    }
    return patch.isEmpty() ? Optional.empty() : Optional.of(patch.toString());
  }

  /**
   * Makes a claim that was left behind this WorkSpace's: of two that take it over, one fails, since
   * the patch names the version.
   */
  static String adopting(Blueprint blueprint, Drive drive, PersistentVolumeClaim claim) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    LabelPatch.metadata(
            claim,
            ClaimTemplate.labels(blueprint, drive),
            ClaimTemplate.annotations(blueprint, drive))
        .ifPresent(metadata -> patch.set("metadata", metadata));
    owners(blueprint, drive, claim, patch);
    patch.withObject("/metadata").put("resourceVersion", claim.getMetadata().getResourceVersion());
    return patch.toString();
  }

  /**
   * A changed deletionPolicy changes whether the claim goes when the WorkSpace does. A patch
   * replaces the list as a whole, so it repeats the owners that others have added.
   */
  private static void owners(
      Blueprint blueprint, Drive drive, PersistentVolumeClaim claim, ObjectNode patch) {
    var desired = ClaimTemplate.owners(blueprint, drive);
    String own = blueprint.workspace().getMetadata().getUid();
    var live = claim.getMetadata().getOwnerReferences();
    boolean owned = live.stream().anyMatch(o -> o.getUid().equals(own));
    if (owned != desired.isEmpty()) {
      return;
    }
    var owners = patch.withObject("/metadata").putArray("ownerReferences");
    live.stream().filter(o -> !o.getUid().equals(own)).forEach(owners::addPOJO);
    desired.forEach(owners::addPOJO);
  }
}
