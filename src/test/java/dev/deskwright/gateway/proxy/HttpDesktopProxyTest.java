package dev.deskwright.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Protocol;
import dev.deskwright.gateway.session.Session;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A desktop's own page, under its own host name. */
class HttpDesktopProxyTest {

  private static final String HOST = ProxyRig.ID + ".desktops.example.com";
  private static final String OWN = "https://" + HOST;

  private ProxyRig rig;
  private Session alice;
  private HttpClient browser;
  private int port;
  private final List<MultiMap> seen = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile Map<String, List<String>> answerHeaders = Map.of();

  private record Answer(int status, MultiMap headers, String body) {}

  @BeforeEach
  void start() {
    rig = new ProxyRig();
    alice = rig.session("alice");
    browser = rig.outside.createHttpClient();
    var desktop =
        rig.outside
            .createHttpServer()
            .webSocketHandler(
                socket -> {
                  seen.add(socket.headers());
                  socket.handler(data -> socket.write(Buffer.buffer("echo ").appendBuffer(data)));
                })
            .requestHandler(this::serve);
    int desktopPort = Waiting.on(desktop.listen(0, "127.0.0.1")).actualPort();
    rig.desktops.target =
        Optional.of(
            new Target(
                ProxyRig.ID,
                "desks",
                "alice",
                "workspace-uid",
                "alice",
                "pod-uid",
                "127.0.0.1",
                new Protocol(Protocol.Name.HTTP, desktopPort, "/vnc/", null),
                true));
    var proxy =
        new HttpDesktopProxy(
            rig.vertx,
            rig.parts,
            new PlayedSealer(rig.clock),
            "desktops.example.com",
            (request, session) -> true);
    port =
        Waiting.on(
                rig.vertx
                    .createHttpServer()
                    .requestHandler(
                        request -> {
                          if (proxy.serves(request)) {
                            proxy.handle(request);
                          } else {
                            request.response().setStatusCode(421).end();
                          }
                        })
                    .listen(0, "127.0.0.1"))
            .actualPort();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void serve(HttpServerRequest request) {
    seen.add(request.headers());
    request.bodyHandler(
        body -> {
          bodies.add(body.toString());
          answerHeaders.forEach((name, values) -> request.response().putHeader(name, values));
          request.response().end(request.method() + " " + request.uri());
        });
  }

  private Answer ask(HttpMethod method, String uri, Map<String, String> headers, String body) {
    var options =
        new RequestOptions().setHost("127.0.0.1").setPort(port).setMethod(method).setURI(uri);
    return Waiting.on(
        browser
            .request(options)
            .compose(
                request -> {
                  request.putHeader("Host", HOST);
                  headers.forEach(request::putHeader);
                  return send(request, body)
                      .compose(
                          response ->
                              response
                                  .body()
                                  .map(
                                      text ->
                                          new Answer(
                                              response.statusCode(),
                                              response.headers(),
                                              text.toString())));
                }));
  }

  private static Future<HttpClientResponse> send(HttpClientRequest request, String body) {
    return body == null ? request.send() : request.send(body);
  }

  private Answer enter(String ticket, String origin) {
    return ask(
        HttpMethod.POST,
        HttpDesktopProxy.ENTER,
        Map.of("Origin", origin, "Content-Type", "application/x-www-form-urlencoded"),
        "ticket=" + ticket);
  }

  private String cookie() {
    Answer entered = enter(rig.tickets.make(alice, ProxyRig.ID), ProxyRig.ORIGIN);
    assertThat(entered.status()).isEqualTo(303);
    assertThat(entered.headers().get("Location")).isEqualTo("/vnc/");
    String cookie = entered.headers().get("Set-Cookie");
    assertThat(cookie)
        .startsWith("__Host-desktop=")
        .endsWith("; Path=/; Secure; HttpOnly; SameSite=Lax");
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private Answer get(String uri, String cookie, String... more) {
    Map<String, String> headers = new TreeMap<>(Map.of("Cookie", cookie));
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return ask(HttpMethod.GET, uri, headers, null);
  }

  @Test
  void aTicketOpensThePage() {
    String cookie = cookie();
    Answer page = get("/vnc/?a=b", cookie);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).isEqualTo("GET /vnc/?a=b");
    assertThat(
            ask(HttpMethod.POST, "/save", Map.of("Cookie", cookie, "Origin", OWN), "text").status())
        .isEqualTo(200);
    assertThat(bodies).endsWith("text");
    assertThat(rig.connections.sessions()).isZero();
  }

  @Test
  void withoutATicketOrFromAnotherPageThereIsNoCookie() {
    assertThat(enter("forged", ProxyRig.ORIGIN).status()).isEqualTo(403);
    assertThat(enter(rig.tickets.make(alice, "ws-000000002"), ProxyRig.ORIGIN).status())
        .isEqualTo(403);
    String ticket = rig.tickets.make(alice, ProxyRig.ID);
    assertThat(enter(ticket, OWN).status()).isEqualTo(403);
    assertThat(enter(ticket, ProxyRig.ORIGIN).status()).isEqualTo(303);
    assertThat(enter(ticket, ProxyRig.ORIGIN).status()).isEqualTo(403);
    assertThat(get("/", "a=b").status()).isEqualTo(401);
    assertThat(seen).isEmpty();
  }

  @Test
  void eachRequestIsAuthorisedAnew() {
    String cookie = cookie();
    rig.endedSessions.add(alice.id());
    assertThat(get("/", cookie).status()).isEqualTo(401);
    rig.endedSessions.clear();
    assertThat(get("/", cookie).status()).isEqualTo(200);
    rig.desktops.target = Optional.empty();
    assertThat(get("/", cookie).status()).isEqualTo(404);
  }

  @Test
  void aReusedAddressGetsNothing() {
    String cookie = cookie();
    rig.desktops.still = false;
    assertThat(get("/", cookie).status()).isEqualTo(502);
    assertThat(seen).isEmpty();
  }

  @Test
  void whatIsTheGatewaysDoesNotReachTheDesktop() {
    String cookie = cookie() + "; __Host-deskwright=secret; __host-DESKTOP=x; own=1";
    get(
        "/",
        cookie,
        "Authorization",
        "Bearer secret",
        "X-Forwarded-For",
        "1.2.3.4",
        "X-Forwarded-User",
        "root",
        "Forwarded",
        "for=1.2.3.4",
        "Connection",
        "keep-alive, X-Hop",
        "X-Hop",
        "1",
        "TE",
        "trailers",
        "Sec-WebSocket-Key",
        "x");
    MultiMap headers = seen.get(0);
    assertThat(headers.get("Cookie")).isEqualTo("own=1");
    assertThat(headers.get("Host")).isEqualTo(HOST);
    assertThat(headers.get("X-Forwarded-Proto")).isEqualTo("https");
    assertThat(headers.names())
        .doesNotContain(
            "Authorization",
            "X-Forwarded-For",
            "X-Forwarded-User",
            "Forwarded",
            "X-Hop",
            "TE",
            "Sec-WebSocket-Key");
  }

  @Test
  void aDesktopSetsNoCookieForOtherHostsNorInTheGatewaysName() {
    answerHeaders =
        Map.of(
            "Set-Cookie",
            List.of(
                "a=1; Path=/",
                "b=2; Domain=example.com",
                "c=3; domain = example.com",
                "__Host-deskwright=x; Secure; Path=/",
                " __HOST-desktop=x; Secure; Path=/",
                "=__Host-deskwright=x"),
            "Alt-Svc",
            List.of("h3=\":443\""),
            "X-Kept",
            List.of("1"));
    Answer page = get("/", cookie());
    assertThat(page.headers().getAll("Set-Cookie")).containsExactly("a=1; Path=/");
    assertThat(page.headers().names()).contains("X-Kept").doesNotContain("Alt-Svc");
  }

  @Test
  void anotherDesktopsPageIsRefused() {
    String cookie = cookie();
    String other = "https://ws-000000002.desktops.example.com";
    assertThat(ask(HttpMethod.POST, "/", Map.of("Cookie", cookie, "Origin", other), "x").status())
        .isEqualTo(403);
    assertThat(ask(HttpMethod.POST, "/", Map.of("Cookie", cookie), "x").status()).isEqualTo(403);
    assertThat(
            get("/", cookie, "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors").status())
        .isEqualTo(403);
    assertThat(
            get(
                    "/",
                    cookie,
                    "Sec-Fetch-Site",
                    "same-site",
                    "Sec-Fetch-Mode",
                    "navigate",
                    "Sec-Fetch-Dest",
                    "document")
                .status())
        .isEqualTo(200);
  }

  @Test
  void webSocketsGoThrough() {
    String cookie = cookie();
    var options = socketOptions(cookie, OWN);
    var page = new Page(rig.outside.createWebSocketClient().webSocket(), options).open();
    page.socket.write(Buffer.buffer("hello"));
    await().until(() -> page.data().toString().equals("echo hello"));
    assertThat(seen.get(0).get("Cookie")).isNull();
    assertThat(rig.connections.sessions()).isEqualTo(1);
    assertThat(rig.activity.told).containsExactly("connected");

    rig.connections.close(each -> true, Ending.SESSION_ENDED);
    page.awaitClosed();
    await().until(() -> rig.connections.sessions() == 0);
    assertThat(rig.activity.told).containsExactly("connected", "disconnected");

    var other = socketOptions(cookie, "https://ws-000000002.desktops.example.com");
    assertThat(new Page(rig.outside.createWebSocketClient().webSocket(), other).refusal())
        .isEqualTo(403);
  }

  private WebSocketConnectOptions socketOptions(String cookie, String origin) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI("/socket")
        .addHeader("Host", HOST)
        .addHeader("Origin", origin)
        .addHeader("Cookie", cookie);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://169.254.169.254/ HTTP/1.1\r\nHost: %1$s\r\n",
        "GET / HTTP/1.1\r\nHost: %1$s\r\nTransfer-Encoding: xchunked\r\n",
        "POST / HTTP/1.1\r\nHost: %1$s\r\nTransfer-Encoding: identity, chunked\r\n",
        "TRACE / HTTP/1.1\r\nHost: %1$s\r\n",
        "GET / HTTP/1.1\r\nHost: %1$s\r\nHost: other.example.com\r\n"
      })
  void aRequestThatCanBeReadInTwoWaysIsRefused(String request) {
    String cookie = cookie();
    var answer = RawRequest.send(port, request.formatted(HOST) + "Cookie: " + cookie + "\r\n\r\n");
    assertThat(answer).matches("(?s)HTTP/1\\.1 4[0-9]{2} .*");
    assertThat(seen).isEmpty();
  }
}
