package dev.deskwright.demo.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedDesktopsTest {

  private static final String ID = "ws-0123456789";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SimulatedDesktops desktops = new SimulatedDesktops(Clock.systemUTC());
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    desktops.close();
  }

  /** Hands whole messages to a viewer. */
  private static final class Listener implements WebSocket.Listener {

    private final RfbTestClient viewer;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private volatile boolean closed;

    Listener(RfbTestClient viewer) {
      this.viewer = viewer;
    }

    @Override
    public void onOpen(WebSocket socket) {
      // One send at a time is what this WebSocket allows.
      viewer.connect(bytes -> socket.sendBinary(ByteBuffer.wrap(bytes), true).join());
      socket.request(1);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      message.writeBytes(part);
      if (last) {
        synchronized (viewer) {
          viewer.send(message.toByteArray());
        }
        message.reset();
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed = true;
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed = true;
    }
  }

  private CompletableFuture<WebSocket> open(
      InetSocketAddress address, String path, String origin, Listener listener) {
    var builder = http.newWebSocketBuilder().subprotocols("binary");
    if (origin != null) {
      builder.header("Origin", origin);
    }
    return builder.buildAsync(
        URI.create("ws://127.0.0.1:%d%s".formatted(address.getPort(), path)), listener);
  }

  private Listener view(RfbTestClient viewer) {
    Listener listener = new Listener(viewer);
    WebSocket socket = open(desktops.addressOf(ID, "ada"), "/websockify", null, listener).join();
    assertThat(socket.getSubprotocol()).isEqualTo("binary");
    await().atMost(PATIENCE).until(() -> viewer.updates > 1);
    return listener;
  }

  private static void type(RfbTestClient viewer, String text) {
    synchronized (viewer) {
      viewer.type(text);
    }
  }

  private String text() {
    return desktops.text(ID).orElseThrow();
  }

  @Test
  void aDesktopIsSeenAndTypedIntoThroughAWebSocket() {
    assertThat(desktops.addressOf(ID, "ada").getAddress().isLoopbackAddress()).isTrue();
    assertThat(desktops.addressOf(ID, "ada")).isEqualTo(desktops.addressOf(ID, "ada"));
    RfbTestClient viewer = new RfbTestClient(16);
    view(viewer);
    type(viewer, "whoami\n");
    await().atMost(PATIENCE).until(() -> text().contains("$ whoami\nada\n"));
    RfbTestClient again = new RfbTestClient(0);
    view(again);
    assertThat(again.name).contains("ada");
    assertThat(text()).contains("$ whoami\nada\n");
  }

  @Test
  void aPodThatIsGoneTakesItsConnectionsWithItButNotTheFiles() {
    RfbTestClient viewer = new RfbTestClient(16);
    Listener listener = view(viewer);
    type(viewer, "echo kept > note.txt\n");
    await().atMost(PATIENCE).until(() -> text().contains("note.txt\n"));
    desktops.reset(ID);
    await().atMost(PATIENCE).until(() -> listener.closed);
    assertThat(desktops.text(ID)).isEmpty();
    RfbTestClient next = new RfbTestClient(16);
    view(next);
    assertThat(text()).doesNotContain("note.txt");
    type(next, "cat note.txt\n");
    await().atMost(PATIENCE).until(() -> text().contains("\nkept\n"));
    desktops.forget(ID);
    RfbTestClient last = new RfbTestClient(16);
    view(last);
    type(last, "cat note.txt\n");
    await().atMost(PATIENCE).until(() -> text().contains("no such file"));
  }

  @Test
  void wrongBytesCloseTheWebSocket() {
    RfbTestClient viewer = new RfbTestClient(16);
    Listener listener = view(viewer);
    synchronized (viewer) {
      viewer.raw(99);
    }
    await().atMost(PATIENCE).until(() -> listener.closed);
  }

  @Test
  void pagesOfOthersAndOtherPathsAreRefused() throws Exception {
    InetSocketAddress address = desktops.addressOf(ID, "ada");
    assertRefused(address, "/websockify", "https://evil.example", 403);
    assertRefused(address, "/websockify", "http://localhost:" + address.getPort(), 403);
    assertRefused(address, "/other", null, 404);
    Listener own = new Listener(new RfbTestClient(0));
    open(address, "/websockify", "http://127.0.0.1:" + address.getPort(), own).join().abort();
    var page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort())).build();
    assertThat(http.send(page, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(404);
  }

  private void assertRefused(InetSocketAddress address, String path, String origin, int status) {
    Listener listener = new Listener(new RfbTestClient(0));
    assertThatThrownBy(() -> open(address, path, origin, listener).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
  }

  @Test
  void eachWorkSpaceHasItsOwnDesktop() {
    assertThat(desktops.addressOf("ws-000000001", "ben"))
        .isNotEqualTo(desktops.addressOf(ID, "ada"));
    assertThat(desktops.text("ws-000000001").orElseThrow()).endsWith("ben@ws-000000001:~$ ");
  }

  @Test
  void aStrangeNameIsShownAsFarAsItCanBe() {
    desktops.addressOf(ID, "\u5f20\n\u0007" + "x".repeat(100));
    assertThat(text()).endsWith("\n???" + "x".repeat(29) + "@" + ID + ":~$ ");
    desktops.addressOf("ws-000000002", "");
    assertThat(desktops.text("ws-000000002").orElseThrow()).contains("user@");
  }
}
