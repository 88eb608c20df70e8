package dev.deskwright.gateway.proxy;

import static dev.deskwright.gateway.proxy.RfbMessages.cutText;
import static dev.deskwright.gateway.proxy.RfbMessages.handshake38;
import static dev.deskwright.gateway.proxy.RfbMessages.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Protocol.Name;
import dev.deskwright.api.v1alpha1.Protocol.Scheme;
import dev.deskwright.gateway.session.Session;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a WebSocket to a desktop and back, over real sockets. */
class DesktopProxyTest {

  private ProxyRig rig;
  private FakeDesktop desktop;
  private Session alice;

  @BeforeEach
  void start() {
    rig = new ProxyRig();
    desktop = FakeDesktop.tcp(rig.outside, false);
    rig.desktops.target = Optional.of(rig.target(desktop, Name.RFB));
    alice = rig.session("alice");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Page connect(Session session) {
    Page page = rig.connect(session);
    return page.wasClosedTooSoon() ? connect(session) : page.open();
  }

  private Page connected() {
    Page seen = connect(alice);
    await().until(() -> seen.data().equals(FakeDesktop.GREETING));
    seen.socket.write(handshake38());
    await().until(() -> desktop.received().equals(handshake38()));
    return seen;
  }

  @ParameterizedTest
  @CsvSource({"RFB, HTTP", "RFB, HTTPS", "WebSocket, HTTP", "WebSocket, HTTPS"})
  void bytesGoBothWays(Name name, Scheme scheme) {
    boolean tls = scheme == Scheme.HTTPS;
    desktop =
        name == Name.RFB
            ? FakeDesktop.tcp(rig.outside, tls)
            : FakeDesktop.webSocket(rig.outside, tls);
    rig.desktops.target = Optional.of(rig.target(desktop, name, scheme, true));
    Page seen = connected();
    Buffer picture = Buffer.buffer(new byte[200_000]);
    desktop.send(picture);
    await().until(() -> seen.data().length() == picture.length() + 12);
    seen.socket.write(key(0x61, true));
    await().until(() -> desktop.received().equals(handshake38().appendBuffer(key(0x61, true))));
    assertThat(seen.socket.subProtocol()).isEqualTo("binary");
    assertThat(rig.metrics.bytesFromDesktops()).isEqualTo(200_012);
    assertThat(rig.metrics.bytesToDesktops()).isEqualTo(22);
    assertThat(rig.connections.sessions()).isEqualTo(1);

    Waiting.on(seen.socket.close());
    await().until(() -> desktop.closed() == 1);
    await().until(() -> rig.connections.sessions() == 0);
    assertThat(rig.activity.told).containsExactly("connected", "input", "disconnected");
  }

  private int refused(Page page) {
    int status = page.refusal();
    assertThat(desktop.accepted()).isZero();
    assertThat(rig.connections.sessions()).isZero();
    return status;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com",
        "http://desk.example.com",
        "https://desk.example.com:444",
        "https://desk.example.com.evil.example.com",
        "null"
      })
  void anotherOriginIsRefused(String origin) {
    String ticket = rig.tickets.make(alice, ProxyRig.ID);
    assertThat(
            refused(
                rig.connect(
                    alice,
                    ticket,
                    options -> {
                      options.getHeaders().set("Origin", origin);
                      return options;
                    })))
        .isEqualTo(403);
  }

  @Test
  void noOriginAndTwoOriginsAreRefused() {
    String ticket = rig.tickets.make(alice, ProxyRig.ID);
    assertThat(
            refused(
                rig.connect(
                    alice,
                    ticket,
                    options -> {
                      options.getHeaders().remove("Origin");
                      return options.setAllowOriginHeader(false);
                    })))
        .isEqualTo(403);
    assertThat(
            refused(
                rig.connect(
                    alice,
                    ticket,
                    options -> {
                      options.addHeader("Origin", "https://evil.example.com");
                      return options;
                    })))
        .isEqualTo(403);
  }

  @Test
  void aTicketIsGoodOnceForThisSessionAndDesktop() {
    UnaryOperator<WebSocketConnectOptions> asIs = options -> options;
    assertThat(refused(rig.connect(alice, "", asIs))).isEqualTo(403);
    assertThat(refused(rig.connect(alice, "forged", asIs))).isEqualTo(403);
    String ofBob = rig.tickets.make(rig.session("bob"), ProxyRig.ID);
    assertThat(refused(rig.connect(alice, ofBob, asIs))).isEqualTo(403);
    String elsewhere = rig.tickets.make(alice, "ws-000000002");
    assertThat(refused(rig.connect(alice, elsewhere, asIs))).isEqualTo(403);
    String old = rig.tickets.make(alice, ProxyRig.ID);
    rig.clock.forward(Tickets.LIFETIME);
    assertThat(refused(rig.connect(alice, old, asIs))).isEqualTo(403);

    String ticket = rig.tickets.make(alice, ProxyRig.ID);
    rig.connect(alice, ticket, asIs).open();
    assertThat(rig.connect(alice, ticket, asIs).refusal()).isEqualTo(403);
    await().untilAsserted(() -> assertThat(desktop.accepted()).isEqualTo(1));
  }

  @Test
  void whoeverHasTheAddressByNowGetsNoByte() {
    rig.desktops.still = false;
    assertThat(connect(alice).ending()).isEqualTo(Ending.UNREACHABLE);
    await().until(() -> desktop.closed() == desktop.accepted());
    assertThat(desktop.received().length()).isZero();
    assertThat(rig.connections.sessions()).isZero();
    assertThat(rig.activity.told).isEmpty();
  }

  @Test
  void whoeverHasTheAddressByNowGetsNoTokenEither() {
    desktop = FakeDesktop.webSocket(rig.outside, false);
    rig.desktops.target = Optional.of(rig.target(desktop, Name.WebSocket));
    rig.desktops.still = false;
    assertThat(connect(alice).ending()).isEqualTo(Ending.UNREACHABLE);
    assertThat(desktop.authorizations()).isEmpty();
  }

  @Test
  void aDesktopThatIsNotThereOrSaysNothingIsSaidSo() {
    rig.desktops.target = Optional.empty();
    assertThat(connect(alice).ending()).isEqualTo(Ending.DESKTOP_GONE);

    var silent = FakeDesktop.tcp(rig.outside, false);
    rig.desktops.target = Optional.of(rig.target(silent, Name.WebSocket));
    assertThat(connect(alice).ending()).isEqualTo(Ending.UNREACHABLE);
    assertThat(rig.connections.sessions()).isZero();
    await().until(() -> silent.closed() == 1);
  }

  @Test
  void theNewestConnectionOfAUserTakesOver() {
    Page first = connected();
    Page second = connect(alice);
    assertThat(first.ending()).isEqualTo(Ending.TAKEN_OVER);
    await().until(() -> desktop.closed() == 1);
    desktop.send(Buffer.buffer("on"));
    await().until(() -> second.data().toString().endsWith("on"));
    assertThat(rig.connections.sessions()).isEqualTo(1);
  }

  @Test
  void aUserAndAReplicaHaveSoManyConnectionsAtMost() {
    List<Page> seen = new ArrayList<>();
    for (int i = 0; i < ProxyRig.QUICK.connectionsPerUser(); i++) {
      rig.desktops.target = Optional.of(elsewhere(rig.target(desktop, Name.RFB), i));
      seen.add(connect(alice));
    }
    assertThat(connect(alice).ending()).isEqualTo(Ending.TOO_MANY);
    assertThat(rig.connections.sessions()).isEqualTo(seen.size());
    Waiting.on(seen.get(0).socket.close());
    await().until(() -> rig.connections.sessions() == seen.size() - 1);
    rig.desktops.target = Optional.of(elsewhere(rig.target(desktop, Name.RFB), 9));
    assertThat(connect(alice).socket.isClosed()).isFalse();
    connect(rig.session("bob"));
    assertThat(connect(rig.session("eve")).socket.isClosed()).isFalse();
    assertThat(connect(rig.session("mallory")).ending()).isEqualTo(Ending.TOO_MANY);
  }

  private static Target elsewhere(Target t, int number) {
    return new Target(
        t.workspaceId(),
        t.namespace(),
        t.name(),
        t.workspaceUid() + number,
        t.podName(),
        t.podUid(),
        t.address(),
        t.protocol(),
        true);
  }

  @Test
  void aSessionThatIsCalledBackEndsAtOnceAndOpensNothing() {
    Page seen = connected();
    rig.endedSessions.add(alice.id());
    assertThat(rig.connections.close(c -> c.session().equals(alice), Ending.SESSION_ENDED))
        .isEqualTo(1);
    assertThat(seen.ending()).isEqualTo(Ending.SESSION_ENDED);
    await().until(() -> desktop.closed() == 1);
    assertThat(connect(alice).ending()).isEqualTo(Ending.SESSION_ENDED);
    assertThat(desktop.accepted()).isEqualTo(1);
  }

  @Test
  void aSessionThatIsCalledBackWhileItConnectsGetsNothing() {
    Promise<Void> slow = Promise.promise();
    rig.desktops.before = slow.future();
    var connecting = rig.connect(alice);
    await().until(() -> rig.connections.sessions() == 1);
    rig.endedSessions.add(alice.id());
    rig.connections.close(c -> c.session().equals(alice), Ending.SESSION_ENDED);
    slow.complete();
    assertThat(connecting.open().ending()).isEqualTo(Ending.SESSION_ENDED);
    assertThat(desktop.accepted()).isZero();
  }

  @Test
  void itEndsWithTheSession() {
    Page seen = connected();
    rig.clock.forward(Duration.ofHours(1));
    assertThat(seen.ending()).isEqualTo(Ending.SESSION_ENDED);
  }

  @Test
  void anEndedDesktopIsSaidSoAfterItsLastByte() {
    Page seen = connected();
    desktop.send(Buffer.buffer("bye"));
    desktop.hangUp();
    assertThat(seen.ending()).isEqualTo(Ending.DESKTOP_GONE);
    assertThat(seen.data().toString()).endsWith("bye");
  }

  @Test
  void drainingTellsEverybodyAndTakesNobody() {
    Page seen = connected();
    Page other = connect(rig.session("bob"));
    var drained = rig.connections.drain(Duration.ofMillis(400));
    assertThat(seen.ending()).isEqualTo(Ending.DRAINING);
    assertThat(other.ending()).isEqualTo(Ending.DRAINING);
    Waiting.on(drained);
    assertThat(rig.connections.sessions()).isZero();
    assertThat(connect(alice).ending()).isEqualTo(Ending.DRAINING);
  }

  @Test
  void whatIsNoRfbEndsTheConnection() {
    Page seen = connected();
    seen.socket.write(Buffer.buffer("GET / HTTP/1.1\r\n\r\n"));
    assertThat(seen.ending()).isEqualTo(Ending.NOT_RFB);
    assertThat(desktop.received()).isEqualTo(handshake38());
  }

  @Test
  void textFramesEndTheConnection() {
    Page seen = connected();
    seen.socket.writeTextMessage("hello");
    assertThat(seen.ending()).isEqualTo(Ending.NOT_RFB);
  }

  @Test
  void oversizedFramesAndMessagesEndTheConnection() {
    Page frames = connected();
    frames.socket.writeFrame(
        WebSocketFrame.binaryFrame(Buffer.buffer(new byte[(64 << 10) + 1]), true));
    frames.awaitClosed();
    await().until(() -> rig.connections.sessions() == 0);

    Page messages = connect(alice);
    messages.socket.writeFrame(
        WebSocketFrame.binaryFrame(
            handshake38().appendBuffer(cutText("x".repeat(60_000)).getBuffer(0, 60_000)), false));
    for (int i = 0; i < 20; i++) {
      messages.socket.writeFrame(
          WebSocketFrame.continuationFrame(Buffer.buffer(new byte[60_000]), false));
    }
    assertThat(messages.ending()).isEqualTo(Ending.NOT_RFB);
  }

  @Test
  void whatMayNotBePastedDoesNotArrive() {
    rig.desktops.target = Optional.of(rig.target(desktop, Name.RFB, Scheme.HTTP, false));
    Page seen = connected();
    seen.socket.write(cutText("secret"));
    seen.socket.write(key(0x61, true));
    await().until(() -> desktop.received().length() == handshake38().length() + 8);
    assertThat(desktop.received().toString()).doesNotContain("secret");
  }

  @Test
  void aClientThatLeavesWhileItConnectsLeavesNothingBehind() {
    Promise<Void> slow = Promise.promise();
    rig.desktops.before = slow.future();
    var socket = new RawClient(rig.port(), rig.tickets.make(alice, ProxyRig.ID), alice.id());
    await().until(() -> rig.connections.sessions() == 1);
    socket.close();
    await().until(() -> rig.connections.sessions() == 0);
    slow.complete();
    assertThat(desktop.accepted()).isZero();
  }
}
