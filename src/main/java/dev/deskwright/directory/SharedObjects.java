package dev.deskwright.directory;

import static dev.deskwright.api.v1alpha1.ConditionType.Registered;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.kernel.Children;
import dev.deskwright.kernel.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Optional;
import java.util.function.Function;

/**
 * The NetworkPolicy of a Directory's desktops, and the Service where they have names: as they
 * should be and as they are.
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

  /** Makes, mends or removes them; returns what came in the way. */
  Optional<Finding> bringUpToDate(Directory directory) {
    String gateways = gatewayNamespace.orElseGet(() -> directory.getMetadata().getNamespace());
    var policy = NetworkPolicyTemplate.networkPolicy(directory, gateways);
    return one(policies, directory, policy, NetworkPolicy::getSpec).or(() -> names(directory));
  }

  private Optional<Finding> names(Directory directory) {
    var service = ServiceTemplate.service(directory);
    if (ServiceTemplate.isWanted(directory)) {
      return one(services, directory, service, Service::getSpec);
    }
    var meta = service.getMetadata();
    services
        .get(meta.getNamespace(), meta.getName())
        .filter(live -> owned(directory, live) && !live.isMarkedForDeletion())
        .ifPresent(services::delete);
    return Optional.empty();
  }

  private static <R extends HasMetadata> Optional<Finding> one(
      Children<R> children, Directory directory, R desired, Function<R, ?> spec) {
    return children
        .bringUpToDate(desired, spec, object -> owned(directory, object))
        .problem(Registered, DirectoryReason.NameTaken, DirectoryReason.Refused, "Directory");
  }

  private static boolean owned(Directory directory, HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(directory.getMetadata().getUid()));
  }
}
