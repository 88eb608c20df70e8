package dev.deskwright.gateway.proxy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.core.streams.WriteStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Not a desktop: something that greets like an RFB server, keeps what it is sent, and sends what a
 * test has it send. Over plain TCP or in a WebSocket.
 */
final class FakeDesktop {

  static final Buffer GREETING = Buffer.buffer("RFB 003.008\n");

  private final Buffer received = Buffer.buffer();
  private final List<WriteStream<Buffer>> connections = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private volatile boolean stalled;
  private volatile Context context;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private int port;

  static FakeDesktop tcp(Vertx vertx, boolean tls) {
    var desktop = new FakeDesktop();
    var options = new NetServerOptions().setSsl(tls);
    if (tls) {
      options.setKeyCertOptions(SelfSignedCertificate.create().keyCertOptions());
    }
    NetServer server =
        vertx
            .createNetServer(options)
            .connectHandler(
                socket -> {
                  socket
                      .handler(desktop::receive)
                      .closeHandler(end -> desktop.closed.incrementAndGet());
                  if (desktop.stalled) {
                    socket.pause();
                  }
                  desktop.greet(socket);
                });
    desktop.port = Waiting.on(server.listen(0, "127.0.0.1")).actualPort();
    return desktop;
  }

  static FakeDesktop webSocket(Vertx vertx, boolean tls) {
    var desktop = new FakeDesktop();
    var options = new HttpServerOptions().setSsl(tls).setWebSocketSubProtocols(List.of("binary"));
    if (tls) {
      options.setKeyCertOptions(SelfSignedCertificate.create().keyCertOptions());
    }
    HttpServer server = vertx.createHttpServer(options).webSocketHandler(desktop::accept);
    desktop.port = Waiting.on(server.listen(0, "127.0.0.1")).actualPort();
    return desktop;
  }

  private void accept(ServerWebSocket socket) {
    authorizations.add(String.valueOf(socket.headers().get("Authorization")));
    paths.add(socket.path());
    socket.handler(this::receive).closeHandler(end -> closed.incrementAndGet());
    greet(socket);
  }

  private void greet(WriteStream<Buffer> connection) {
    accepted.incrementAndGet();
    context = Vertx.currentContext();
    connections.add(connection);
    connection.write(GREETING);
  }

  private synchronized void receive(Buffer data) {
    received.appendBuffer(data);
  }

  synchronized Buffer received() {
    return received.copy();
  }

  /** From now on it reads nothing. */
  void stall() {
    stalled = true;
  }

  void send(Buffer data) {
    connections.get(connections.size() - 1).write(data);
  }

  /** Sends as fast as the other side takes it. */
  AtomicLong pour(int chunk, long limit) {
    AtomicLong sent = new AtomicLong();
    WriteStream<Buffer> sink = last();
    Runnable pour =
        () -> {
          while (!sink.writeQueueFull() && sent.get() < limit) {
            sink.write(Buffer.buffer(new byte[chunk]));
            sent.addAndGet(chunk);
          }
        };
    context.runOnContext(
        now -> {
          sink.drainHandler(drained -> pour.run());
          pour.run();
        });
    return sent;
  }

  WriteStream<Buffer> last() {
    return connections.get(connections.size() - 1);
  }

  void hangUp() {
    if (last() instanceof NetSocket socket) {
      socket.close();
    } else {
      ((ServerWebSocket) last()).close();
    }
  }

  int accepted() {
    return accepted.get();
  }

  int closed() {
    return closed.get();
  }

  List<String> authorizations() {
    return authorizations;
  }

  List<String> paths() {
    return paths;
  }

  int port() {
    return port;
  }
}
