package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.defence.Defence;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections that were made while the pod was known to have the address. What stands then stays
 * with that pod, whoever gets the address later.
 */
final class VerifiedPods {

  private final ProxyParts parts;
  private final Map<HttpConnection, String> pods = new ConcurrentHashMap<>();

  VerifiedPods(ProxyParts parts) {
    this.parts = parts;
  }

  /** Fails unless this connection ends at this pod. */
  Future<Void> check(HttpConnection connection, Target target) {
    String known = pods.get(connection);
    if (target.podUid().equals(known) || !parts.defences().has(Defence.POD_IDENTITY)) {
      return Future.succeededFuture();
    }
    if (known != null) {
      return Future.failedFuture("a connection to another pod");
    }
    return parts
        .desktops()
        .isStill(target)
        .compose(
            still -> {
              if (!still) {
                return Future.failedFuture(target.address() + " is no longer that pod");
              }
              pods.put(connection, target.podUid());
              connection.closeHandler(closed -> pods.remove(connection));
              return Future.succeededFuture();
            });
  }
}
