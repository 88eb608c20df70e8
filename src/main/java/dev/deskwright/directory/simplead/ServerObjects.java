package dev.deskwright.directory.simplead;

import static dev.deskwright.api.v1alpha1.ConditionType.Registered;

import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.kernel.Children;
import dev.deskwright.kernel.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Optional;
import java.util.function.Function;

/** The objects of domains' servers, as they should be and as they are. */
public record ServerObjects(
    Children<Service> services,
    Children<NetworkPolicy> policies,
    Children<PodDisruptionBudget> budgets,
    Children<StatefulSet> sets) {

  Optional<Service> service(Domain domain, Server server) {
    return live(services, domain, domain.nameOf(server));
  }

  ServerState state(Domain domain, Server server) {
    return ServerState.of(live(sets, domain, domain.nameOf(server)));
  }

  /** Makes or mends what the servers need before they are there; returns what came in the way. */
  Optional<Finding> guardAndName(Domain domain) {
    return one(policies, domain, ServerGuards.networkPolicy(domain), NetworkPolicy::getSpec)
        .or(
            () ->
                one(
                    budgets,
                    domain,
                    ServerGuards.disruptionBudget(domain),
                    PodDisruptionBudget::getSpec))
        .or(() -> one(services, domain, ServerServices.headless(domain), Service::getSpec))
        .or(() -> service(domain, ServerServices.of(domain, Server.DC1)))
        .or(() -> service(domain, ServerServices.of(domain, Server.DC2)));
  }

  private Optional<Finding> service(Domain domain, Service desired) {
    return one(services, domain, desired, Service::getSpec);
  }

  /** Makes the servers, and mends one only while the other answers. */
  Optional<Finding> servers(Domain domain, Function<Server, StatefulSet> desired) {
    return server(domain, Server.DC1, desired).or(() -> server(domain, Server.DC2, desired));
  }

  private Optional<Finding> server(
      Domain domain, Server server, Function<Server, StatefulSet> desired) {
    var live = live(sets, domain, domain.nameOf(server));
    boolean mayGoDown =
        ServerState.of(live) == ServerState.NOT_ANSWERING
            || state(domain, server.peer()) == ServerState.ANSWERING;
    return live.isPresent() && !mayGoDown
        ? Optional.empty()
        : one(sets, domain, desired.apply(server), set -> ServerSet.changeable(set.getSpec()));
  }

  private static <R extends HasMetadata> Optional<R> live(
      Children<R> children, Domain domain, String name) {
    return children
        .get(domain.namespace(), name)
        .filter(object -> ServerMeta.isOwned(domain, object));
  }

  private static <R extends HasMetadata> Optional<Finding> one(
      Children<R> children, Domain domain, R desired, Function<R, ?> spec) {
    return children
        .bringUpToDate(desired, spec, object -> ServerMeta.isOwned(domain, object))
        .problem(Registered, DirectoryReason.NameTaken, DirectoryReason.Refused, "Directory");
  }
}
