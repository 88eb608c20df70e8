package dev.deskwright.gateway.proxy;

import dev.deskwright.api.v1alpha1.Protocol.Scheme;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.proxy.Connections.Live;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;

/** One request to a desktop's own web server, and its answer. */
final class HttpExchange implements Live {

  private final Context context;
  private final ProxyParts parts;
  private final HttpClient client;
  private final VerifiedPods verified;
  private final Connected connected;
  private final HttpServerRequest request;
  private HttpClientRequest out;
  private boolean over;

  HttpExchange(
      Vertx vertx,
      ProxyParts parts,
      HttpClient client,
      VerifiedPods verified,
      Connected connected,
      HttpServerRequest request) {
    this.context = vertx.getOrCreateContext();
    this.parts = parts;
    this.client = client;
    this.verified = verified;
    this.connected = connected;
    this.request = request;
  }

  @Override
  public Connected connected() {
    return connected;
  }

  /** Ends an exchange under way; whoever drains lets it come to its end. */
  @Override
  public void end(Ending ending) {
    if (ending != Ending.DRAINING) {
      context.runOnContext(now -> abort());
    }
  }

  void start() {
    Target target = connected.target();
    parts.connections().add(this);
    request.response().closeHandler(gone -> abort());
    var options =
        new RequestOptions()
            .setMethod(request.method())
            .setHost(target.address())
            .setPort(target.protocol().port())
            .setSsl(target.protocol().scheme() == Scheme.HTTPS)
            .setURI(request.uri());
    // The request stands when there is a connection; nothing is sent before it is told to.
    client
        .request(options)
        .compose(
            ready -> {
              out = ready;
              return verified.check(ready.connection(), target).compose(ok -> send());
            })
        .compose(this::answer)
        .onFailure(
            failure -> {
              boolean answered = over || request.response().headWritten();
              abort();
              if (!answered) {
                Refusal.UNREACHABLE.answer(request);
              }
            })
        .onSuccess(done -> leave());
  }

  private Future<HttpClientResponse> send() {
    if (over) {
      return Future.failedFuture("the client is gone");
    }
    boolean filter = parts.defences().has(Defence.HEADER_FILTER);
    MultiMap headers =
        filter ? HeaderFilter.toDesktop(request.headers(), false) : request.headers();
    out.headers().addAll(headers);
    out.putHeader(HttpHeaders.HOST, request.getHeader(HttpHeaders.HOST));
    out.putHeader("X-Forwarded-Proto", "https");
    out.putHeader("X-Forwarded-Host", request.getHeader(HttpHeaders.HOST));
    TargetHeaders.authorization(connected.target(), parts.tokens())
        .ifPresent(value -> out.putHeader(HttpHeaders.AUTHORIZATION, value));
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    boolean hasBody = chunked || request.headers().contains(HttpHeaders.CONTENT_LENGTH);
    out.setWriteQueueMaxSize(parts.limits().queueBytes());
    Future<HttpClientResponse> response = out.response();
    if (hasBody) {
      out.setChunked(chunked);
      request.pipeTo(out).onFailure(failure -> abort());
    } else {
      request.resume();
      out.end();
    }
    return response;
  }

  private Future<Void> answer(HttpClientResponse in) {
    boolean filter = parts.defences().has(Defence.HEADER_FILTER);
    HttpServerResponse response = request.response();
    response.setStatusCode(in.statusCode());
    response.headers().addAll(filter ? HeaderFilter.fromDesktop(in.headers()) : in.headers());
    response.setWriteQueueMaxSize(parts.limits().queueBytes());
    boolean noBody =
        HttpMethod.HEAD.equals(request.method())
            || in.statusCode() == 204
            || in.statusCode() == 304;
    if (noBody) {
      in.resume();
      return response.end();
    }
    response.setChunked(!in.headers().contains(HttpHeaders.CONTENT_LENGTH));
    return in.pipeTo(response);
  }

  private void abort() {
    if (!over) {
      leave();
      if (out != null) {
        out.reset();
      }
      if (request.response().headWritten() && !request.response().ended()) {
        request.response().reset();
      }
    }
  }

  private void leave() {
    over = true;
    parts.connections().remove(this);
  }
}
