package dev.deskwright.gateway.proxy;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What several replicas share, unless it is away. */
final class PlayedClaims implements Claims {

  private final Set<String> claimed = ConcurrentHashMap.newKeySet();
  volatile boolean away;

  @Override
  public Future<Boolean> claimOnce(String name, Instant until) {
    return away
        ? Future.failedFuture("the API server is away")
        : Future.succeededFuture(claimed.add(name));
  }
}
