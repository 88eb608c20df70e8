package dev.deskwright.gateway.portal;

import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.gateway.session.Sessions;
import dev.deskwright.gateway.state.StateUnavailable;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is signed in, and signing out. */
final class SessionRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(SessionRoutes.class);

  private final Sessions sessions;
  private final Cluster cluster;
  private final Callers callers;
  private final Blocking blocking;
  private final FleetAccess fleet;

  SessionRoutes(
      Sessions sessions, Cluster cluster, Callers callers, Blocking blocking, FleetAccess fleet) {
    this.sessions = sessions;
    this.cluster = cluster;
    this.callers = callers;
    this.blocking = blocking;
    this.fleet = fleet;
  }

  private record SessionView(
      String userName,
      String displayName,
      String directoryName,
      String since,
      String until,
      String csrfToken,
      boolean administrator,
      String deviceType) {
    @Override
    public String toString() {
      return "SessionView[" + userName + "]";
    }
  }

  void addTo(Router router) {
    router.get("/session").handler(this::show);
    router.delete("/session").handler(this::signOut);
  }

  private void show(RoutingContext context) {
    Session session = callers.required(context);
    blocking.answer(
        context,
        () -> fleet.isAllowed(session),
        administrator -> Json.answer(context, 200, view(session, administrator)));
  }

  private SessionView view(Session session, boolean administrator) {
    return new SessionView(
        session.userName(),
        session.displayName(),
        cluster.directory(session).map(SignInRoutes::title).orElse(session.directory()),
        session.since().toString(),
        session.until().toString(),
        sessions.csrfToken(session),
        administrator,
        session.deviceType().name());
  }

  private void signOut(RoutingContext context) {
    Session session = callers.changing(context);
    blocking.answer(
        context,
        () -> revoke(session),
        done -> {
          callers.forget(context);
          context.response().setStatusCode(204).end();
        });
  }

  /** Here it has ended in any case; the other replicas are told as soon as that is possible. */
  private boolean revoke(Session session) {
    try {
      sessions.revoke(session);
      return true;
    } catch (StateUnavailable e) {
      LOG.warn("other replicas cannot be told yet that a session has ended", e);
      return false;
    }
  }
}
