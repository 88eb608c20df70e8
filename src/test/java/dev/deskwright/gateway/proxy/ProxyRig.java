package dev.deskwright.gateway.proxy;

import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.api.v1alpha1.Protocol;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.gateway.token.DesktopTokens;
import dev.deskwright.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The proxies behind a real HTTP server on the loopback address, with everything else played. */
final class ProxyRig implements AutoCloseable {

  static final String ORIGIN = "https://desk.example.com";
  static final String ID = "ws-000000001";

  static final ProxyLimits QUICK =
      new ProxyLimits(
          3,
          5,
          Duration.ofHours(4),
          Duration.ofSeconds(2),
          Duration.ofMillis(100),
          Duration.ofMillis(600),
          64 << 10,
          1 << 20,
          64 << 10);

  final Vertx vertx = Vertx.vertx();

  /** The client's own, so that its event loops are not the gateway's. */
  final Vertx outside = Vertx.vertx();

  final StandingClock clock = new StandingClock(Instant.parse("2026-11-26T08:00:00Z"));
  final PlayedDesktops desktops = new PlayedDesktops();
  final PlayedActivity activity = new PlayedActivity();
  final Set<String> endedSessions = ConcurrentHashMap.newKeySet();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Connections connections;
  final ProxyMetrics metrics;
  final WorkSpaceCounts counts = new WorkSpaceCounts((id, session) -> id.equals(ID));
  final Tickets tickets;
  final ProxyParts parts;
  private final WebSocketClient client = outside.createWebSocketClient();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final int port;

  ProxyRig() {
    this(QUICK, Defences.ALL, Optional.empty());
  }

  ProxyRig(ProxyLimits limits, Defences defences, Optional<DesktopTokens> tokens) {
    connections = new Connections(vertx, limits);
    metrics = new ProxyMetrics(registry, counts, Tracing.OFF);
    tickets = new Tickets(new PlayedSealer(clock), new PlayedClaims(), clock, defences);
    parts =
        new ProxyParts(
            clock,
            limits,
            desktops,
            tickets,
            activity,
            tokens,
            ORIGIN::equals,
            session -> !endedSessions.contains(session.id()),
            connections,
            metrics,
            defences);
    var proxy = new DesktopProxy(vertx, parts);
    HttpServer server =
        vertx
            .createHttpServer(DesktopProxy.configure(new HttpServerOptions(), limits, defences))
            .requestHandler(request -> handle(proxy, request));
    port = Waiting.on(server.listen(0, "127.0.0.1")).actualPort();
  }

  private void handle(DesktopProxy proxy, HttpServerRequest request) {
    Session session = sessions.get(request.getHeader("Test-Session"));
    proxy.handle(request, session, request.path().split("/", -1)[2]);
  }

  int port() {
    return port;
  }

  Session session(String user) {
    var now = clock.instant();
    var session =
        new Session(
            "session-" + user + "-" + sessions.size(),
            "desks",
            "acme",
            "directory-uid",
            user,
            user,
            DeviceType.Web,
            now,
            now.plusSeconds(3600),
            now.plusSeconds(1800));
    sessions.put(session.id(), session);
    return session;
  }

  /** A client as the page is one. */
  Page connect(Session session) {
    return connect(session, tickets.make(session, ID), options -> options);
  }

  Page connect(Session session, String ticket, UnaryOperator<WebSocketConnectOptions> change) {
    var options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/desktops/" + ID + "/rfb")
            .addHeader("Origin", ORIGIN)
            .addHeader("Test-Session", session.id())
            .setSubProtocols(List.of("binary", "ticket." + ticket));
    return new Page(client.webSocket(), change.apply(options));
  }

  Target target(FakeDesktop desktop, Protocol.Name name) {
    return target(desktop, name, Protocol.Scheme.HTTP, true);
  }

  Target target(
      FakeDesktop desktop, Protocol.Name name, Protocol.Scheme scheme, boolean pasteAllowed) {
    String path = name == Protocol.Name.RFB ? null : "/websockify";
    return new Target(
        ID,
        "desks",
        "alice",
        "workspace-uid",
        "alice",
        "pod-uid",
        "127.0.0.1",
        new Protocol(name, desktop.port(), path, scheme),
        pasteAllowed);
  }

  @Override
  public void close() {
    Waiting.on(outside.close());
    Waiting.on(vertx.close());
  }

  /** Has one desktop, or none; asks are counted. */
  static final class PlayedDesktops implements Desktops {

    volatile Optional<Target> target = Optional.empty();
    volatile boolean still = true;
    volatile Future<Void> before = Future.succeededFuture();

    @Override
    public Future<Optional<Target>> find(String workspaceId, Session session) {
      return before.map(target);
    }

    @Override
    public Future<Boolean> isStill(Target asked) {
      return Future.succeededFuture(still);
    }
  }

  /** Keeps what it is told. */
  static final class PlayedActivity implements Activity {

    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void connected(Target target) {
      told.add("connected");
    }

    @Override
    public void input(Target target) {
      told.add("input");
    }

    @Override
    public void disconnected(Target target) {
      told.add("disconnected");
    }
  }
}
