package dev.deskwright.gateway.proxy;

import dev.deskwright.api.v1alpha1.Protocol;
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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** A connection from the request that may have it until bytes flow. */
final class Opening implements Live {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Vertx vertx;
  private final Context context;
  private final ProxyParts parts;
  private final DesktopDial dial;
  private final HttpServerRequest request;
  private final Session session;
  private final Attempt attempt;
  private Place place;
  private Connected connected;
  private NetSocket socket;
  private long timer;

  /** It stands, or it has ended. */
  private boolean over;

  Opening(
      Vertx vertx,
      ProxyParts parts,
      DesktopDial dial,
      HttpServerRequest request,
      Session session,
      Attempt attempt) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.parts = parts;
    this.dial = dial;
    this.request = request;
    this.session = session;
    this.attempt = attempt;
  }

  @Override
  public Connected connected() {
    return connected;
  }

  @Override
  public void end(Ending ending) {
    context.runOnContext(now -> fail(ending, Failure.REFUSED));
  }

  void open(String workspaceId) {
    if (parts.connections().isDraining()) {
      fail(Ending.DRAINING, Failure.TOO_MANY);
      return;
    }
    Optional<Place> free = parts.connections().reserve(session);
    if (free.isEmpty()) {
      fail(Ending.TOO_MANY, Failure.TOO_MANY);
      return;
    }
    place = free.get();
    timer =
        vertx.setTimer(
            parts.limits().connect().toMillis(),
            late -> fail(Ending.UNREACHABLE, Failure.UNREACHABLE));
    request.response().closeHandler(gone -> fail(Ending.CLIENT_GONE, Failure.CLIENT_GONE));
    traced(() -> parts.desktops().find(workspaceId, session))
        .onFailure(no -> fail(Ending.UNREACHABLE, Failure.UNREACHABLE))
        .onSuccess(
            target ->
                target.ifPresentOrElse(
                    this::connect, () -> fail(Ending.DESKTOP_GONE, Failure.NOT_FOUND)));
  }

  private <T> T traced(Supplier<T> step) {
    try (var scope = attempt.trace()) {
      return step.get();
    }
  }

  private void connect(Target target) {
    if (over) {
      return;
    }
    connected = new Connected(session, target, parts.clock().instant());
    // First in the list, then asked: a session that is called back between the two is seen by one.
    parts.connections().add(this);
    if (!parts.signedIn().test(session)) {
      fail(Ending.SESSION_ENDED, Failure.REFUSED);
      return;
    }
    traced(() -> dial.dial(target))
        .compose(
            open -> {
              socket = open;
              return over ? Future.failedFuture("ended meanwhile") : link(open, target);
            })
        .onFailure(no -> fail(Ending.UNREACHABLE, Failure.UNREACHABLE))
        .onSuccess(this::accept);
  }

  private Future<DesktopLink> link(NetSocket open, Target target) {
    return switch (target.protocol().name()) {
      case RFB -> Future.succeededFuture(new DesktopLink(open, Buffer.buffer()));
      case WebSocket -> webSocket(open, target);
      case HTTP -> Future.failedFuture("a desktop with a page of its own has no RFB");
    };
  }

  private Future<DesktopLink> webSocket(NetSocket open, Target target) {
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Host", TargetHeaders.host(target))
            .add("Connection", "Upgrade")
            .add("Upgrade", "websocket")
            .add("Sec-WebSocket-Version", "13")
            .add("Sec-WebSocket-Key", key)
            .add("Sec-WebSocket-Protocol", DesktopProxy.SUBPROTOCOL);
    TargetHeaders.authorization(target, parts.tokens())
        .ifPresent(value -> headers.add("Authorization", value));
    Protocol protocol = target.protocol();
    return Upgrade.ask(open, protocol.path() == null ? "/" : protocol.path(), headers)
        .compose(
            answer ->
                answer.isAccepted(key)
                    ? Future.succeededFuture(
                        new WebSocketLink(
                            open, answer.early(), new SplittableRandom(RANDOM.nextLong())))
                    : Future.failedFuture("the desktop answers with status " + answer.status()));
  }

  private void accept(DesktopLink link) {
    if (over) {
      link.close();
      return;
    }
    over = true;
    vertx.cancelTimer(timer);
    request
        .toWebSocket()
        .onFailure(
            no -> {
              link.close();
              leave(Failure.CLIENT_GONE);
            })
        .onSuccess(
            client -> {
              parts.connections().remove(this);
              attempt.launched();
              new DesktopConnection(vertx, parts, connected, place, client, link, attempt).start();
            });
  }

  /** Says why to a client that may know. */
  private void fail(Ending ending, Failure failure) {
    if (over) {
      return;
    }
    over = true;
    vertx.cancelTimer(timer);
    if (socket != null) {
      Cut.now(socket);
    }
    leave(failure);
    if (ending != Ending.CLIENT_GONE) {
      request
          .toWebSocket()
          .onFailure(no -> Refusal.UNREACHABLE.answer(request))
          .onSuccess(client -> client.close(ending.code(), ending.reason()));
    }
  }

  private void leave(Failure failure) {
    attempt.failed(failure);
    if (connected != null) {
      parts.connections().remove(this);
    }
    if (place != null) {
      place.leave();
    }
  }
}
