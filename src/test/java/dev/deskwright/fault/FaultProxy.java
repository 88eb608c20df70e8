package dev.deskwright.fault;

import dev.deskwright.fault.Fault.Action;
import dev.deskwright.fault.Fault.Call;
import dev.deskwright.fault.Fault.Moment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Stands between one operator and the API server. It counts the operator's writes, records them,
 * and lets a {@link Fault} happen at a chosen moment. Leases and events are passed on uncounted:
 * they are about the operator, not about what it looks after.
 */
final class FaultProxy implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final Set<HttpMethod> WRITES =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

  private final Vertx vertx;
  private final Upstream upstream;
  private final Predicate<String> counted;
  private final HttpServer server;
  private final CompletableFuture<Void> crashed = new CompletableFuture<>();
  private final Set<HttpConnection> connections = new HashSet<>();
  private final List<Write> writes = new ArrayList<>();
  private Fault fault = Fault.NONE;
  private boolean cutOff;

  private FaultProxy(Vertx vertx, Config config, Predicate<String> counted) {
    this.vertx = vertx;
    this.upstream = new Upstream(vertx, config);
    this.counted = counted;
    this.server =
        vertx.createHttpServer().requestHandler(this::handle).connectionHandler(this::connected);
  }

  /**
   * Starts one on a free port; returns when it can be connected to.
   *
   * @param vertx with a single event loop, so that calls have an order; closed by the caller
   * @param config how the API server is reached, with the credentials
   * @param counted which writes are counted and recorded, by their path
   */
  static FaultProxy start(Vertx vertx, Config config, Predicate<String> counted) {
    var proxy = new FaultProxy(vertx, config, counted);
    proxy.server.listen(0, HOST).toCompletionStage().toCompletableFuture().join();
    return proxy;
  }

  /** How the operator connects: with no credentials and no TLS. */
  Config clientConfig() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("http://%s:%d/".formatted(HOST, server.actualPort()))
        .withHttp2Disable(true)
        .build();
  }

  /** From now on this goes wrong. What was counted and recorded before is forgotten. */
  synchronized void arm(Fault next) {
    fault = next;
    writes.clear();
  }

  /** The writes since the proxy was started or armed, in the order in which they came. */
  synchronized List<Write> writes() {
    return List.copyOf(writes);
  }

  /** Ends all connections as they are, watches too; the operator may open new ones. */
  void disconnect() {
    vertx.runOnContext(
        now -> {
          List.copyOf(connections).forEach(HttpConnection::close);
          connections.clear();
        });
  }

  /** Completes when the operator has been cut off by a fault. */
  CompletableFuture<Void> crashed() {
    return crashed;
  }

  private void connected(HttpConnection connection) {
    connections.add(connection);
    connection.closeHandler(closed -> connections.remove(connection));
  }

  private void handle(HttpServerRequest request) {
    if (cutOff) {
      request.connection().close();
    } else if (WRITES.contains(request.method())) {
      request.body().onSuccess(body -> write(request, body));
    } else {
      read(request);
    }
  }

  private void read(HttpServerRequest request) {
    boolean upgrade = request.headers().contains(HttpHeaders.UPGRADE);
    var call = new Call(0, request.method().name(), request.uri(), "");
    at(
        Moment.BEFORE,
        call,
        request,
        () -> {
          var course = upgrade ? course(call) : Optional.<WatchRelay.Course>empty();
          if (course.isPresent()) {
            WatchRelay.open(vertx, request, upstream, course.get());
          } else if (upgrade) {
            Tunnel.open(request, upstream);
          } else {
            stream(request);
          }
        });
  }

  /** Watches by plain HTTP never end by themselves: each part goes on as soon as it is there. */
  private void stream(HttpServerRequest request) {
    upstream
        .request(request)
        .compose(
            asked -> {
              request.response().closeHandler(closed -> asked.reset());
              return asked.send();
            })
        .compose(
            answer -> {
              var response = begin(request, answer);
              response.setChunked(!answer.headers().contains(HttpHeaders.CONTENT_LENGTH));
              return answer.pipeTo(response);
            })
        .onFailure(e -> request.connection().close());
  }

  private void write(HttpServerRequest request, Buffer body) {
    int number = record(request, body);
    var call = new Call(number, request.method().name(), request.uri(), body.toString());
    at(Moment.BEFORE, call, request, () -> forward(request, body, call));
  }

  private void forward(HttpServerRequest request, Buffer body, Call call) {
    upstream
        .request(request)
        .compose(asked -> asked.send(body))
        .compose(answer -> answer.body().map(content -> new Answered(answer, content)))
        .onSuccess(answered -> committed(request, answered, call))
        .onFailure(e -> request.connection().close());
  }

  private record Answered(HttpClientResponse head, Buffer body) {}

  private void committed(HttpServerRequest request, Answered answered, Call call) {
    recordAnswer(call, answered.head().statusCode());
    at(
        Moment.AFTER_COMMIT,
        call,
        request,
        () ->
            begin(request, answered.head())
                .end(answered.body())
                .onSuccess(given -> at(Moment.AFTER_ACK, call, request, () -> {})));
  }

  private static HttpServerResponse begin(HttpServerRequest request, HttpClientResponse answer) {
    var response = request.response().setStatusCode(answer.statusCode());
    Upstream.copy(answer.headers(), response.headers());
    return response;
  }

  private synchronized int record(HttpServerRequest request, Buffer body) {
    String path = request.path();
    if (path.contains("/leases") || path.contains("/events") || !counted.test(path)) {
      return 0;
    }
    writes.add(new Write(request.method().name(), path, body.toString(), 0));
    return writes.size();
  }

  private synchronized void recordAnswer(Call call, int code) {
    if (call.write() > 0 && call.write() <= writes.size()) {
      writes.set(call.write() - 1, writes.get(call.write() - 1).answered(code));
    }
  }

  private synchronized Action decide(Moment moment, Call call) {
    return fault.at(moment, call);
  }

  private synchronized Optional<WatchRelay.Course> course(Call call) {
    return fault.course(call);
  }

  private void at(Moment moment, Call call, HttpServerRequest request, Runnable otherwise) {
    Action action = decide(moment, call);
    if (action instanceof Action.Crash) {
      crash();
    } else if (action instanceof Action.Answer answer && moment != Moment.AFTER_ACK) {
      answer.headers().forEach(request.response()::putHeader);
      request.response().setStatusCode(answer.code()).end(answer.body());
    } else if (action instanceof Action.Reset) {
      request.connection().close();
    } else if (!cutOff && !(action instanceof Action.Silence)) {
      otherwise.run();
    }
  }

  private void crash() {
    cutOff = true;
    upstream.close();
    server.close().onComplete(closed -> crashed.complete(null));
  }

  @Override
  public void close() {
    upstream.close();
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
