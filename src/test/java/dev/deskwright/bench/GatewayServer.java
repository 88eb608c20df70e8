package dev.deskwright.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.api.v1alpha1.Protocol;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.proxy.Activity;
import dev.deskwright.gateway.proxy.Connections;
import dev.deskwright.gateway.proxy.DesktopProxy;
import dev.deskwright.gateway.proxy.Desktops;
import dev.deskwright.gateway.proxy.ProxyLimits;
import dev.deskwright.gateway.proxy.ProxyMetrics;
import dev.deskwright.gateway.proxy.ProxyParts;
import dev.deskwright.gateway.proxy.Sealer;
import dev.deskwright.gateway.proxy.Target;
import dev.deskwright.gateway.proxy.Tickets;
import dev.deskwright.gateway.proxy.WorkSpaceCounts;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The gateway's proxy in a process of its own, with a directory of desktops that all are one. Its
 * arguments: port of the desktop, protocol, whether it speaks TLS itself. It prints its port.
 */
final class GatewayServer {

  static final String ORIGIN = "https://desk.example.com";
  static final String USER = "Bench-User";

  private static final JsonMapper JSON = new JsonMapper();
  private static final long MEBIBYTE = 1 << 20;

  private GatewayServer() {}

  public static void main(String[] arguments) throws IOException {
    int desktop = Integer.parseInt(arguments[0]);
    var protocol = Protocol.Name.valueOf(arguments[1]);
    boolean tls = Boolean.parseBoolean(arguments[2]);
    var limits = ProxyLimits.DEFAULTS;
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()));
    var connections = new Connections(vertx, limits);
    var parts =
        new ProxyParts(
            Clock.systemUTC(),
            limits,
            new OneDesktop(new Protocol(protocol, desktop, path(protocol), null)),
            tickets(),
            new NobodyListens(),
            Optional.empty(),
            ORIGIN::equals,
            session -> true,
            connections,
            new ProxyMetrics(
                new SimpleMeterRegistry(), new WorkSpaceCounts((id, session) -> true), Tracing.OFF),
            Defences.ALL);
    var proxy = new DesktopProxy(vertx, parts);
    var options =
        DesktopProxy.configure(new HttpServerOptions(), limits, Defences.ALL)
            .setAcceptBacklog(4096)
            .setSsl(tls);
    if (tls) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .setKeyValue(resource("one.tls.key"))
              .setCertValue(resource("one.tls.crt")));
    }
    vertx
        .createHttpServer(options)
        .requestHandler(request -> handle(request, proxy, connections))
        .listen(0, "127.0.0.1")
        .onSuccess(server -> System.out.println(server.actualPort()))
        .onFailure(Throwable::printStackTrace);
  }

  private static String path(Protocol.Name protocol) {
    return protocol == Protocol.Name.RFB ? null : "/websockify";
  }

  private static Buffer resource(String name) throws IOException {
    try (var in =
        GatewayServer.class.getResourceAsStream("/dev/deskwright/gateway/token/" + name)) {
      return Buffer.buffer(in.readAllBytes());
    }
  }

  private static void handle(
      HttpServerRequest request, DesktopProxy proxy, Connections connections) {
    if (request.path().equals("/stats")) {
      request.response().end(stats(connections, "gc".equals(request.query())).toString());
    } else {
      String id = request.path().split("/", -1)[2];
      proxy.handle(request, session(request.getHeader(USER)), id);
    }
  }

  private static ObjectNode stats(Connections connections, boolean collect) {
    if (collect) {
      System.gc();
      System.gc();
    }
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    // Netty counts what it takes past the JDK; the JDK counts the rest.
    double direct =
        Math.max(0, PlatformDependent.usedDirectMemory())
            + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    return JSON.createObjectNode()
        .put("sessions", connections.sessions())
        .put("cpu_seconds", system.getProcessCpuTime() / 1e9)
        .put("heap_mib", heap / MEBIBYTE)
        .put("direct_mib", direct / MEBIBYTE);
  }

  static Session session(String user) {
    Instant now = Instant.now();
    return new Session(
        "session-" + user,
        "desks",
        "acme",
        "directory",
        user,
        user,
        DeviceType.Web,
        now,
        now.plusSeconds(36_000),
        now.plusSeconds(36_000));
  }

  /** Tickets that this process and the bench understand; nothing is sealed in them. */
  static Tickets tickets() {
    return new Tickets(
        new OpenSeal(),
        (name, until) -> Future.succeededFuture(true),
        Clock.systemUTC(),
        Defences.ALL);
  }

  private static final class OpenSeal implements Sealer {

    @Override
    public String seal(String purpose, ObjectNode content, Instant until) {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(content.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<ObjectNode> open(String purpose, String sealed) {
      try {
        return Optional.of(JSON.readValue(Base64.getUrlDecoder().decode(sealed), ObjectNode.class));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  private record OneDesktop(Protocol protocol) implements Desktops {

    @Override
    public Future<Optional<Target>> find(String workspaceId, Session session) {
      return Future.succeededFuture(
          Optional.of(
              new Target(
                  workspaceId,
                  "desks",
                  workspaceId,
                  "uid-" + workspaceId,
                  workspaceId,
                  "pod-" + workspaceId,
                  "127.0.0.1",
                  protocol,
                  true)));
    }

    @Override
    public Future<Boolean> isStill(Target target) {
      return Future.succeededFuture(true);
    }
  }

  private static final class NobodyListens implements Activity {

    @Override
    public void connected(Target target) {}

    @Override
    public void input(Target target) {}

    @Override
    public void disconnected(Target target) {}
  }
}
