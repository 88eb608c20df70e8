package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.otp.Totp;
import dev.deskwright.otp.TotpSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A user at the gateway, who has an authenticator app and no browser. */
final class GatewayUser {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final byte[] VERSION = "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_PASSWORD = {1};
  private static final byte[] SHARED = {1};
  private static final byte[] KEY_A = {4, 1, 0, 0, 0, 0, 0, 'a'};

  private final String origin;
  private final HttpClient http;
  private String cookie = "";
  private String csrfToken = "";

  GatewayUser(int port, SSLContext trust) {
    origin = "https://localhost:" + port;
    http = HttpClient.newBuilder().sslContext(trust).connectTimeout(LIMIT).build();
  }

  /** Signs in with a password and a new app. */
  void signIn(String userName, String password) throws IOException, InterruptedException {
    JsonNode step =
        post("sign-in", object().put("userName", userName).put("password", password), 200);
    assertThat(step.path("next").asText()).isEqualTo("Enrol");
    var secret = TotpSecret.ofBase32(step.path("secret").asText());
    String code = Totp.code(secret, Totp.step(Clock.systemUTC().instant()));
    post(
        "sign-in/code",
        object().put("challenge", step.path("challenge").asText()).put("code", code),
        200);
    csrfToken = get("session").path("csrfToken").asText();
  }

  /** Tries a password that is wrong. */
  void fail(String userName) throws IOException, InterruptedException {
    post("sign-in", object().put("userName", userName).put("password", "wrong"), 401);
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send("GET", path, null, 200);
  }

  JsonNode post(String path, ObjectNode body, int status) throws IOException, InterruptedException {
    return send("POST", path, body, status);
  }

  JsonNode patch(String path, ObjectNode body) throws IOException, InterruptedException {
    return send("PATCH", path, body, 202);
  }

  void signOut() throws IOException, InterruptedException {
    send("DELETE", "session", null, 204);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private JsonNode send(String method, String path, ObjectNode body, int status)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(origin + "/api/v1/" + path))
            .timeout(LIMIT)
            .header("Origin", origin)
            .header("Cookie", cookie)
            .header("X-CSRF-Token", csrfToken)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()));
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
    answer
        .headers()
        .firstValue("set-cookie")
        .ifPresent(set -> cookie = set.replaceFirst(";.*", ""));
    return answer.body().isEmpty() ? object() : JSON.readTree(answer.body());
  }

  /** Connects to a desktop, presses a key there, and leaves after something else was done. */
  void type(String workspaceId, Runnable meanwhile) throws Exception {
    JsonNode way = post("workspaces/" + workspaceId + "/connections", object(), 201);
    var desktop = new Desktop();
    WebSocket socket =
        http.newWebSocketBuilder()
            .header("Cookie", cookie)
            .header("Origin", origin)
            .subprotocols("binary", "ticket." + way.path("ticket").asText())
            .buildAsync(
                URI.create(origin.replaceFirst("https", "wss") + way.path("url").asText()), desktop)
            .join();
    desktop.say(socket, VERSION.length, VERSION);
    desktop.say(socket, 2, NO_PASSWORD);
    desktop.say(socket, 4, SHARED);
    desktop.say(socket, 24, KEY_A);
    meanwhile.run();
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Counts what a desktop says. */
  private static final class Desktop implements WebSocket.Listener {

    private int heard;
    private int answered;
    private CompletableFuture<Void> enough = new CompletableFuture<>();
    private int wanted = Integer.MAX_VALUE;

    /** Waits for so many bytes, and answers. */
    void say(WebSocket socket, int after, byte[] text) throws Exception {
      CompletableFuture<Void> wait = await(after);
      wait.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      socket.sendBinary(ByteBuffer.wrap(text), true).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private synchronized CompletableFuture<Void> await(int count) {
      answered += count;
      wanted = answered;
      enough = new CompletableFuture<>();
      look();
      return enough;
    }

    private synchronized void look() {
      if (heard >= wanted) {
        enough.complete(null);
      }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      synchronized (this) {
        heard += data.remaining();
      }
      look();
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      failed(new IOException("closed by the gateway: " + status + " " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      failed(error);
    }

    private synchronized void failed(Throwable why) {
      enough.completeExceptionally(why);
    }
  }
}
