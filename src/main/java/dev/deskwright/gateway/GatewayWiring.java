package dev.deskwright.gateway;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.config.GatewayConfig;
import dev.deskwright.config.GatewayConfig.DirectoryName;
import dev.deskwright.directory.NamedValues;
import dev.deskwright.directory.TrustingDirectories;
import dev.deskwright.gateway.Gateway.Parts;
import dev.deskwright.gateway.client.Clients;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.cluster.KubernetesDesktops;
import dev.deskwright.gateway.cluster.KubernetesFleetAccess;
import dev.deskwright.gateway.cluster.WorkSpaceRequests;
import dev.deskwright.gateway.oidc.Providers;
import dev.deskwright.gateway.portal.Blocking;
import dev.deskwright.gateway.portal.Callers;
import dev.deskwright.gateway.portal.Portal;
import dev.deskwright.gateway.portal.PortalParts;
import dev.deskwright.gateway.proxy.ConnectionRecords;
import dev.deskwright.gateway.proxy.ConnectionWriter.Which;
import dev.deskwright.gateway.proxy.Connections;
import dev.deskwright.gateway.proxy.DesktopProxy;
import dev.deskwright.gateway.proxy.HttpDesktopProxy;
import dev.deskwright.gateway.proxy.KubernetesConnectionWriter;
import dev.deskwright.gateway.proxy.ProxyLimits;
import dev.deskwright.gateway.proxy.ProxyMetrics;
import dev.deskwright.gateway.proxy.ProxyParts;
import dev.deskwright.gateway.proxy.Tickets;
import dev.deskwright.gateway.proxy.WorkSpaceCounts;
import dev.deskwright.gateway.server.GatewayServer;
import dev.deskwright.gateway.server.HostNames;
import dev.deskwright.gateway.server.PagePolicy;
import dev.deskwright.gateway.session.Seal;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.gateway.session.SessionLimits;
import dev.deskwright.gateway.session.Sessions;
import dev.deskwright.gateway.signin.AccessRules;
import dev.deskwright.gateway.signin.DirectoryRadius;
import dev.deskwright.gateway.signin.OpenDirectories;
import dev.deskwright.gateway.signin.SignIn;
import dev.deskwright.gateway.signin.SignInParts;
import dev.deskwright.gateway.state.Kind;
import dev.deskwright.gateway.token.DesktopTokens;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** The gateway's parts, each made once and handed to who needs it. */
final class GatewayWiring {

  private static final int SIGN_IN_THREADS = 16;
  private static final int SIGN_INS = 128;
  private static final int API_THREADS = 16;
  private static final int API_CALLS = 512;

  private final GatewayConfig config;
  private final Parts parts;
  private final Vertx vertx;
  private final Clock clock;
  private final Cluster cluster;
  private final KubernetesDesktops desktops;
  private final Seal seal;
  private final Sessions sessions;
  private final Clients clients;
  private final Callers callers;
  private final HostNames hosts;
  private final Connections connections;
  private final ConnectionRecords records;
  private final WorkSpaceCounts counts;
  private final Optional<DesktopTokens> tokens;
  private final GatewayServer server;
  private final WorkerExecutor workers;
  private final OpenDirectories openDirectories;
  private final PortalParts portal;
  private final Tickets tickets;

  GatewayWiring(GatewayConfig config, Parts parts, Vertx vertx) throws IOException {
    this.config = config;
    this.parts = parts;
    this.vertx = vertx;
    this.clock = parts.clock();
    this.workers = vertx.createSharedWorkerExecutor("cluster", API_THREADS);
    this.cluster = new Cluster(parts.client(), config.namespaces(), parts.defences());
    this.openDirectories =
        new OpenDirectories(new TrustingDirectories(parts.users(), cluster::directoriesIn), clock);
    this.desktops =
        new KubernetesDesktops(cluster, parts.client(), workers, parts.reach(), parts.tracing());
    this.seal = new Seal(parts.state(), clock);
    var limits = new SessionLimits(config.sessionIdle(), config.sessionLimit());
    this.sessions = new Sessions(parts.state(), seal, limits, clock, parts.defences());
    this.clients = new Clients(config.trustedProxies(), parts.defences());
    this.hosts = new HostNames(config.hostNames(), config.desktopDomain());
    this.connections = new Connections(vertx, ProxyLimits.DEFAULTS);
    this.records =
        new ConnectionRecords(new KubernetesConnectionWriter(vertx, parts.client()), clock);
    this.counts = new WorkSpaceCounts((id, session) -> cluster.workspace(id, session).isPresent());
    this.tokens =
        config.identityFolder().isPresent()
            ? Optional.of(DesktopTokens.in(config.identityFolder().get(), clock))
            : Optional.empty();
    var sealer = new SessionSeal(seal);
    this.tickets =
        new Tickets(
            sealer,
            (name, until) ->
                workers.executeBlocking(
                    () -> parts.state().claimOnce(Kind.TICKETS, name, until), false),
            clock,
            parts.defences());
    ProxyParts proxies = proxies();
    this.callers = new Callers(sessions, clients, parts.defences());
    this.portal = portal(new DesktopProxy(vertx, proxies));
    new Forgetting(cluster, openDirectories, counts).watch();
    new Evictions(
            vertx,
            cluster,
            connections,
            sessions,
            (directory, name) -> openDirectories.of(directory).canonical(name))
        .watch();
    this.server = server(new Portal(vertx, portal), desktopPages(proxies, sealer));
  }

  private ProxyParts proxies() {
    return new ProxyParts(
        clock,
        ProxyLimits.DEFAULTS,
        desktops,
        tickets,
        new UsedDesktops(records, id -> portal().used(id)),
        tokens,
        hosts::isOrigin,
        session -> !sessions.isOver(session),
        connections,
        new ProxyMetrics(parts.meters(), counts, parts.tracing()),
        parts.defences());
  }

  private PortalParts portal(DesktopProxy proxy) {
    var signIn =
        new SignIn(
            new SignInParts(
                (namespace, name) -> cluster.directory(new DirectoryName(namespace, name)),
                openDirectories,
                new DirectoryRadius(new NamedValues(parts.client()), parts.defences()),
                parts.state(),
                seal,
                sessions,
                parts.defences(),
                clock,
                parts.meters(),
                parts.tracing()));
    return new PortalParts(
        new PortalParts.Needs(
            vertx,
            cluster,
            desktops,
            new WorkSpaceRequests(parts.client(), clock),
            signIn,
            new Providers(new NamedValues(parts.client()), clock),
            parts.state(),
            seal,
            sessions,
            callers,
            tickets,
            proxy,
            new AccessRules(parts.defences()),
            fleetAccess(),
            new Blocking(vertx.createSharedWorkerExecutor("sign-in", SIGN_IN_THREADS), SIGN_INS),
            new Blocking(workers, API_CALLS),
            hosts,
            new PagePolicy(config.desktopDomain(), parts.defences()),
            parts.hint(),
            clock,
            parts.defences()));
  }

  private ScopedFleetAccess fleetAccess() {
    return new ScopedFleetAccess(
        new KubernetesFleetAccess(
            parts.client(), cluster, openDirectories, config.userPrefix(), clock));
  }

  private Optional<HttpDesktopProxy> desktopPages(ProxyParts proxies, SessionSeal sealer) {
    return config
        .desktopDomain()
        .map(domain -> new HttpDesktopProxy(vertx, proxies, sealer, domain, this::isAdmitted));
  }

  private boolean isAdmitted(HttpServerRequest request, Session session) {
    return cluster
        .directory(session)
        .filter(
            directory ->
                new AccessRules(parts.defences())
                    .refusal(directory, callers.client(request))
                    .isEmpty())
        .isPresent();
  }

  private GatewayServer server(Portal page, Optional<HttpDesktopProxy> desktopPages) {
    return new GatewayServer(
        vertx,
        DesktopProxy.configure(new HttpServerOptions(), ProxyLimits.DEFAULTS, parts.defences()),
        request -> handle(request, page, desktopPages),
        config.connectionsPerAddress(),
        clients::isProxy,
        parts.defences());
  }

  private static void handle(
      HttpServerRequest request, Portal page, Optional<HttpDesktopProxy> desktopPages) {
    if (desktopPages.isPresent() && desktopPages.get().serves(request)) {
      desktopPages.get().handle(request);
    } else {
      page.handle(request);
    }
  }

  /** A record that says CONNECTED may be that of a replica which is no more. */
  void tellAbandoned() {
    cluster
        .all()
        .filter(ws -> ws.getStatus() != null && ws.getStatus().connection() != null)
        .filter(ws -> ws.getStatus().connection().state() == Connection.State.CONNECTED)
        .forEach(
            ws ->
                records.abandoned(
                    new Which(
                        ws.getMetadata().getNamespace(),
                        ws.getMetadata().getName(),
                        ws.getMetadata().getUid()),
                    ws.getStatus().connection()));
  }

  GatewayCollector collector() {
    return new GatewayCollector(
        cluster, connections, Optional.of(counts).filter(on -> config.workspaceMetrics()));
  }

  void close() {
    cluster.close();
    openDirectories.close();
  }

  void refreshIdentity() throws IOException {
    if (tokens.isPresent()) {
      tokens.get().reload();
    }
  }

  Optional<DesktopTokens> identity() {
    return tokens;
  }

  Cluster cluster() {
    return cluster;
  }

  Sessions sessions() {
    return sessions;
  }

  Connections connections() {
    return connections;
  }

  ConnectionRecords records() {
    return records;
  }

  GatewayServer server() {
    return server;
  }

  private PortalParts portal() {
    return portal;
  }
}
