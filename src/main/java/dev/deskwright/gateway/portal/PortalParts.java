package dev.deskwright.gateway.portal;

import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.cluster.KubernetesDesktops;
import dev.deskwright.gateway.cluster.WorkSpaceRequests;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.oidc.Providers;
import dev.deskwright.gateway.proxy.DesktopProxy;
import dev.deskwright.gateway.proxy.Tickets;
import dev.deskwright.gateway.server.HostNames;
import dev.deskwright.gateway.server.PagePolicy;
import dev.deskwright.gateway.session.Seal;
import dev.deskwright.gateway.session.Sessions;
import dev.deskwright.gateway.signin.AccessRules;
import dev.deskwright.gateway.signin.SignIn;
import dev.deskwright.gateway.state.SharedState;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;

/** The routes of the portal, wired. */
public final class PortalParts {

  private final HostNames hosts;
  private final PagePolicy policy;
  private final Defences defences;
  private final SignInRoutes signIn;
  private final ProviderRoutes providers;
  private final SessionRoutes session;
  private final WorkSpaceRoutes workspaces;
  private final EventRoutes events;
  private final ConnectionRoutes connections;
  private final FleetRoutes fleet;
  private final StartTimes startTimes;
  private final StartBudget starts;

  /**
   * What the routes need.
   *
   * @param signInBlocking where sign-ins wait for directories, apart from everything else
   * @param blocking where the rest waits
   * @param hint what the page shows beside the form: for the demo
   */
  public record Needs(
      Vertx vertx,
      Cluster cluster,
      KubernetesDesktops desktops,
      WorkSpaceRequests requests,
      SignIn signIn,
      Providers providers,
      SharedState state,
      Seal seal,
      Sessions sessions,
      Callers callers,
      Tickets tickets,
      DesktopProxy proxy,
      AccessRules rules,
      FleetAccess fleet,
      Blocking signInBlocking,
      Blocking blocking,
      HostNames hosts,
      PagePolicy policy,
      Optional<String> hint,
      Clock clock,
      Defences defences) {}

  /** Wires the routes. */
  public PortalParts(Needs needs) {
    Cluster cluster = needs.cluster();
    Callers callers = needs.callers();
    Blocking blocking = needs.blocking();
    this.hosts = needs.hosts();
    this.policy = needs.policy();
    this.defences = needs.defences();
    this.startTimes = new StartTimes(needs.clock());
    this.starts = new StartBudget(needs.clock());
    cluster.onWorkSpace((before, now) -> startTimes.seen(now));
    var access = new Access(cluster, needs.rules());
    var views = new WorkSpaceViews(cluster, startTimes);
    this.signIn =
        new SignInRoutes(
            needs.signIn(), cluster, hosts, callers, needs.signInBlocking(), needs.hint());
    this.providers = new ProviderRoutes(needs, signIn);
    this.session = new SessionRoutes(needs.sessions(), cluster, callers, blocking, needs.fleet());
    this.workspaces =
        new WorkSpaceRoutes(
            cluster, callers, blocking, views, needs.requests(), starts, access, defences);
    this.events =
        new EventRoutes(
            needs.vertx(),
            cluster,
            needs.desktops(),
            callers,
            needs.sessions(),
            views,
            access,
            defences);
    this.connections =
        new ConnectionRoutes(
            cluster, callers, hosts, needs.tickets(), needs.proxy(), workspaces, access);
    this.fleet =
        new FleetRoutes(cluster, callers, blocking, needs.fleet(), new FleetItems(needs.clock()));
  }

  /** The user has done something on a desktop, which gives its starts back. */
  public void used(String workspaceId) {
    starts.used(workspaceId);
  }

  HostNames hosts() {
    return hosts;
  }

  PagePolicy policy() {
    return policy;
  }

  Defences defences() {
    return defences;
  }

  SignInRoutes signIn() {
    return signIn;
  }

  ProviderRoutes providers() {
    return providers;
  }

  SessionRoutes session() {
    return session;
  }

  WorkSpaceRoutes workspaces() {
    return workspaces;
  }

  EventRoutes events() {
    return events;
  }

  ConnectionRoutes connections() {
    return connections;
  }

  FleetRoutes fleet() {
    return fleet;
  }
}
