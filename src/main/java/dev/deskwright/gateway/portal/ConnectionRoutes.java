package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.Protocol;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.portal.Refusal.Code;
import dev.deskwright.gateway.proxy.DesktopProxy;
import dev.deskwright.gateway.proxy.Tickets;
import dev.deskwright.gateway.server.HostNames;
import dev.deskwright.gateway.session.Session;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** The way to a desktop: a ticket first, then a connection. */
final class ConnectionRoutes {

  /** In these there may be somebody to talk to, whatever the desktop's health check says. */
  private static final Set<WorkSpaceState> CONNECTABLE =
      Set.of(WorkSpaceState.AVAILABLE, WorkSpaceState.IMPAIRED, WorkSpaceState.UNHEALTHY);

  private final Cluster cluster;
  private final Callers callers;
  private final HostNames hosts;
  private final Tickets tickets;
  private final DesktopProxy proxy;
  private final WorkSpaceRoutes workspaces;
  private final Access access;

  ConnectionRoutes(
      Cluster cluster,
      Callers callers,
      HostNames hosts,
      Tickets tickets,
      DesktopProxy proxy,
      WorkSpaceRoutes workspaces,
      Access access) {
    this.cluster = cluster;
    this.callers = callers;
    this.hosts = hosts;
    this.tickets = tickets;
    this.proxy = proxy;
    this.workspaces = workspaces;
    this.access = access;
  }

  private record Nothing() {}

  private record ConnectionView(String protocol, String url, String ticket, Policy policy) {
    @Override
    public String toString() {
      return "ConnectionView[" + url + "]";
    }
  }

  private record Policy(String clipboard) {}

  void addTo(Router router) {
    router.post("/workspaces/:workspaceId/connections").handler(this::connect);
  }

  private void connect(RoutingContext context) {
    Session session = callers.changing(context);
    String id = context.pathParam("workspaceId");
    WorkSpace own = cluster.workspace(id, session).orElseThrow(Refusal::notFound);
    Json.body(context, Nothing.class);
    access.check(session, callers.client(context.request()));
    if (!Permissions.inService(own)) {
      throw new Refusal(
          Code.NotNow,
          "The WorkSpace is %s: ask your administrator.".formatted(Permissions.state(own)));
    }
    if (CONNECTABLE.contains(Permissions.state(own))) {
      Json.answer(context, 201, ticket(context.request(), session, own));
    } else {
      workspaces.startIfStopped(context, own);
    }
  }

  private ConnectionView ticket(HttpServerRequest request, Session session, WorkSpace own) {
    String id = Cluster.id(own);
    var protocol =
        cluster
            .bundle(own)
            .map(bundle -> bundle.getSpec().protocol().name())
            .orElseThrow(() -> new Refusal(Code.NotNow, "The WorkSpace's Bundle is gone."));
    String ticket = tickets.make(session, id);
    Policy policy = new Policy(cluster.clipboard(own).name());
    if (protocol != Protocol.Name.HTTP) {
      return new ConnectionView("RFB", "/desktops/" + id + "/rfb", ticket, policy);
    }
    String origin =
        hosts
            .desktopOrigin(id, request)
            .orElseThrow(
                () ->
                    new Refusal(
                        Code.NotNow,
                        "This desktop has a web page of its own, for which the gateway has no"
                            + " desktop domain: ask your administrator."));
    return new ConnectionView("HTTP", origin + "/.deskwright/enter", ticket, policy);
  }

  /** The WebSocket itself. Nothing may wait before the proxy has the request. */
  void upgrade(HttpServerRequest request, String workspaceId) {
    callers.requireOwnOrigin(request);
    Session session = callers.session(request).orElseThrow(Refusal::notSignedIn);
    access.check(session, callers.client(request));
    proxy.handle(request, session, workspaceId);
  }
}
