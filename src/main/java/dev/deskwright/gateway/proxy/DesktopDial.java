package dev.deskwright.gateway.proxy;

import dev.deskwright.api.v1alpha1.Protocol.Scheme;
import dev.deskwright.gateway.defence.Defence;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

/** Connects to a desktop's pod, and makes sure that it is that pod before a byte is sent. */
final class DesktopDial {

  private final ProxyParts parts;
  private final NetClient client;

  DesktopDial(Vertx vertx, ProxyParts parts) {
    this.parts = parts;
    // Who the pod is, the API server says; its certificate could say no more.
    this.client =
        vertx.createNetClient(
            new NetClientOptions()
                .setConnectTimeout((int) parts.limits().connect().toMillis())
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                .setTrustAll(true)
                .setHostnameVerificationAlgorithm(""));
  }

  /** A paused socket to the desktop; with TLS, if it speaks that. */
  Future<NetSocket> dial(Target target) {
    return client
        .connect(target.protocol().port(), target.address())
        .compose(
            socket -> {
              socket.pause();
              socket.setWriteQueueMaxSize(parts.limits().queueBytes());
              return check(target)
                  .compose(ok -> secure(socket, target))
                  .onFailure(no -> Cut.now(socket));
            });
  }

  private Future<Void> check(Target target) {
    if (!parts.defences().has(Defence.POD_IDENTITY)) {
      return Future.succeededFuture();
    }
    return parts
        .desktops()
        .isStill(target)
        .compose(
            still ->
                still
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        target.address() + " is no longer pod " + target.podName()));
  }

  private static Future<NetSocket> secure(NetSocket socket, Target target) {
    return target.protocol().scheme() == Scheme.HTTPS
        ? socket.upgradeToSsl().map(socket)
        : Future.succeededFuture(socket);
  }
}
