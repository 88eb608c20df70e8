package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.QuotaCheck;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.VolumeGrowth;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Recorded;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether what is to be done next takes room that a Directory's quotas may not leave. Pure. */
public final class Room {

  private Room() {}

  /**
   * Whether quotas bear on the next step at all. Adding up what all desktops take is worth it only
   * then.
   */
  public static boolean isAsked(
      Observed observed, Resolution resolution, Intent intent, Supplier<Plan> plan) {
    return QuotaCheck.limits(observed.directory()).isPresent()
        && !observed.workspace().isMarkedForDeletion()
        && resolution
            .blueprint()
            .filter(blueprint -> isTakenOn(observed, intent) || isTaken(observed, blueprint, plan))
            .isPresent();
  }

  private static boolean isTaken(Observed observed, Blueprint blueprint, Supplier<Plan> plan) {
    return !QuotaCheck.missing(observed, blueprint).isEmpty()
        || VolumeGrowth.inAll(observed, blueprint) > 0
        || plan.get().writes().stream().anyMatch(Write.CreatePod.class::isInstance);
  }

  /** An operation that is under way keeps the room that it was granted, so it is judged once. */
  private static boolean isTakenOn(Observed observed, Intent intent) {
    var recorded = Recorded.operations(observed.workspace());
    return intent
        .underWay()
        .filter(begun -> begun.operation().remakesPod())
        .filter(begun -> recorded.stream().noneMatch(begun::isSameRequest))
        .isPresent();
  }

  /** Why there is no room for an operation that makes the pod anew, if so. */
  static Optional<String> refusal(Observed observed, Blueprint blueprint, Operation operation) {
    Resources asItIs = blueprint.resources();
    return QuotaCheck.operation(
        observed,
        blueprint,
        operation == Operation.migrate ? blueprint.wishedResources().orElse(asItIs) : asItIs);
  }
}
