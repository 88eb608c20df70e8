package dev.deskwright.gateway.portal;

import dev.deskwright.gateway.portal.Refusal.Code;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Work that waits for others, off the event loops; so much of it at a time and no more. */
public final class Blocking {

  private final WorkerExecutor workers;
  private final int limit;
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * Uses these threads.
   *
   * @param limit how many may be under way or waiting for a thread; whoever comes then is told to
   *     come again
   */
  public Blocking(WorkerExecutor workers, int limit) {
    this.workers = workers;
    this.limit = limit;
  }

  /** Does the work, then answers with its result on the request's own event loop. */
  <T> void answer(RoutingContext context, Callable<T> work, Consumer<T> then) {
    if (underWay.incrementAndGet() > limit) {
      underWay.decrementAndGet();
      throw new Refusal(
          Code.TooManyRequests,
          "Too much is asked for at this moment: try again in a few seconds.",
          Optional.of(Duration.ofSeconds(5)));
    }
    workers
        .executeBlocking(work, false)
        .onComplete(
            result -> {
              underWay.decrementAndGet();
              if (context.response().closed()) {
                return;
              }
              try {
                if (result.failed()) {
                  context.fail(result.cause());
                } else {
                  then.accept(result.result());
                }
              } catch (RuntimeException e) {
                context.fail(e);
              }
            });
  }
}
