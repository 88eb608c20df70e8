package dev.deskwright.demo.rfb;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries RFB in a WebSocket, as websockify does, on a port of the loopback address. */
final class WebSocketServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketServer.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final String PATH = "/websockify";
  private static final String SUB_PROTOCOL = "binary";
  private static final int MAX_MESSAGE = ClientMessages.MAX_TEXT + 1024;
  private static final int MAX_QUEUE = 512 * 1024;
  private static final long HANDSHAKE_MILLIS = 10_000;
  private static final long START_SECONDS = 10;
  private static final short GOING_AWAY = 1001;

  private final Vertx vertx;
  private final SimulatedDesktop desktop;
  private final HttpServer server;

  private WebSocketServer(Vertx vertx, SimulatedDesktop desktop) {
    this.vertx = vertx;
    this.desktop = desktop;
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(LOOPBACK)
                    .setPort(0)
                    .setTcpNoDelay(true)
                    .setWebSocketSubProtocols(List.of(SUB_PROTOCOL))
                    // The picture is compressed already.
                    .setPerMessageWebSocketCompressionSupported(false)
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setMaxWebSocketMessageSize(MAX_MESSAGE))
            .requestHandler(WebSocketServer::refuse)
            .webSocketHandshakeHandler(this::decide)
            .webSocketHandler(this::connected);
  }

  /** Starts a server on a free port; waits until it listens. */
  static WebSocketServer start(Vertx vertx, SimulatedDesktop desktop) {
    WebSocketServer started = new WebSocketServer(vertx, desktop);
    CompletableFuture<HttpServer> listening =
        started.server.listen().toCompletionStage().toCompletableFuture();
    listening.orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    return started;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort());
  }

  private static void refuse(HttpServerRequest request) {
    request.response().setStatusCode(404).end("a simulated desktop: RFB in a WebSocket\n");
  }

  private void decide(ServerWebSocketHandshake handshake) {
    if (!handshake.path().equals(PATH)) {
      handshake.reject(404);
    } else if (!isOwn(handshake.headers().get("Origin"))) {
      handshake.reject(403);
    } else {
      handshake.accept();
    }
  }

  /**
   * Whether a request comes from a program, or from a page of this very port, of which there is
   * none: no page that a browser has open may look at the desktops of the machine it runs on.
   */
  private boolean isOwn(String origin) {
    return origin == null || origin.equals("http://" + LOOPBACK + ":" + server.actualPort());
  }

  private void connected(ServerWebSocket socket) {
    socket.setWriteQueueMaxSize(MAX_QUEUE);
    Optional<RfbSession> connected = desktop.connect(new SocketWire(socket));
    if (connected.isEmpty()) {
      socket.close(GOING_AWAY, "no more connections");
      return;
    }
    RfbSession session = connected.get();
    long handshake = vertx.setTimer(HANDSHAKE_MILLIS, timer -> desktop.expect(session));
    socket.binaryMessageHandler(message -> desktop.receive(session, message.getBytes()));
    socket.textMessageHandler(text -> socket.close(GOING_AWAY, "bytes are spoken here"));
    socket.exceptionHandler(e -> LOG.debug("Connection to a simulated desktop failed", e));
    socket.closeHandler(
        closed -> {
          vertx.cancelTimer(handshake);
          desktop.disconnect(session);
        });
  }

  @Override
  public void close() {
    server.close();
  }

  private record SocketWire(ServerWebSocket socket) implements RfbSession.Wire {

    @Override
    public void send(byte[] bytes) {
      socket.writeBinaryMessage(Buffer.buffer(bytes));
    }

    @Override
    public boolean isFull() {
      return socket.writeQueueFull();
    }

    @Override
    public void end(String why) {
      LOG.debug("A connection to a simulated desktop ends: {}", why);
      if (!socket.isClosed()) {
        socket.close(GOING_AWAY, "the desktop has ended this connection");
      }
    }
  }
}
