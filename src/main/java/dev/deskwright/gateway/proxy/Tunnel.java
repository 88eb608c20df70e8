package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.proxy.Connections.Live;
import dev.deskwright.gateway.proxy.Connections.Place;
import dev.deskwright.gateway.proxy.ProxyMetrics.Failure;
import dev.deskwright.gateway.session.Session;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;

/**
 * A WebSocket of a desktop's own page. What is in it is between page and desktop: its bytes go
 * through as they are, each way no faster than the other end reads.
 */
final class Tunnel implements Live {

  private static final long CLOSING_MILLIS = 2_000;

  private final Vertx vertx;
  private final Context context;
  private final ProxyParts parts;
  private final DesktopDial dial;
  private final Connected connected;
  private final HttpServerRequest request;
  private final Attempt attempt;
  private Place place;
  private NetSocket desktop;
  private NetSocket client;
  private long timer = -1;
  private long looks;
  private long lastFromClient;
  private boolean over;

  Tunnel(
      Vertx vertx,
      ProxyParts parts,
      DesktopDial dial,
      Session session,
      Target target,
      HttpServerRequest request,
      Attempt attempt) {
    this.attempt = attempt;
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.parts = parts;
    this.dial = dial;
    this.connected = new Connected(session, target, parts.clock().instant());
    this.request = request;
  }

  @Override
  public Connected connected() {
    return connected;
  }

  @Override
  public void end(Ending ending) {
    context.runOnContext(now -> finish(ending));
  }

  void open() {
    var free = parts.connections().reserve(connected.session());
    if (free.isEmpty() || parts.connections().isDraining()) {
      free.ifPresent(Place::leave);
      attempt.failed(Failure.TOO_MANY);
      Refusal.TOO_MANY.answer(request);
      return;
    }
    place = free.get();
    parts.connections().add(this);
    request.response().closeHandler(gone -> finish(null));
    timer = vertx.setTimer(parts.limits().connect().toMillis(), late -> fail());
    dial.dial(connected.target())
        .compose(
            socket -> {
              desktop = socket;
              return over
                  ? Future.failedFuture("ended meanwhile")
                  : Upgrade.ask(socket, request.uri(), headers());
            })
        .onFailure(no -> fail())
        .onSuccess(this::answer);
  }

  private MultiMap headers() {
    String host = request.getHeader("Host");
    MultiMap headers =
        parts.defences().has(Defence.HEADER_FILTER)
            ? HeaderFilter.toDesktop(request.headers(), true)
            : MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
    headers.set("Host", host).set("Connection", "Upgrade").set("Upgrade", "websocket");
    headers.set("X-Forwarded-Proto", "https").set("X-Forwarded-Host", host);
    TargetHeaders.authorization(connected.target(), parts.tokens())
        .ifPresent(value -> headers.set("Authorization", value));
    return headers;
  }

  private void answer(Upgrade upgrade) {
    if (over || !upgrade.isAccepted(request.getHeader("Sec-WebSocket-Key"))) {
      fail();
      return;
    }
    vertx.cancelTimer(timer);
    var response = request.response().setStatusCode(101);
    response.headers().addAll(HeaderFilter.fromDesktop(upgrade.headers()));
    response.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
    request
        .toNetSocket()
        .onFailure(no -> fail())
        .onSuccess(socket -> join(socket, upgrade.early()));
  }

  private void join(NetSocket socket, Buffer early) {
    client = socket;
    if (over) {
      Cut.now(request.connection());
      return;
    }
    attempt.launched();
    parts.activity().connected(connected.target());
    client.setWriteQueueMaxSize(parts.limits().queueBytes());
    client.closeHandler(closed -> finish(null));
    client.exceptionHandler(failure -> finish(null));
    desktop.endHandler(closed -> finish(Ending.DESKTOP_GONE));
    desktop.exceptionHandler(failure -> finish(Ending.DESKTOP_GONE));
    client.drainHandler(drained -> desktop.resume());
    desktop.drainHandler(drained -> client.resume());
    client.handler(this::toDesktop);
    desktop.handler(this::fromDesktop);
    fromDesktop(early);
    desktop.resume();
    client.resume();
    timer = vertx.setPeriodic(parts.limits().ping().toMillis(), now -> look());
  }

  private void toDesktop(Buffer data) {
    if (!over) {
      lastFromClient = looks;
      parts.metrics().toDesktop(data.length());
      desktop.write(data, null);
      if (desktop.writeQueueFull()) {
        client.pause();
      }
    }
  }

  private void fromDesktop(Buffer data) {
    if (!over && data.length() > 0) {
      parts.metrics().fromDesktop(data.length());
      client.write(data, null);
      if (client.writeQueueFull()) {
        desktop.pause();
      }
    }
  }

  private void look() {
    looks++;
    long silent = (looks - lastFromClient) * parts.limits().ping().toMillis();
    boolean stuck = client.writeQueueFull() && silent > parts.limits().silence().toMillis();
    if (!parts.clock().instant().isBefore(connected.session().until())) {
      finish(Ending.SESSION_ENDED);
    } else if (stuck) {
      finish(Ending.CLIENT_GONE);
    } else if (silent > parts.limits().idle().toMillis()) {
      finish(Ending.IDLE);
    }
  }

  private void fail() {
    if (!over) {
      finish(Ending.UNREACHABLE);
      Refusal.UNREACHABLE.answer(request);
    }
  }

  private static Failure failure(Ending ending) {
    if (ending == null) {
      return Failure.CLIENT_GONE;
    }
    return ending == Ending.UNREACHABLE ? Failure.UNREACHABLE : Failure.REFUSED;
  }

  /** The ending is null when the client has closed the connection itself. */
  private void finish(Ending ending) {
    if (over) {
      return;
    }
    over = true;
    vertx.cancelTimer(timer);
    parts.connections().remove(this);
    place.leave();
    if (desktop != null) {
      Cut.now(desktop);
    }
    if (client == null) {
      attempt.failed(failure(ending));
    } else {
      attempt.ended(this, ending);
      parts.activity().disconnected(connected.target());
      client.close();
      vertx.setTimer(CLOSING_MILLIS, late -> Cut.now(request.connection()));
    }
  }
}
