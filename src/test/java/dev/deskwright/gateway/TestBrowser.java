package dev.deskwright.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.otp.Totp;
import dev.deskwright.otp.TotpSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One user's browser without a screen: it keeps cookies and the session's token, and says whatever
 * else a test wants it to. Each has an address of its own to come from.
 */
public final class TestBrowser {

  private final TestGateway gateway;
  private final String host;
  private String from;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, Optional<String>> headers = new LinkedHashMap<>();
  private String csrfToken = "";

  TestBrowser(TestGateway gateway, String host, String from) {
    this.gateway = gateway;
    this.host = host;
    this.from = from;
  }

  /** Comes from this address from now on, in 127.0.0.0/8. */
  public TestBrowser from(String address) {
    from = address;
    return this;
  }

  /** Says this in every request from now on, in place of what it would say. */
  public TestBrowser with(String header, String value) {
    headers.put(header, Optional.of(value));
    return this;
  }

  /** Leaves this header out from now on. */
  public TestBrowser without(String header) {
    headers.put(header, Optional.empty());
    return this;
  }

  /** Has this cookie from now on. */
  public TestBrowser cookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  /** The session's cookie, as {@code name=value}. */
  public String cookie() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** The session's token, once signed in. */
  public String csrfToken() {
    return csrfToken;
  }

  /** Host and port as they are in an URL. */
  public String authority() {
    return host + ":" + gateway.port();
  }

  /** Where its page comes from. */
  public String origin() {
    return "https://" + authority();
  }

  /** The same user with the same cookies in a second browser. */
  public TestBrowser copy() {
    TestBrowser copy = new TestBrowser(gateway, host, from);
    copy.cookies.putAll(cookies);
    copy.headers.putAll(headers);
    copy.csrfToken = csrfToken;
    return copy;
  }

  /** The same user before another replica. */
  public TestBrowser at(TestGateway replica) {
    TestBrowser copy = new TestBrowser(replica, host, from);
    copy.cookies.putAll(cookies);
    copy.headers.putAll(headers);
    copy.csrfToken = csrfToken;
    return copy;
  }

  /** Reads. */
  public TestAnswer get(String path) throws IOException {
    return send("GET", path, null);
  }

  /** Sends an empty object. */
  public TestAnswer post(String path) throws IOException {
    return send("POST", path, "{}");
  }

  /** Makes a request; its body is JSON, or null for none. */
  public TestAnswer send(String method, String path, String body) throws IOException {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("Host", authority());
    said.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Test");
    if (!method.equals("GET")) {
      said.put("Origin", origin());
    }
    if (!csrfToken.isEmpty()) {
      said.put("X-CSRF-Token", csrfToken);
    }
    byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    if (body != null) {
      said.put("Content-Type", "application/json");
      said.put("Content-Length", Integer.toString(content.length));
    }
    said.put("Connection", "close");
    try (TestSocket socket = open()) {
      socket.write(head(method, path, said)).write(content);
      TestAnswer answer = TestAnswer.read(socket.in(), !method.equals("HEAD"));
      answer.headers("set-cookie").forEach(this::remember);
      return answer;
    }
  }

  /** The head of a request with these headers, with this browser's cookies and peculiarities. */
  public String head(String method, String path, Map<String, String> said) {
    Map<String, String> all = new LinkedHashMap<>(said);
    if (!cookies.isEmpty()) {
      all.put("Cookie", cookie());
    }
    headers.forEach(
        (name, value) ->
            value.ifPresentOrElse(given -> all.put(name, given), () -> all.remove(name)));
    return method
        + " "
        + path
        + " HTTP/1.1\r\n"
        + all.entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
            .collect(Collectors.joining())
        + "\r\n";
  }

  private void remember(String cookie) {
    String pair = cookie.replaceFirst(";.*", "");
    int equals = pair.indexOf('=');
    if (pair.length() == equals + 1) {
      cookies.remove(pair.substring(0, equals));
    } else {
      cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  /** A connection to say anything over. */
  public TestSocket open() throws IOException {
    return TestSocket.open(gateway.trust(), from, gateway.port());
  }

  /** Sends name and password. */
  public TestAnswer tryToSignIn(String userName, String password) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("userName", userName).put("password", password);
    return known(send("POST", "/api/v1/sign-in", body.toString()));
  }

  /** Sends the code that a challenge asks for. */
  public TestAnswer code(String challenge, String code) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("challenge", challenge).put("code", code);
    return known(send("POST", "/api/v1/sign-in/code", body.toString()));
  }

  private TestAnswer known(TestAnswer answer) throws IOException {
    if (answer.json().path("next").asText().equals("Done")) {
      csrfToken = get("/api/v1/session").json().path("csrfToken").asText();
    }
    return answer;
  }

  /**
   * Signs in with the user's password.
   *
   * @throws IllegalStateException if that is refused
   */
  public TestBrowser signIn(String userName) throws IOException {
    TestAnswer answer = tryToSignIn(userName, TestCluster.password(userName));
    if (!answer.json().path("next").asText().equals("Done")) {
      throw new IllegalStateException(userName + " is not let in: " + answer);
    }
    return this;
  }

  /** Signs in where a code is asked for, and sets an authenticator app up for it: the key. */
  public TotpSecret enrol(String userName) throws IOException {
    TestAnswer answer = tryToSignIn(userName, TestCluster.password(userName));
    TotpSecret secret = TotpSecret.ofBase32(answer.json().path("secret").asText());
    code(answer.json().path("challenge").asText(), codeOf(secret));
    return secret;
  }

  /** The code that an app shows now. */
  public String codeOf(TotpSecret secret) {
    return Totp.code(secret, Totp.step(gateway.clock().instant()));
  }

  /** Whether anybody is signed in here. */
  public boolean isSignedIn() throws IOException {
    return get("/api/v1/session").status() == 200;
  }

  /** A ticket for a desktop, or what is answered in its place. */
  public TestAnswer ask(String workspaceId) throws IOException {
    return post("/api/v1/workspaces/" + workspaceId + "/connections");
  }

  /** A ticket for a desktop. */
  public String ticket(String workspaceId) throws IOException {
    TestAnswer answer = ask(workspaceId);
    if (answer.status() != 201) {
      throw new IllegalStateException("no ticket: " + answer);
    }
    return answer.json().path("ticket").asText();
  }

  /** Connects to a desktop with a ticket, or without one if it is empty. */
  public TestWebSocket connect(String workspaceId, String ticket) throws IOException {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("Host", authority());
    said.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Test");
    said.put("Origin", origin());
    said.put("Connection", "Upgrade");
    said.put("Upgrade", "websocket");
    said.put("Sec-WebSocket-Version", "13");
    said.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    said.put("Sec-WebSocket-Protocol", "binary" + (ticket.isEmpty() ? "" : ", ticket." + ticket));
    TestSocket socket = open();
    socket.write(head("GET", "/desktops/" + workspaceId + "/rfb", said));
    return new TestWebSocket(socket, socket.answerHead());
  }

  /** Asks for a ticket and connects. */
  public TestWebSocket connect(String workspaceId) throws IOException {
    return connect(workspaceId, ticket(workspaceId));
  }
}
