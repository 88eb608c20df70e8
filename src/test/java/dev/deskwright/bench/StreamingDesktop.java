package dev.deskwright.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Not a desktop: it sends bursts at a steady pace to whoever connects by WebSocket, each beginning
 * with the moment it was sent.
 */
final class StreamingDesktop {

  static final int BURST = 4096;
  static final int BURSTS_PER_SECOND = 10;

  private final Vertx vertx;
  private final boolean streams;
  private final AtomicInteger sockets = new AtomicInteger();
  private final int port;

  StreamingDesktop(Vertx vertx, boolean streams) {
    this.vertx = vertx;
    this.streams = streams;
    port =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setWebSocketSubProtocols(List.of("binary"))
                    .setRegisterWebSocketWriteHandlers(false)
                    .setTcpNoDelay(true)
                    .setAcceptBacklog(4096))
            .webSocketHandler(this::accept)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join()
            .actualPort();
  }

  int port() {
    return port;
  }

  private void accept(ServerWebSocket socket) {
    int number = sockets.incrementAndGet();
    socket.exceptionHandler(failure -> {});
    if (!streams) {
      return;
    }
    int period = 1000 / BURSTS_PER_SECOND;
    long timer =
        vertx.setPeriodic(
            1 + number * 7L % period,
            period,
            now -> {
              if (!socket.writeQueueFull()) {
                socket.write(
                    Buffer.buffer(BURST)
                        .appendLong(System.nanoTime())
                        .appendBytes(new byte[BURST - Long.BYTES]));
              }
            });
    socket.closeHandler(closed -> vertx.cancelTimer(timer));
  }
}
