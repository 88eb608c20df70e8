package dev.deskwright.fault;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
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
  private final ServerWebSocket operator;
  private final WebSocket server;

  private WatchRelay(Vertx vertx, Course course, ServerWebSocket operator, WebSocket server) {
    this.vertx = vertx;
    this.course = course;
    this.operator = operator;
    this.server = server;
  }

  /** Opens it at the API server, then to the operator. */
  static void open(Vertx vertx, HttpServerRequest request, Upstream upstream, Course course) {
    request.pause();
    upstream
        .watch(request, course.uri(request.uri()))
        .onSuccess(
            server -> {
              server.pause();
              request
                  .toWebSocket()
                  .onSuccess(operator -> new WatchRelay(vertx, course, operator, server).join())
                  .onFailure(e -> server.close());
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

  private void join() {
    server.textMessageHandler(this::told);
    server.binaryMessageHandler(news -> told(news.toString()));
    server.closeHandler(closed -> operator.close());
    server.exceptionHandler(e -> operator.close());
    operator.closeHandler(closed -> server.close());
    operator.exceptionHandler(e -> server.close());
    server.resume();
  }

  private void told(String news) {
    take(course.next(news), 0);
  }

  private void take(List<Step> steps, int from) {
    for (int i = from; i < steps.size() && !operator.isClosed(); i++) {
      Step step = steps.get(i);
      if (step instanceof Step.Tell tell) {
        operator.writeTextMessage(tell.news());
      } else if (step instanceof Step.Cut) {
        operator.close();
      } else if (step instanceof Step.Wait wait) {
        int rest = i + 1;
        server.pause();
        vertx.setTimer(
            Math.max(1, wait.time().toMillis()),
            timer -> {
              take(steps, rest);
              server.resume();
            });
        return;
      }
    }
  }
}
