package dev.deskwright.fault;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** The one thread on which proxies do all their work, so that their calls have an order. */
record EventLoop(Vertx vertx) implements AutoCloseable {

  static EventLoop start() {
    return new EventLoop(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
