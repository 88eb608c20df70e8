package dev.deskwright.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A user without a browser: signs in to the gateway, connects, and waits for the desktop's word.
 */
final class DemoVisit {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final URI gateway;
  private final String origin;
  private final HttpClient http;
  private String cookie = "";
  private String csrfToken = "";

  /** Goes to this gateway, and knows its certificate. */
  DemoVisit(String url, SSLContext trust) {
    this.gateway = URI.create(url);
    this.origin = url.substring(0, url.length() - 1);
    this.http = HttpClient.newBuilder().sslContext(trust).connectTimeout(LIMIT).build();
  }

  /** Signs in with name and password; the code of an app is not asked for in the demo. */
  void signIn(String userName, String password) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("userName", userName).put("password", password);
    HttpResponse<String> answer = send("POST", "api/v1/sign-in", body);
    expect(answer, 200);
    cookie = answer.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
    csrfToken = get("api/v1/session").path("csrfToken").asText();
  }

  /** Connects to the user's first desktop; returns what it says first. */
  String greeting() throws IOException, InterruptedException {
    var greeting = new Greeting();
    WebSocket socket = connect(greeting);
    try {
      return greeting.text.get(LIMIT.toSeconds(), TimeUnit.SECONDS).strip();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new DemoFailure("the desktop says nothing through the gateway: " + e);
    } finally {
      socket.abort();
    }
  }

  /** Connects to the user's first desktop, until the socket is closed. */
  WebSocket connect() throws IOException, InterruptedException {
    return connect(new Greeting());
  }

  private WebSocket connect(Greeting greeting) throws IOException, InterruptedException {
    String id = get("api/v1/workspaces").path("items").path(0).path("workspaceId").asText();
    HttpResponse<String> answer =
        send("POST", "api/v1/workspaces/" + id + "/connections", JSON.createObjectNode());
    expect(answer, 201);
    JsonNode way = JSON.readTree(answer.body());
    return http.newWebSocketBuilder()
        .header("Cookie", cookie)
        .header("Origin", origin)
        .subprotocols("binary", "ticket." + way.path("ticket").asText())
        .buildAsync(
            URI.create(origin.replaceFirst("https", "wss") + way.path("url").asText()), greeting)
        .join();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send("GET", path, null);
    expect(answer, 200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(String method, String path, ObjectNode body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(gateway.resolve(path))
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
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void expect(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status) {
      throw new DemoFailure(
          "the gateway answers %d: %s".formatted(answer.statusCode(), answer.body()));
    }
  }

  /** The first message of a desktop. */
  private static final class Greeting implements WebSocket.Listener {

    private final CompletableFuture<String> text = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      text.complete(StandardCharsets.US_ASCII.decode(data).toString());
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      text.completeExceptionally(new IOException(status + " " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      text.completeExceptionally(error);
    }
  }
}
