package dev.deskwright.fault;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;

/** A watch by WebSocket: once both ends have agreed on it, bytes go both ways until one closes. */
final class Tunnel {

  private static final int SWITCHING_PROTOCOLS = 101;

  private Tunnel() {}

  /** Carries the request to the API server, and its answer or its tunnel back. */
  static void open(HttpServerRequest request, Upstream upstream) {
    request.pause();
    upstream
        .request(request)
        .compose(
            asked -> {
              var answered = asked.connect();
              request.endHandler(end -> asked.end());
              request.resume();
              return answered;
            })
        .onSuccess(answer -> answered(request, answer))
        .onFailure(e -> request.connection().close());
  }

  private static void answered(HttpServerRequest request, HttpClientResponse answer) {
    var response = request.response().setStatusCode(answer.statusCode());
    Upstream.copy(answer.headers(), response.headers());
    if (answer.statusCode() != SWITCHING_PROTOCOLS) {
      answer.body().onSuccess(response::end);
      return;
    }
    NetSocket server = answer.netSocket();
    server.pause();
    request
        .toNetSocket()
        .onSuccess(operator -> join(operator, server))
        .onFailure(e -> server.close());
  }

  private static void join(NetSocket one, NetSocket other) {
    one.pipeTo(other);
    other.pipeTo(one);
    one.closeHandler(closed -> other.close());
    other.closeHandler(closed -> one.close());
  }
}
