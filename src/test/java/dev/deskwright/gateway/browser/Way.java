package dev.deskwright.gateway.browser;

import dev.deskwright.gateway.TestGateway;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** What stands before the replicas of a gateway: one address, which leads to one of them. */
final class Way implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final NetServer server;
  private volatile TestGateway gateway;

  private Way(TestGateway gateway) {
    this.gateway = gateway;
    this.server =
        vertx
            .createNetServer()
            .connectHandler(this::lead)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  static Way to(TestGateway gateway) {
    return new Way(gateway);
  }

  private void lead(NetSocket from) {
    from.pause();
    client
        .connect(gateway.port(), "127.0.0.1")
        .onFailure(e -> from.close())
        .onSuccess(
            to -> {
              from.pipeTo(to);
              to.pipeTo(from);
            });
  }

  /** Who comes from now on is led there. */
  void leadTo(TestGateway next) {
    gateway = next;
  }

  /** Where a browser goes. */
  String url(String host) {
    return "https://" + host + ":" + server.actualPort() + "/";
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
