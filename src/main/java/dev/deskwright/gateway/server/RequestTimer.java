package dev.deskwright.gateway.server;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends connections on which a request does not become complete in time. What is idle is another
 * matter: a client that sends a byte now and then is never idle.
 */
final class RequestTimer {

  private static final int SWITCHING_PROTOCOLS = 101;

  private final Vertx vertx;
  private final Duration firstRequest;
  private final Duration nextRequest;
  private final Duration body;
  private final boolean up;
  private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

  /**
   * Sets the limits.
   *
   * @param firstRequest from the connection to the end of its first request's headers
   * @param nextRequest from a response to the end of the next request's headers
   * @param body from the headers to the end of the body
   */
  RequestTimer(
      Vertx vertx, Duration firstRequest, Duration nextRequest, Duration body, Defences defences) {
    this.vertx = vertx;
    this.firstRequest = firstRequest;
    this.nextRequest = nextRequest;
    this.body = body;
    this.up = defences.has(Defence.REQUEST_TIMEOUT);
  }

  void connected(HttpConnection connection) {
    arm(connection, firstRequest);
  }

  /** A connection is gone, or belongs to another protocol from now on. */
  void forget(HttpConnection connection) {
    Long timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  void begun(HttpServerRequest request) {
    arm(request.connection(), body);
    request.end().onComplete(read -> read(request));
    request.response().endHandler(sent -> sent(request));
  }

  /** Where the answer came before the end of the body, the next request is waited for already. */
  private void read(HttpServerRequest request) {
    if (!request.response().ended() || isUpgrade(request)) {
      forget(request.connection());
    }
  }

  /** After an upgrade there is no next request to wait for. */
  private void sent(HttpServerRequest request) {
    if (!isUpgrade(request)) {
      arm(request.connection(), nextRequest);
    }
  }

  private static boolean isUpgrade(HttpServerRequest request) {
    return request.response().getStatusCode() == SWITCHING_PROTOCOLS;
  }

  private void arm(HttpConnection connection, Duration limit) {
    forget(connection);
    if (up) {
      timers.put(
          connection,
          vertx.setTimer(
              limit.toMillis(),
              fired -> {
                timers.remove(connection);
                connection.close();
              }));
    }
  }
}
