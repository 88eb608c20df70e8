package dev.deskwright.directory;

import static dev.deskwright.api.v1alpha1.ConditionType.Registered;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.kernel.Children;
import dev.deskwright.kernel.Drift;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Service and the NetworkPolicy of a Directory's desktops, as they should be and as they are.
 */
final class SharedObjects {

  private final Children<Service> services;
  private final Children<NetworkPolicy> policies;
  private final Optional<String> gatewayNamespace;

  SharedObjects(
      Children<Service> services,
      Children<NetworkPolicy> policies,
      Optional<String> gatewayNamespace) {
    this.services = services;
    this.policies = policies;
    this.gatewayNamespace = gatewayNamespace;
  }

  /** Makes or mends them; returns what came in the way. */
  Optional<Finding> bringUpToDate(Directory directory) {
    String gateways = gatewayNamespace.orElseGet(() -> directory.getMetadata().getNamespace());
    var policy = NetworkPolicyTemplate.networkPolicy(directory, gateways);
    var service = ServiceTemplate.service(directory);
    return one(policies, directory, policy, NetworkPolicy::getSpec)
        .or(() -> one(services, directory, service, Service::getSpec));
  }

  private static <R extends HasMetadata> Optional<Finding> one(
      Children<R> children, Directory directory, R desired, Function<R, ?> spec) {
    var meta = desired.getMetadata();
    var live = children.get(meta.getNamespace(), meta.getName()).filter(o -> owned(directory, o));
    if (live.isEmpty()) {
      return problem(children.create(desired, o -> owned(directory, o)));
    }
    boolean drifted =
        Drift.between(spec.apply(desired), spec.apply(live.get()))
            || Drift.between(meta.getLabels(), live.get().getMetadata().getLabels());
    return drifted
        ? problem(children.patch(live.get(), patch(desired, spec.apply(desired))))
        : Optional.empty();
  }

  private static String patch(HasMetadata desired, Object spec) {
    return Drift.text(
        Map.of("metadata", Map.of("labels", desired.getMetadata().getLabels()), "spec", spec));
  }

  private static boolean owned(Directory directory, HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(directory.getMetadata().getUid()));
  }

  private static Optional<Finding> problem(Outcome outcome) {
    return outcome.problem(
        Registered, DirectoryReason.NameTaken, DirectoryReason.Refused, "Directory");
  }
}
