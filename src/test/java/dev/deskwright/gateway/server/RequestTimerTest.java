package dev.deskwright.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.gateway.defence.Defences;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestTimerTest {

  private static final Duration SHORT = Duration.ofMillis(500);
  private static final int PATIENCE_MILLIS = 10_000;

  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  @BeforeEach
  void start() {
    var timer = new RequestTimer(vertx, SHORT, SHORT, SHORT, Defences.ALL);
    server =
        vertx
            // With that, Vert.x would make a connection of it at the first request only.
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .connectionHandler(
                connection -> {
                  connection.closeHandler(closed -> timer.forget(connection));
                  timer.connected(connection);
                })
            .requestHandler(
                request -> {
                  timer.begun(request);
                  if (request.path().equals("/early")) {
                    request.response().end();
                  } else if (request.path().equals("/")) {
                    request.end().onSuccess(read -> request.response().end());
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static void awaitAnswer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as("the end of the connection, after: %s", head).isNotNegative();
      head.append((char) next);
    }
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    }
  }

  @Test
  void aRequestThatDoesNotComeEndsTheConnection() throws IOException {
    try (Socket socket = connect()) {
      say(socket, "GET / HTTP/1.1\r\nHo");
      assertThat(isClosed(socket)).isTrue();
    }
  }

  @Test
  void soDoesABodyThatDoesNotCome() throws IOException {
    try (Socket socket = connect()) {
      say(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nx");
      assertThat(isClosed(socket)).isTrue();
    }
  }

  @Test
  void soDoesTheNextRequestThatDoesNotCome() throws IOException {
    try (Socket socket = connect()) {
      say(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      awaitAnswer(socket);
      say(socket, "GET / HTTP/1.1\r\nHo");
      assertThat(isClosed(socket)).isTrue();
    }
  }

  @Test
  void soItDoesWhenTheAnswerWasThereBeforeTheBody() throws IOException {
    try (Socket socket = connect()) {
      say(socket, "POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n");
      awaitAnswer(socket);
      say(socket, "x");
      assertThat(isClosed(socket)).isTrue();
    }
  }

  @Test
  void anAnswerMayTakeLonger() throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout((int) SHORT.toMillis() * 3);
      say(socket, "GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(isClosed(socket)).isFalse();
    }
  }
}
