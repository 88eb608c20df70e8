package dev.deskwright.gateway.proxy;

import dev.deskwright.api.v1alpha1.Protocol;
import dev.deskwright.gateway.client.Cookies;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.proxy.ProxyMetrics.Failure;
import dev.deskwright.gateway.session.Session;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Desktops with a web client of their own, each under a host name of its own: what a desktop serves
 * is not the gateway's, and must not run in its page's origin, nor in another desktop's.
 *
 * <p>The gateway's page posts a ticket to {@link #ENTER} there, which becomes a cookie of that
 * host. Each request is then authorised anew.
 */
public final class HttpDesktopProxy {

  /** The path that takes the ticket, as form field {@code ticket}. */
  public static final String ENTER = "/.deskwright/enter";

  private static final int LONGEST_FORM = 8 << 10;
  private static final int POOL = 64;
  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<HttpMethod> REFUSED = Set.of(HttpMethod.CONNECT, HttpMethod.TRACE);

  private final Vertx vertx;
  private final ProxyParts parts;
  private final DesktopCookie cookie;
  private final Pattern host;
  private final DesktopDial dial;
  private final HttpClient client;
  private final VerifiedPods verified;
  private final BiPredicate<HttpServerRequest, Session> admitted;

  /**
   * A proxy of these parts.
   *
   * @param sealer seals the cookie
   * @param domain desktops are {@code <workspaceId>.<domain>}
   * @param admitted whether the Directory's rules let a session's request in from where it comes
   */
  public HttpDesktopProxy(
      Vertx vertx,
      ProxyParts parts,
      Sealer sealer,
      String domain,
      BiPredicate<HttpServerRequest, Session> admitted) {
    this.admitted = admitted;
    this.vertx = vertx;
    this.parts = parts;
    this.cookie = new DesktopCookie(sealer);
    this.host =
        Pattern.compile(
            "(ws-[0-9a-z]{9})\\."
                + Pattern.quote(domain.toLowerCase(Locale.ROOT))
                + "(?::[0-9]{1,5})?");
    this.dial = new DesktopDial(vertx, parts);
    this.verified = new VerifiedPods(parts);
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) parts.limits().connect().toMillis())
                .setMaxPoolSize(POOL)
                .setMaxWaitQueueSize(POOL)
                .setKeepAliveTimeout(30)
                .setTrustAll(true)
                .setVerifyHost(false));
  }

  /** Whether the request's host name is that of a desktop. */
  public boolean serves(HttpServerRequest request) {
    return workspaceId(request).isPresent();
  }

  private Optional<String> workspaceId(HttpServerRequest request) {
    return hostOf(request)
        .map(name -> host.matcher(name))
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(1));
  }

  private static Optional<String> hostOf(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    String name =
        hosts.isEmpty() && request.authority() != null
            ? request.authority().toString()
            : hosts.size() == 1 ? hosts.get(0) : null;
    return Optional.ofNullable(name).map(text -> text.toLowerCase(Locale.ROOT));
  }

  /**
   * Answers a request that {@link #serves} says yes to; to be called on the request's event loop,
   * with nothing read of its body.
   */
  public void handle(HttpServerRequest request) {
    String id = workspaceId(request).orElseThrow();
    if (!isWellFormed(request)) {
      Refusal.BAD_REQUEST.answer(request);
    } else if (ENTER.equals(request.path())) {
      enter(request, id);
    } else {
      Optional<Session> session = session(request, id);
      if (session.isEmpty()) {
        Refusal.NOT_SIGNED_IN.answer(request);
      } else if (!isOwnPage(request)) {
        Refusal.OTHER_ORIGIN.answer(request);
      } else if (!admitted.test(request, session.get())) {
        Refusal.NOT_ADMITTED.answer(request);
      } else {
        pass(request, session.get(), id);
      }
    }
  }

  /** One meaning for all who read it: where the path begins, and where the body ends. */
  private static boolean isWellFormed(HttpServerRequest request) {
    List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    List<String> lengths = request.headers().getAll(HttpHeaders.CONTENT_LENGTH);
    boolean framed =
        (encodings.isEmpty() || (encodings.size() == 1 && "chunked".equals(encodings.get(0))))
            && lengths.size() <= 1
            && (encodings.isEmpty() || lengths.isEmpty());
    return framed && request.uri().startsWith("/") && !REFUSED.contains(request.method());
  }

  private void enter(HttpServerRequest request, String id) {
    boolean own =
        parts.ownOrigin().test(request.getHeader(HttpHeaders.ORIGIN))
            || !parts.defences().has(Defence.EXACT_ORIGIN);
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    boolean isForm =
        HttpMethod.POST.equals(request.method())
            && type != null
            && type.startsWith("application/x-www-form-urlencoded")
            && length != null
            && length.matches("[0-9]{1,4}")
            && Integer.parseInt(length) <= LONGEST_FORM;
    if (!own || !isForm) {
      (own ? Refusal.BAD_REQUEST : Refusal.OTHER_ORIGIN).answer(request);
      return;
    }
    request.setExpectMultipart(true);
    request.endHandler(
        end ->
            parts
                .tickets()
                .enter(request.getFormAttribute("ticket"), id)
                .onFailure(no -> Refusal.NO_TICKET.answer(request))
                .onSuccess(
                    redeemed ->
                        redeemed
                            .session()
                            .ifPresentOrElse(
                                session -> welcome(request, session, id),
                                () -> Refusal.NO_TICKET.answer(request))));
  }

  private void welcome(HttpServerRequest request, Session session, String id) {
    if (!admitted.test(request, session)) {
      Refusal.NOT_ADMITTED.answer(request);
      return;
    }
    parts
        .desktops()
        .find(id, session)
        .map(target -> target.filter(t -> t.protocol().name() == Protocol.Name.HTTP))
        .onFailure(no -> Refusal.UNREACHABLE.answer(request))
        .onSuccess(
            target ->
                target.ifPresentOrElse(
                    t -> {
                      String path = t.protocol().path();
                      request
                          .response()
                          .setStatusCode(303)
                          .putHeader(HttpHeaders.SET_COOKIE, cookie.set(session, id))
                          .putHeader(HttpHeaders.LOCATION, path == null ? "/" : path)
                          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                          .end();
                    },
                    () -> Refusal.NO_DESKTOP.answer(request)));
  }

  private Optional<Session> session(HttpServerRequest request, String id) {
    return Cookies.only(request, DesktopCookie.NAME)
        .flatMap(value -> cookie.open(value, id, !parts.defences().has(Defence.DESKTOP_ORIGIN)))
        .filter(session -> parts.clock().instant().isBefore(session.until()))
        .filter(parts.signedIn());
  }

  /**
   * Whether it comes from this desktop's own page, or opens it. Another desktop's page is of the
   * same site, so that the browser sends it the cookie, but not of the same origin.
   */
  private boolean isOwnPage(HttpServerRequest request) {
    if (!parts.defences().has(Defence.EXACT_ORIGIN)) {
      return true;
    }
    List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
    String site = request.getHeader("Sec-Fetch-Site");
    boolean navigation =
        "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
            && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    if (!origins.isEmpty()) {
      return origins.size() == 1 && origins.get(0).equals("https://" + hostOf(request).orElse(""));
    }
    return SAFE.contains(request.method())
        && !isUpgrade(request)
        && (site == null || site.equals("same-origin") || site.equals("none") || navigation);
  }

  private static boolean isUpgrade(HttpServerRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  private void pass(HttpServerRequest request, Session session, String id) {
    request.pause();
    // One page takes many requests; what counts as a connection is its WebSocket.
    Optional<Attempt> attempt =
        isUpgrade(request) ? Optional.of(parts.metrics().attempted(session, id)) : Optional.empty();
    parts
        .desktops()
        .find(id, session)
        .map(target -> target.filter(t -> t.protocol().name() == Protocol.Name.HTTP))
        .onFailure(no -> refuse(request, attempt, Refusal.UNREACHABLE, Failure.UNREACHABLE))
        .onSuccess(
            target -> {
              if (target.isEmpty()) {
                refuse(request, attempt, Refusal.NO_DESKTOP, Failure.NOT_FOUND);
              } else if (attempt.isEmpty()) {
                var connected = new Connected(session, target.get(), parts.clock().instant());
                new HttpExchange(vertx, parts, client, verified, connected, request).start();
              } else if (request.version() == HttpVersion.HTTP_1_1) {
                new Tunnel(vertx, parts, dial, session, target.get(), request, attempt.get())
                    .open();
              } else {
                refuse(request, attempt, Refusal.NO_UPGRADE, Failure.REFUSED);
              }
            });
  }

  private static void refuse(
      HttpServerRequest request, Optional<Attempt> attempt, Refusal refusal, Failure failure) {
    attempt.ifPresent(counted -> counted.failed(failure));
    refusal.answer(request);
  }
}
