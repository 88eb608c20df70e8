package dev.deskwright.gateway.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Desktops with a web client of their own, each under a host name of its own. */
public final class HttpDesktopProxy {

  /**
   * A proxy of these parts.
   *
   * @param sealer seals the cookie
   * @param domain desktops are {@code <workspaceId>.<domain>}
   */
  public HttpDesktopProxy(Vertx vertx, ProxyParts parts, Sealer sealer, String domain) {}

  /** Whether the request's host name is that of a desktop. */
  public boolean serves(HttpServerRequest request) {
    return false;
  }

  /** Answers a request that {@link #serves} says yes to. */
  public void handle(HttpServerRequest request) {}
}
