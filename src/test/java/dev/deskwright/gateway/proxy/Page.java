package dev.deskwright.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;

/** A client as the page is one, and what it has seen. */
final class Page {

  final ClientWebSocket socket;
  private final Future<WebSocket> opened;
  private final Buffer data = Buffer.buffer();
  private final Promise<Short> closed = Promise.promise();

  Page(ClientWebSocket socket, WebSocketConnectOptions options) {
    this.socket = socket;
    socket.handler(this::add);
    socket.closeHandler(end -> closed.tryComplete(socket.closeStatusCode()));
    socket.exceptionHandler(failure -> {});
    opened = socket.connect(options);
  }

  private synchronized void add(Buffer more) {
    data.appendBuffer(more);
  }

  synchronized Buffer data() {
    return data.copy();
  }

  Page open() {
    Waiting.on(opened);
    return this;
  }

  /**
   * What is closed at once may be so before Vert.x has seen that it is open: then nobody is told.
   */
  boolean wasClosedTooSoon() {
    return Waiting.on(
        opened.transform(
            result -> Future.succeededFuture(result.cause() instanceof IllegalStateException)));
  }

  /** The HTTP status that the upgrade was refused with. */
  int refusal() {
    return ((UpgradeRejectedException) Waiting.failureOf(opened)).getStatus();
  }

  /** The code that the WebSocket was closed with. */
  Ending ending() {
    short code = Waiting.on(closed.future());
    for (Ending each : Ending.values()) {
      if (each.code() == code) {
        return each;
      }
    }
    throw new AssertionError("closed with " + code);
  }

  void awaitClosed() {
    Waiting.on(closed.future());
  }
}
