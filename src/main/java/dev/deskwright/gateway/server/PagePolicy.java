package dev.deskwright.gateway.server;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import io.vertx.core.MultiMap;
import java.util.Optional;

/**
 * What browsers are told to hold the page to: it loads nothing from elsewhere, runs no script that
 * is not a file of ours, is framed by nobody, and tells nobody where it was.
 */
public final class PagePolicy {

  private final Optional<String> desktopDomain;
  private final boolean up;

  /** Forms may be posted to desktops under this domain too. */
  public PagePolicy(Optional<String> desktopDomain, Defences defences) {
    this.desktopDomain = desktopDomain;
    this.up = defences.has(Defence.PAGE_POLICY);
  }

  /** Adds the headers to a response. */
  public void addTo(MultiMap headers) {
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Strict-Transport-Security", "max-age=31536000");
    if (!up) {
      return;
    }
    headers.set("Content-Security-Policy", contentSecurityPolicy());
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Embedder-Policy", "require-corp");
    headers.set(
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(self),"
            + " clipboard-write=(self), fullscreen=(self)");
  }

  private String contentSecurityPolicy() {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
        + " connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none';"
        + " frame-ancestors 'none'; form-action 'self'"
        + desktopDomain.map(domain -> " https://*." + domain + ":*").orElse("")
        + "; require-trusted-types-for 'script'; trusted-types 'none'";
  }
}
