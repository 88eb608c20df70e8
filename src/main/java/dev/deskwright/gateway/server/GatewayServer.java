package dev.deskwright.gateway.server;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SSLOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Listens on one port with an event loop for each processor, and drops what takes too long. */
public final class GatewayServer {

  private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);
  private static final Duration NEXT_REQUEST = Duration.ofSeconds(75);
  private static final Duration BODY = Duration.ofSeconds(10);
  private static final int ANY_PORT = -1;
  private static final int IDLE_SECONDS = 120;
  private static final int HANDSHAKE_SECONDS = 10;
  private static final int LARGEST_HEADERS = 8 << 10;
  private static final int LONGEST_LINE = 4 << 10;

  private final Vertx vertx;
  private final HttpServerOptions options;
  private final Handler<HttpServerRequest> handler;
  private final ConnectionLimit limit;
  private final RequestTimer timer;
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

  /**
   * Listens to nothing yet.
   *
   * @param options what the handlers need; certificate, port and limits are added
   * @param connectionsPerAddress how many connections one address may have
   * @param isProxy addresses for which there is no limit
   */
  public GatewayServer(
      Vertx vertx,
      HttpServerOptions options,
      Handler<HttpServerRequest> handler,
      int connectionsPerAddress,
      Predicate<String> isProxy,
      Defences defences) {
    this.vertx = vertx;
    this.options = limits(options, defences);
    this.handler = handler;
    this.limit = new ConnectionLimit(connectionsPerAddress, isProxy, defences);
    this.timer = new RequestTimer(vertx, FIRST_REQUEST, NEXT_REQUEST, BODY, defences);
  }

  private static HttpServerOptions limits(HttpServerOptions options, Defences defences) {
    options
        .setSsl(true)
        .setUseAlpn(false)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setIdleTimeout(IDLE_SECONDS)
        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setHandle100ContinueAutomatically(false);
    if (defences.has(Defence.REQUEST_SIZE)) {
      options.setMaxHeaderSize(LARGEST_HEADERS).setMaxInitialLineLength(LONGEST_LINE);
    } else {
      options.setMaxHeaderSize(Integer.MAX_VALUE).setMaxInitialLineLength(Integer.MAX_VALUE);
    }
    return options;
  }

  /** Listens; the future has the port. */
  public Future<Integer> start(int port, SSLOptions certificate) {
    // A negative number stands for one free port for all loops; zero would be another one for each.
    options.setPort(port == 0 ? ANY_PORT : port).setHost("::");
    options.setKeyCertOptions(certificate.getKeyCertOptions());
    int loops = Runtime.getRuntime().availableProcessors();
    return vertx
        .deployVerticle(Loop::new, new DeploymentOptions().setInstances(loops))
        .map(deployed -> servers.get(0).actualPort());
  }

  /** Serves new connections with another certificate; those that stand keep theirs. */
  public Future<Void> replaceCertificate(SSLOptions certificate) {
    return Future.all(servers.stream().map(server -> server.updateSSLOptions(certificate)).toList())
        .mapEmpty();
  }

  /** Ends all connections. */
  public Future<Void> close() {
    return Future.all(servers.stream().map(HttpServer::close).toList()).mapEmpty();
  }

  private void connected(HttpConnection connection) {
    connection.closeHandler(
        closed -> {
          limit.release(connection);
          timer.forget(connection);
        });
    if (limit.admit(connection)) {
      timer.connected(connection);
    } else {
      connection.close();
    }
  }

  private void request(HttpServerRequest request) {
    timer.begun(request);
    handler.handle(request);
  }

  /** One server of several on the same port, with an event loop of its own. */
  private final class Loop extends AbstractVerticle {

    @Override
    public void start(Promise<Void> started) {
      HttpServer server = vertx.createHttpServer(new HttpServerOptions(options));
      server
          .connectionHandler(GatewayServer.this::connected)
          .requestHandler(GatewayServer.this::request)
          .listen()
          .onSuccess(servers::add)
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
