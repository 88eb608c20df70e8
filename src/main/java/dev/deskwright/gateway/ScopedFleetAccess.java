package dev.deskwright.gateway;

import dev.deskwright.gateway.cluster.KubernetesFleetAccess;
import dev.deskwright.gateway.portal.FleetAccess;
import dev.deskwright.gateway.session.Session;
import java.util.function.Predicate;

/** The fleet as far as Kubernetes lets a user see it. */
record ScopedFleetAccess(KubernetesFleetAccess kubernetes) implements FleetAccess {

  @Override
  public boolean isAllowed(Session session) {
    return !kubernetes.scope(session).isEmpty();
  }

  @Override
  public Predicate<String> namespaces(Session session) {
    var scope = kubernetes.scope(session);
    if (scope.isEmpty()) {
      throw FleetAccess.refusal();
    }
    return scope::has;
  }
}
