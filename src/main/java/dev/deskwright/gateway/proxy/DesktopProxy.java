package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.proxy.ProxyMetrics.Failure;
import dev.deskwright.gateway.proxy.Tickets.Verdict;
import dev.deskwright.gateway.session.Session;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes WebSockets with RFB in them to the desktop's pod. All of one connection runs on the event
 * loop of its request; nothing blocks, and no thread is kept.
 *
 * <p>What the gateway does not let in gets an HTTP status. Who may come in, and cannot for another
 * reason, gets a WebSocket that is closed at once with a code of {@link Ending}: of a refused
 * upgrade a page learns nothing.
 */
public final class DesktopProxy {

  /** The subprotocol that is spoken. */
  public static final String SUBPROTOCOL = "binary";

  private static final String TICKET_PREFIX = "ticket.";

  private final Vertx vertx;
  private final ProxyParts parts;
  private final DesktopDial dial;

  /** A proxy of these parts. */
  public DesktopProxy(Vertx vertx, ProxyParts parts) {
    this.vertx = vertx;
    this.parts = parts;
    this.dial = new DesktopDial(vertx, parts);
  }

  /** Sets what an HTTP server must have so that WebSockets come in as this class needs them. */
  public static HttpServerOptions configure(
      HttpServerOptions options, ProxyLimits limits, Defences defences) {
    return options
        .setWebSocketSubProtocols(List.of(SUBPROTOCOL))
        .setMaxWebSocketFrameSize(
            defences.has(Defence.FRAME_SIZE) ? limits.frameBytes() : Integer.MAX_VALUE)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setRegisterWebSocketWriteHandlers(false)
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true);
  }

  /**
   * Answers a request for {@code /desktops/<workspaceId>/rfb}.
   *
   * @param request not answered yet, and with nothing read of its body
   * @param session whose cookie came with it
   * @param workspaceId from the path
   */
  public void handle(HttpServerRequest request, Session session, String workspaceId) {
    Attempt attempt = parts.metrics().attempted(session, workspaceId);
    Optional<Refusal> refusal = check(request);
    if (refusal.isPresent()) {
      refuse(request, attempt, refusal.get());
      return;
    }
    request.pause();
    parts
        .tickets()
        .redeem(ticket(request).orElse(null), session, workspaceId)
        .otherwise(Verdict.UNREADABLE)
        .onSuccess(
            verdict -> {
              if (verdict == Verdict.ACCEPTED) {
                new Opening(vertx, parts, dial, request, session, attempt).open(workspaceId);
              } else {
                refuse(request, attempt, Refusal.NO_TICKET);
              }
            });
  }

  private Optional<Refusal> check(HttpServerRequest request) {
    boolean isUpgrade =
        request.version() == HttpVersion.HTTP_1_1
            && HttpMethod.GET.equals(request.method())
            && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
            && "13".equals(request.getHeader("Sec-WebSocket-Version"))
            && subprotocols(request).contains(SUBPROTOCOL);
    if (!isUpgrade) {
      return Optional.of(Refusal.NO_UPGRADE);
    }
    List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
    boolean own =
        origins.size() <= 1 && parts.ownOrigin().test(origins.isEmpty() ? null : origins.get(0));
    return own || !parts.defences().has(Defence.EXACT_ORIGIN)
        ? Optional.empty()
        : Optional.of(Refusal.OTHER_ORIGIN);
  }

  private static List<String> subprotocols(HttpServerRequest request) {
    return request.headers().getAll("Sec-WebSocket-Protocol").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private static Optional<String> ticket(HttpServerRequest request) {
    return subprotocols(request).stream()
        .filter(protocol -> protocol.startsWith(TICKET_PREFIX))
        .map(protocol -> protocol.substring(TICKET_PREFIX.length()))
        .findFirst();
  }

  private static void refuse(HttpServerRequest request, Attempt attempt, Refusal refusal) {
    attempt.failed(Failure.REFUSED);
    refusal.answer(request);
  }
}
