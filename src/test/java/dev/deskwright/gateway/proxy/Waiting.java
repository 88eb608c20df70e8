package dev.deskwright.gateway.proxy;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Waits for what Vert.x does on its own threads. */
final class Waiting {

  private Waiting() {}

  static <T> T on(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  static Throwable failureOf(Future<?> future) {
    try {
      on(future);
    } catch (CompletionException e) {
      return e.getCause();
    }
    throw new AssertionError("it did not fail");
  }
}
