package dev.deskwright.gateway.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** The desktop's end of a connection: a stream each way, whatever it is wrapped in. */
class DesktopLink {

  private final NetSocket socket;
  private final Buffer early;

  /**
   * A link over a paused socket.
   *
   * @param early what has been read of it already
   */
  DesktopLink(NetSocket socket, Buffer early) {
    this.socket = socket;
    this.early = early;
  }

  /** Starts to read. */
  void start(Handler<Buffer> data, Runnable drained, Runnable closed) {
    // Comes when all that was read has been handed on; the close handler would come before that.
    socket.endHandler(end -> closed.run());
    socket.exceptionHandler(failure -> {});
    socket.handler(buffer -> received(buffer, data));
    if (early.length() > 0) {
      received(early, data);
    }
    socket.resume();
    socket.drainHandler(now -> drained.run());
  }

  void received(Buffer buffer, Handler<Buffer> data) {
    data.handle(buffer);
  }

  void write(Buffer data) {
    send(data);
  }

  final void send(Buffer bytes) {
    // With no handler, no promise is made: there is nobody to tell.
    socket.write(bytes, null);
  }

  boolean isFull() {
    return socket.writeQueueFull();
  }

  void pause() {
    socket.pause();
  }

  void resume() {
    socket.resume();
  }

  void close() {
    Cut.now(socket);
  }
}
