package dev.deskwright.bundle;

import static dev.deskwright.api.v1alpha1.ConditionType.Ready;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.BundleReason;
import dev.deskwright.api.v1alpha1.BundleStatus;
import dev.deskwright.api.v1alpha1.Compute;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What there is to say of a Bundle. Pure. */
final class BundleFindings {

  private BundleFindings() {}

  static List<Finding> of(Bundle bundle, ComputeTypes types) {
    Finding valid = valid(bundle.getSpec().compute(), types);
    Finding ready =
        bundle.isMarkedForDeletion()
            ? Finding.no(
                Ready,
                BundleReason.InUse,
                "The Bundle is being deleted and WorkSpaces are made from it: delete these, or leave it to go with the last of them.")
            : new Finding(Ready, valid.status(), valid.reason(), valid.message());
    return List.of(ready, valid);
  }

  private static Finding valid(Compute compute, ComputeTypes types) {
    return resources(compute, types).isPresent()
        ? Finding.yes(ConditionType.Valid, BundleReason.Valid, "Desktops can be made from it.")
        : Finding.no(
            ConditionType.Valid,
            BundleReason.ComputeTypeUnknown,
            "compute.type \"%s\" is not known: use one of %s, or add it to the operator's compute types."
                .formatted(compute.type(), types.names()));
  }

  private static Optional<Compute.Resources> resources(Compute compute, ComputeTypes types) {
    return compute.type() == null ? Optional.of(compute.resources()) : types.find(compute.type());
  }

  static BundleStatus status(
      Bundle bundle, int count, List<Finding> findings, ComputeTypes types, Instant now) {
    var meta = bundle.getMetadata();
    return new BundleStatus(
        meta.getGeneration(),
        Ids.bundle(meta.getUid()),
        describe(bundle.getSpec().compute(), types),
        count,
        Conditions.from(findings, Conditions.of(bundle), meta.getGeneration(), now));
  }

  private static String describe(Compute compute, ComputeTypes types) {
    String name = compute.type() == null ? "Own" : compute.type();
    return resources(compute, types)
        .map(
            r ->
                "%s (%s vCPU, %s memory%s)"
                    .formatted(
                        name,
                        r.cpu(),
                        r.memory(),
                        r.gpu() == null ? "" : ", %d GPU".formatted(r.gpu().count())))
        .orElse(name);
  }
}
