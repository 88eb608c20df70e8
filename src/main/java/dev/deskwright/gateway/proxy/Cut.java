package dev.deskwright.gateway.proxy;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.impl.WebSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.NetSocketInternal;

/**
 * Ends a connection at once. Vert.x's own close waits until all is sent, which takes for ever when
 * the other side reads nothing. Closing the channel as a whole would come to the same: it must
 * begin at Vert.x's own place in it.
 */
final class Cut {

  private Cut() {}

  static void now(NetSocket socket) {
    var unused = ((NetSocketInternal) socket).channelHandlerContext().close();
  }

  static void now(HttpConnection connection) {
    var unused = ((ConnectionBase) connection).channelHandlerContext().close();
  }

  static void now(WebSocketBase socket) {
    var unused = ((WebSocketInternal) socket).channelHandlerContext().close();
  }
}
