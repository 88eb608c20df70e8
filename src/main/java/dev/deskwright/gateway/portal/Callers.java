package dev.deskwright.gateway.portal;

import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.client.Clients;
import dev.deskwright.gateway.client.Cookies;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.portal.Refusal.Code;
import dev.deskwright.gateway.server.HostNames;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.gateway.session.Sessions;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Who makes a request, and whether it is really them. */
public final class Callers {

  /** Sent to this host only, over TLS only, and set by no other host nor script. */
  static final String COOKIE = "__Host-deskwright";

  private static final String CSRF_HEADER = "X-CSRF-Token";

  private final Sessions sessions;
  private final Clients clients;
  private final Defences defences;

  /** Knows sessions by their cookie. */
  public Callers(Sessions sessions, Clients clients, Defences defences) {
    this.sessions = sessions;
    this.clients = clients;
    this.defences = defences;
  }

  /** Address and device. */
  public Client client(HttpServerRequest request) {
    return clients.of(
        request.remoteAddress().hostAddress(),
        request.headers().getAll("X-Forwarded-For"),
        Optional.ofNullable(request.getHeader("User-Agent")));
  }

  /**
   * The session that the cookie holds; none if there are two such cookies, of which one is not
   * ours.
   */
  public Optional<Session> session(HttpServerRequest request) {
    Optional<String> sealed =
        defences.has(Defence.COOKIE_SCOPE)
            ? Cookies.only(request, COOKIE)
            : Cookies.all(request, cookieName()).stream().findFirst();
    return sealed.flatMap(sessions::open);
  }

  /**
   * The session of a request that changes nothing.
   *
   * @throws Refusal if there is none
   */
  Session required(RoutingContext context) {
    return session(context.request()).orElseThrow(Refusal::notSignedIn);
  }

  /**
   * The session of a request that changes something.
   *
   * @throws Refusal if there is none, or the request may be forged
   */
  Session changing(RoutingContext context) {
    requireOwnOrigin(context.request());
    Session session = required(context);
    String token = context.request().getHeader(CSRF_HEADER);
    if (defences.has(Defence.CSRF_TOKEN)
        && (token == null || !sessions.isCsrfToken(session, token))) {
      throw new Refusal(
          Code.OriginForbidden, "The header X-CSRF-Token must have the session's csrfToken.");
    }
    renew(context, session);
    return session;
  }

  /**
   * Refuses what another site's page has sent. A tool sends no Origin, and no cookie of a browser
   * either.
   */
  void requireOwnOrigin(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    boolean fromElsewhere =
        origin == null
            ? "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
            : !origin.equals(HostNames.origin(request));
    if (fromElsewhere && defences.has(Defence.EXACT_ORIGIN)) {
      throw new Refusal(Code.OriginForbidden, "The request comes from a page of another origin.");
    }
  }

  private void renew(RoutingContext context, Session session) {
    sessions.renew(session).ifPresent(renewed -> remember(context, renewed));
  }

  void remember(RoutingContext context, Session session) {
    context.response().addCookie(cookie(sessions.seal(session)));
  }

  /** What a browser goes on with that has just signed in. Blocks. */
  Session inPlaceOf(Optional<Session> before, Session made) {
    return sessions.inPlaceOf(before, made);
  }

  void forget(RoutingContext context) {
    context.response().addCookie(cookie("").setMaxAge(0));
  }

  private String cookieName() {
    return defences.has(Defence.COOKIE_SCOPE) ? COOKIE : COOKIE.replace("__Host-", "");
  }

  private Cookie cookie(String value) {
    Cookie cookie = Cookie.cookie(cookieName(), value).setPath("/");
    if (!defences.has(Defence.COOKIE_SCOPE)) {
      return cookie;
    }
    return cookie.setSecure(true).setHttpOnly(true).setSameSite(CookieSameSite.STRICT);
  }
}
