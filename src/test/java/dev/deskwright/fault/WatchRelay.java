package dev.deskwright.fault;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A watch of which every piece of news passes through a test's hands. */
final class WatchRelay {

  /** What becomes of a watch. Called on the proxy's one thread. */
  interface Course {

    /** Where the watch begins, or what is watched. */
    default String uri(String asked) {
      return asked;
    }

    /** What to do with a piece of news: an event as JSON. */
    List<Step> next(String news);
  }

  /** Something that is done, in turn, to the operator's end of the watch. */
  sealed interface Step {

    /** The operator is told. */
    record Tell(String news) implements Step {}

    /** Nothing is told for a while, and what comes meanwhile waits. */
    record Wait(Duration time) implements Step {}

    /** The watch ends, as when a connection is lost. */
    record Cut() implements Step {}
  }

  private final Vertx vertx;
  private final Course course;
  private final WebSocket server;
  private final Deque<Step> due = new ArrayDeque<>();
  private ServerWebSocket operator;
  private boolean waiting;

  private WatchRelay(Vertx vertx, Course course, WebSocket server) {
    this.vertx = vertx;
    this.course = course;
    this.server = server;
  }

  /** Opens it at the API server, then to the operator. What is told in between is kept. */
  static void open(Vertx vertx, HttpServerRequest request, Upstream upstream, Course course) {
    request.pause();
    upstream
        .watch(request, course.uri(request.uri()))
        .onSuccess(
            server -> {
              var relay = new WatchRelay(vertx, course, server);
              relay.listen();
              request.toWebSocket().onSuccess(relay::join).onFailure(e -> server.close());
            })
        .onFailure(e -> refuse(request, e));
  }

  private static void refuse(HttpServerRequest request, Throwable e) {
    if (e instanceof UpgradeRejectedException refused) {
      request.response().setStatusCode(refused.getStatus());
      if (refused.getBody() == null) {
        request.response().end();
      } else {
        request.response().end(refused.getBody());
      }
    } else {
      request.connection().close();
    }
  }

  private void listen() {
    server.textMessageHandler(this::told);
    server.binaryMessageHandler(news -> told(news.toString()));
  }

  private void join(ServerWebSocket other) {
    operator = other;
    if (server.isClosed()) {
      // It takes no handlers any more, and the operator would wait for its news for ever.
      operator.close();
      return;
    }
    if (operator.isClosed()) {
      server.close();
      return;
    }
    server.closeHandler(closed -> operator.close());
    server.exceptionHandler(e -> operator.close());
    operator.closeHandler(closed -> server.close());
    operator.exceptionHandler(e -> server.close());
    goOn();
  }

  private void told(String news) {
    due.addAll(course.next(news));
    goOn();
  }

  private void goOn() {
    while (operator != null && !operator.isClosed() && !waiting && !due.isEmpty()) {
      Step step = due.remove();
      if (step instanceof Step.Tell tell) {
        operator.writeTextMessage(tell.news());
      } else if (step instanceof Step.Cut) {
        operator.close();
      } else if (step instanceof Step.Wait wait) {
        waiting = true;
        vertx.setTimer(
            Math.max(1, wait.time().toMillis()),
            timer -> {
              waiting = false;
              goOn();
            });
      }
    }
  }
}
