package dev.deskwright.gateway.defence;

import static dev.deskwright.gateway.defence.Attack.on;

import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.gateway.RecordingDesktop;
import dev.deskwright.gateway.TestBrowser;
import dev.deskwright.gateway.TestCluster;
import dev.deskwright.gateway.TestGateway;
import dev.deskwright.gateway.TestWebSocket;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Through a connection that stands, on the desktop or from it. */
final class DesktopAttacks {

  private static final String SECRET = "rm -rf ~";
  private static final String NOT_RFB = "The connection ends with code 4008.";
  private static final byte CUT_TEXT = 6;

  private DesktopAttacks() {}

  static List<Attack> all() {
    return List.of(
        on(
            Defence.POD_IDENTITY,
            "A pod's address has gone to another pod between look-up and connection",
            "CWE-367: CVE-2020-8562 and CVE-2022-3294 (Kubernetes API server's proxies)",
            "The pod is looked up again once the connection stands; not a byte flows.",
            DesktopAttacks::reachesReusedAddress),
        on(
            Defence.FRAME_SIZE,
            "A WebSocket frame of a megabyte",
            "CWE-770; lengths of frames: CVE-2020-27813 (Gorilla WebSocket)",
            "Frames of more than 64 KiB end the connection.",
            gateway ->
                reaches(
                    gateway,
                    socket -> socket.send(cutText("x".repeat(1 << 20))),
                    desktop -> desktop.size() > 1 << 20)),
        on(
            Defence.FRAME_SIZE,
            "A WebSocket message without an end, in small frames",
            "CWE-770, a limit on frames alone",
            "Messages of more than 1 MiB end the connection.",
            gateway ->
                reaches(
                    gateway, DesktopAttacks::sendEndless, desktop -> desktop.size() > 40 * 60_000)),
        on(
            Defence.RFB_SYNTAX,
            "A client sends what is no RFB, to whatever bug the desktop's server has",
            "CVE-2018-7225 (LibVNCServer), messages that are not checked",
            NOT_RFB,
            gateway ->
                reaches(
                    gateway,
                    socket -> socket.send(new byte[] {77, 1, 2, 3}),
                    desktop -> desktop.text().endsWith("M\u0001\u0002\u0003"))),
        on(
            Defence.RFB_SYNTAX,
            "A client chooses a security type behind which nobody can look",
            "CWE-757, choice of a weaker or hidden way",
            NOT_RFB,
            DesktopAttacks::choosesSecurityType),
        on(
            Defence.CLIPBOARD_POLICY,
            "A client pastes where the Directory does not let users",
            "CWE-602, a policy that only the page regards",
            "What is pasted is dropped.",
            gateway -> pastes(gateway, cutText(SECRET))),
        on(
            Defence.CLIPBOARD_POLICY,
            "The same with the extended clipboard's messages",
            "CWE-184, a policy that knows one message of two",
            "What is pasted is dropped.",
            gateway -> pastes(gateway, extendedCutText(SECRET))));
  }

  private interface Sending {
    void to(TestWebSocket socket) throws IOException;
  }

  private interface Seen {
    boolean by(RecordingDesktop desktop);
  }

  private static boolean reaches(TestGateway gateway, Sending sending, Seen seen)
      throws IOException {
    return reaches(gateway.browser().signIn("alice"), "alice", gateway, sending, seen);
  }

  private static boolean reaches(
      TestBrowser browser, String desktopName, TestGateway gateway, Sending sending, Seen seen)
      throws IOException {
    try (RecordingDesktop desktop = RecordingDesktop.start()) {
      gateway.reach(desktop::at);
      try (TestWebSocket socket = browser.connect(gateway.cluster().id(desktopName))) {
        socket.handshake();
        try {
          sending.to(socket);
        } catch (IOException closed) {
          return false;
        }
        return SessionAttacks.within(Duration.ofSeconds(2), () -> seen.by(desktop));
      } finally {
        gateway.reach(target -> target);
      }
    }
  }

  private static byte[] cutText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(8 + bytes.length)
        .put(CUT_TEXT)
        .put(new byte[3])
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  /** A negative length, and then what is done: provide text. */
  private static byte[] extendedCutText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(12 + bytes.length)
        .put(CUT_TEXT)
        .put(new byte[3])
        .putInt(-4 - bytes.length)
        .putInt(1 << 28 | 1)
        .put(bytes)
        .array();
  }

  private static void sendEndless(TestWebSocket socket) throws IOException {
    int frames = 42;
    ByteBuffer head = ByteBuffer.allocate(60_000).put(CUT_TEXT).put(new byte[3]);
    head.putInt(frames * 60_000);
    socket.send(TestWebSocket.BINARY, false, head.array());
    for (int i = 0; i < frames; i++) {
      socket.send(0, false, new byte[60_000]);
    }
  }

  private static boolean pastes(TestGateway gateway, byte[] message) throws IOException {
    TestBrowser alice =
        gateway
            .browser(TestGateway.RULES)
            .from("127.0.1.5")
            .with("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Test")
            .signIn("alice");
    return reaches(
        alice,
        "alice-rules",
        gateway,
        socket -> socket.send(message),
        desktop -> desktop.text().contains(SECRET));
  }

  private static boolean choosesSecurityType(TestGateway gateway) throws IOException {
    try (RecordingDesktop desktop = RecordingDesktop.start()) {
      gateway.reach(desktop::at);
      TestBrowser alice = gateway.browser().signIn("alice");
      try (TestWebSocket socket = alice.connect(gateway.cluster().id("alice"))) {
        socket.send(socket.readText(12).getBytes(StandardCharsets.ISO_8859_1));
        socket.read(2);
        socket.send(new byte[] {30});
        return SessionAttacks.within(
            Duration.ofSeconds(2), () -> desktop.text().endsWith("\u001e"));
      } finally {
        gateway.reach(target -> target);
      }
    }
  }

  /** At the first look the pod is there; then it is deleted, and somebody else has its address. */
  private static boolean reachesReusedAddress(TestGateway gateway) throws IOException {
    TestCluster cluster = gateway.cluster();
    cluster.awaitState("frank", WorkSpaceState.AVAILABLE);
    AtomicBoolean gone = new AtomicBoolean();
    try (RecordingDesktop other = RecordingDesktop.start()) {
      gateway.reach(
          target -> {
            if (gone.compareAndSet(false, true)) {
              cluster
                  .client()
                  .pods()
                  .inNamespace(target.namespace())
                  .withName(target.podName())
                  .delete();
            }
            return other.at(target);
          });
      TestBrowser frank = gateway.browser().signIn("frank");
      try (TestWebSocket socket = frank.connect(cluster.id("frank"))) {
        return socket.isOpen() && socket.readText(12).startsWith("RFB");
      } catch (EOFException closed) {
        return false;
      } finally {
        gateway.reach(target -> target);
      }
    }
  }
}
