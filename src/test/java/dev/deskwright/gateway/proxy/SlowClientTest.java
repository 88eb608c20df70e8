package dev.deskwright.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Protocol.Name;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.session.Session;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients and desktops that read slowly, or answer no more. */
class SlowClientTest {

  private static final int CHUNK = 16 << 10;

  /** What the systems' own socket buffers on the way may hold; the gateway has no say in that. */
  private static final int SOCKET_BUFFERS = 16 << 20;

  private ProxyRig rig;
  private FakeDesktop desktop;
  private Session alice;

  private void start(ProxyLimits limits) {
    rig = new ProxyRig(limits, Defences.ALL, Optional.empty());
    desktop = FakeDesktop.tcp(rig.outside, false);
    rig.desktops.target = Optional.of(rig.target(desktop, Name.RFB));
    alice = rig.session("alice");
  }

  @BeforeEach
  void start() {
    start(ProxyRig.QUICK);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private RawClient client() {
    return new RawClient(rig.port(), rig.tickets.make(alice, ProxyRig.ID), alice.id());
  }

  private long pourUntilStuck() {
    AtomicLong sent = desktop.pour(CHUNK, 256L << 20);
    AtomicLong last = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(Duration.ofSeconds(20))
        .until(() -> last.getAndSet(sent.get()) == sent.get());
    return sent.get();
  }

  @ParameterizedTest
  @EnumSource(
      value = Name.class,
      names = {"RFB", "WebSocket"})
  void aClientThatReadsNothingStopsTheDesktop(Name name) {
    rig.close();
    start(withSilence(Duration.ofMinutes(1)));
    if (name == Name.WebSocket) {
      desktop = FakeDesktop.webSocket(rig.outside, false);
      rig.desktops.target = Optional.of(rig.target(desktop, name));
    }
    try (var client = client()) {
      await().until(() -> desktop.accepted() == 1 && rig.metrics.bytesFromDesktops() > 0);
      long sent = pourUntilStuck();
      assertThat(sent).isLessThan(SOCKET_BUFFERS);
      // What the gateway has taken in and the client's socket has not is what it holds.
      assertThat(rig.metrics.bytesFromDesktops()).isLessThan(SOCKET_BUFFERS / 2);
      assertThat(client.readUpTo((int) sent)).isGreaterThanOrEqualTo((int) sent);
    }
  }

  private static ProxyLimits withSilence(Duration silence) {
    var q = ProxyRig.QUICK;
    return new ProxyLimits(
        q.connectionsPerUser(),
        q.connections(),
        q.idle(),
        q.connect(),
        q.ping(),
        silence,
        q.frameBytes(),
        q.clipboardBytes(),
        q.queueBytes());
  }

  @Test
  void aDesktopThatReadsNothingStopsTheClient() {
    desktop.stall();
    Page page = rig.connect(alice).open();
    page.socket.write(RfbMessages.handshake38());
    // A text that is allowed, over and over; what the client cannot send waits in the client.
    Buffer text = RfbMessages.cutText("x".repeat(30_000));
    for (int i = 0; i < 2000; i++) {
      page.socket.write(text);
    }
    AtomicLong last = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(200))
        .until(() -> last.getAndSet(rig.metrics.bytesToDesktops()) == last.get());
    assertThat(rig.metrics.bytesToDesktops()).isBetween(1L << 20, (long) SOCKET_BUFFERS);
  }

  @Test
  void aClientThatAnswersNoPingIsGone() {
    try (var client = client()) {
      await().until(() -> desktop.accepted() == 1);
      assertThat(client.readUpTo(Integer.MAX_VALUE)).isPositive();
      await().until(() -> desktop.closed() == 1);
      await().until(() -> rig.connections.sessions() == 0);
      assertThat(
              rig.registry
                  .get("deskwright.gateway.connection.endings")
                  .tag("reason", "client_gone")
                  .counter()
                  .count())
          .isEqualTo(1);
    }
  }

  @Test
  void aClientThatAnswersPingsStays() {
    Page page = rig.connect(alice).open();
    await().pollDelay(Duration.ofMillis(1500)).until(() -> !page.socket.isClosed());
    assertThat(rig.connections.sessions()).isEqualTo(1);
  }

  @Test
  void aClientThatReadsNothingIsCutWhenItsSessionIsCalledBack() {
    rig.close();
    start(withSilence(Duration.ofMinutes(1)));
    try (var client = client()) {
      await().until(() -> desktop.accepted() == 1 && rig.metrics.bytesFromDesktops() > 0);
      pourUntilStuck();
      rig.connections.close(each -> true, Ending.SESSION_ENDED);
      await().atMost(Duration.ofSeconds(1)).until(() -> desktop.closed() == 1);
      await()
          .pollDelay(Duration.ofMillis(2500))
          .atMost(Duration.ofSeconds(5))
          .until(() -> rig.connections.sessions() == 0);
      // The socket is closed: what the system has buffered can be read, and then there is an end.
      assertThat(client.readUpTo(Integer.MAX_VALUE)).isLessThan(SOCKET_BUFFERS);
    }
  }

  @Test
  void pingsThatNobodyReadTheAnswersOfPileUpNowhere() {
    rig.close();
    start(withSilence(Duration.ofMinutes(1)));
    try (var client = client()) {
      await().until(() -> desktop.accepted() == 1 && rig.metrics.bytesFromDesktops() > 0);
      pourUntilStuck();
      long taken = client.sendUntilStuck(maskedPing(), Duration.ofSeconds(2), 64 << 20);
      assertThat(taken).isLessThan(SOCKET_BUFFERS);
    }
  }

  private static byte[] maskedPing() {
    byte[] ping = new byte[6 + 125];
    ping[0] = (byte) 0x89;
    ping[1] = (byte) (0x80 | 125);
    return ping;
  }

  @Test
  void withoutInputItEndsAfterTheLimit() {
    rig.close();
    var q = ProxyRig.QUICK;
    start(
        new ProxyLimits(
            q.connectionsPerUser(),
            q.connections(),
            Duration.ofMillis(700),
            q.connect(),
            q.ping(),
            q.silence(),
            q.frameBytes(),
            q.clipboardBytes(),
            q.queueBytes()));
    Page page = rig.connect(alice).open();
    page.socket.write(RfbMessages.handshake38());
    page.socket.write(RfbMessages.updateRequest());
    assertThat(page.ending()).isEqualTo(Ending.IDLE);
  }
}
