package dev.deskwright.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.deskwright.radius.FakeRadiusServer.Received;
import dev.deskwright.radius.FakeRadiusServer.Script;
import dev.deskwright.radius.RadiusAnswer.Accepted;
import dev.deskwright.radius.RadiusAnswer.Challenge;
import dev.deskwright.radius.RadiusAnswer.Rejected;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against servers that behave in every way that servers do. */
class RadiusClientTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Script SILENT = request -> {};
  private static final Script ACCEPTING =
      request -> request.answer(Reply.to(request, Answer.ACCEPT).signed());
  private static final Script REJECTING =
      request ->
          request.answer(
              Reply.to(request, Answer.REJECT)
                  .with(Attribute.REPLY_MESSAGE, "No.\r\nReally\u001b[2J not.")
                  .signed());

  private static RadiusSettings settings(
      RadiusProtocol protocol, Duration timeout, int retries, RadiusServer... servers) {
    return new RadiusSettings(
        List.of(servers),
        Reply.SECRET.getBytes(StandardCharsets.UTF_8),
        protocol,
        timeout,
        retries);
  }

  private static RadiusClient client(Duration timeout, int retries, FakeRadiusServer... servers) {
    RadiusServer[] addresses =
        Arrays.stream(servers).map(FakeRadiusServer::address).toArray(RadiusServer[]::new);
    return new RadiusClient(settings(RadiusProtocol.PAP, timeout, retries, addresses), true);
  }

  private static RadiusAnswer ask(RadiusClient client, String user, String answer) {
    return client.ask(user, answer.toCharArray(), "203.0.113.7", Optional.empty());
  }

  private static String clearPassword(Received request) {
    byte[] hidden = request.values(Attribute.USER_PASSWORD).get(0);
    byte[] before = request.authenticator();
    for (int from = 0; from < hidden.length; from += 16) {
      byte[] mask = Reply.md5(Reply.SECRET.getBytes(StandardCharsets.UTF_8), before);
      before = Arrays.copyOfRange(hidden, from, from + 16);
      for (int i = 0; i < 16; i++) {
        hidden[from + i] ^= mask[i];
      }
    }
    return new String(hidden, StandardCharsets.UTF_8).replaceFirst("\0+$", "");
  }

  private static String text(Received request, int type) {
    return new String(request.values(type).get(0), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "sixteen letters.", "a much longer Pässwörd, 字, of 2 blocks"})
  void whatIsSent(String password) throws Exception {
    try (FakeRadiusServer server = new FakeRadiusServer(ACCEPTING)) {
      assertThat(ask(client(LONG, 0, server), "jürgen", password)).isEqualTo(new Accepted());
      Received request = server.received().get(0);
      assertThat(request.datagram()[0]).isEqualTo((byte) 1);
      assertThat(text(request, Attribute.USER_NAME)).isEqualTo("jürgen");
      assertThat(text(request, Attribute.NAS_IDENTIFIER)).isEqualTo("deskwright");
      assertThat(text(request, Attribute.CALLING_STATION_ID)).isEqualTo("203.0.113.7");
      assertThat(clearPassword(request)).isEqualTo(password);
      assertThat(request.values(Attribute.STATE)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRequestBeginsWithARightMessageAuthenticator(RadiusProtocol protocol) throws Exception {
    try (FakeRadiusServer server = new FakeRadiusServer(REJECTING)) {
      RadiusSettings settings = settings(protocol, LONG, 0, server.address());
      ask(new RadiusClient(settings, true), "alice", "x");
      Received request = server.received().get(0);
      Attribute first = request.attributes().get(0);
      assertThat(first.type()).isEqualTo(80);
      byte[] zeroed = request.datagram().clone();
      Arrays.fill(zeroed, first.at(), first.at() + 16, (byte) 0);
      assertThat(first.value()).isEqualTo(Reply.hmac(Reply.SECRET, zeroed));
      assertThat(request.values(80)).hasSize(1);
    }
  }

  @Test
  void requestsDifferInAllThatMustNotRepeat() throws Exception {
    try (FakeRadiusServer server = new FakeRadiusServer(ACCEPTING)) {
      RadiusClient client = client(LONG, 0, server);
      for (int i = 0; i < 20; i++) {
        ask(client, "alice", "x");
      }
      List<Received> all = server.received();
      assertThat(all).extracting(Received::authenticator).doesNotHaveDuplicates();
      assertThat(all.stream().map(Received::from).distinct().count()).isGreaterThan(15);
      assertThat(all.stream().map(Received::identifier).distinct().count()).isGreaterThan(10);
    }
  }

  @Test
  void aRejectionTellsWhy() throws Exception {
    try (FakeRadiusServer server = new FakeRadiusServer(REJECTING)) {
      assertThat(ask(client(LONG, 0, server), "alice", "x"))
          .isEqualTo(new Rejected("No.\nReally[2J not."));
    }
  }

  @Test
  void aRejectionOfMsChapTellsItsNumber() throws Exception {
    try (FakeRadiusServer server =
        new FakeRadiusServer(
            request ->
                request.answer(
                    Reply.to(request, Answer.REJECT)
                        .with(
                            Attribute.ofMicrosoft(
                                Attribute.MS_CHAP_ERROR,
                                "\7E=648 R=0 C=00 V=3 M=x".getBytes(StandardCharsets.US_ASCII)))
                        .signed()))) {
      assertThat(ask(client(LONG, 0, server), "alice", "x")).isEqualTo(new Rejected("E=648"));
    }
  }

  @Test
  void aChallengeIsCarriedOnToTheServerThatMadeIt() throws Exception {
    Script challenging =
        request -> {
          boolean second = !request.values(Attribute.STATE).isEmpty();
          boolean right =
              second
                  && text(request, Attribute.STATE).equals("state-1")
                  && clearPassword(request).equals("123456");
          request.answer(
              second
                  ? Reply.to(request, right ? Answer.ACCEPT : Answer.REJECT).signed()
                  : Reply.to(request, Answer.CHALLENGE)
                      .with(Attribute.REPLY_MESSAGE, "Code,")
                      .with(Attribute.STATE, "state-1")
                      .with(Attribute.REPLY_MESSAGE, "please")
                      .signed());
        };
    try (FakeRadiusServer silent = new FakeRadiusServer(SILENT);
        FakeRadiusServer server = new FakeRadiusServer(challenging)) {
      RadiusAnswer first = ask(client(SHORT, 2, silent, server), "alice", "password");
      assertThat(first).isInstanceOf(Challenge.class);
      Challenge challenge = (Challenge) first;
      assertThat(challenge.prompt()).isEqualTo("Code,\nplease");
      int askedBefore = silent.received().size();
      // On another replica, which knows nothing of silent servers.
      RadiusClient other = client(LONG, 0, silent, server);
      Optional<RadiusState> state = Optional.of(RadiusState.parse(challenge.state().encoded()));
      assertThat(other.ask("alice", "123456".toCharArray(), "", state)).isEqualTo(new Accepted());
      assertThat(other.ask("alice", "123457".toCharArray(), "", state))
          .isInstanceOf(Rejected.class);
      assertThat(silent.received()).hasSize(askedBefore);
    }
  }

  @Test
  void aStateOfAServerThatIsNoneOfOursIsNotSentAnywhere() throws Exception {
    try (FakeRadiusServer server = new FakeRadiusServer(ACCEPTING)) {
      RadiusState state = RadiusState.parse("1812 elsewhere.example.com c3RhdGU=");
      assertThatThrownBy(
              () -> client(LONG, 0, server).ask("a", "x".toCharArray(), "", Optional.of(state)))
          .isInstanceOf(RadiusUnavailable.class)
          .hasMessageContaining("elsewhere.example.com:1812");
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void aLostRequestIsSentAgainAsItWas() throws Exception {
    AtomicReference<FakeRadiusServer> self = new AtomicReference<>();
    try (FakeRadiusServer server =
        new FakeRadiusServer(
            request -> {
              if (self.get().received().size() == 3) {
                ACCEPTING.on(request);
              }
            })) {
      self.set(server);
      assertThat(ask(client(SHORT, 50, server), "alice", "x")).isEqualTo(new Accepted());
      List<Received> all = server.received();
      assertThat(all.size()).isGreaterThanOrEqualTo(3);
      assertThat(all)
          .allSatisfy(each -> assertThat(each.datagram()).isEqualTo(all.get(0).datagram()));
      assertThat(all.stream().map(Received::from).distinct()).hasSize(1);
    }
  }

  @Test
  void anAnswerThatComesAfterTheNextServerWasAskedCountsNoMore() throws Exception {
    AtomicReference<Received> first = new AtomicReference<>();
    try (FakeRadiusServer slow = new FakeRadiusServer(first::set);
        FakeRadiusServer next =
            new FakeRadiusServer(
                request -> {
                  ACCEPTING.on(first.get());
                  REJECTING.on(request);
                })) {
      assertThat(ask(client(SHORT, 1, slow, next), "alice", "x")).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void theNextServerIsAskedWhenOneIsSilentAndTheSilentOneIsLastFromThenOn() throws Exception {
    try (FakeRadiusServer silent = new FakeRadiusServer(SILENT);
        FakeRadiusServer next = new FakeRadiusServer(ACCEPTING)) {
      RadiusClient client = client(SHORT, 1, silent, next);
      for (int i = 0; i < 3; i++) {
        assertThat(ask(client, "alice", "x")).isEqualTo(new Accepted());
      }
      assertThat(silent.received()).hasSize(2);
      assertThat(next.received()).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void aServerThatAnswersIsTheOnlyOneAsked() throws Exception {
    try (FakeRadiusServer first = new FakeRadiusServer(REJECTING);
        FakeRadiusServer next = new FakeRadiusServer(ACCEPTING)) {
      assertThat(ask(client(LONG, 3, first, next), "alice", "x")).isInstanceOf(Rejected.class);
      assertThat(first.received()).hasSize(1);
      assertThat(next.received()).isEmpty();
    }
  }

  @Test
  void aPortThatNobodyListensOnIsNotWaitedFor() throws Exception {
    int closed;
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    RadiusSettings settings =
        settings(RadiusProtocol.PAP, LONG, 10, new RadiusServer("127.0.0.1", closed));
    assertThatThrownBy(() -> ask(new RadiusClient(settings, true), "alice", "x"))
        .isInstanceOf(RadiusUnavailable.class)
        .hasMessage(
            "no RADIUS server answers: 127.0.0.1:%d: nothing listens there".formatted(closed));
  }

  @Test
  void whoIsSilentIsNamedAndNoSecretIs() throws Exception {
    try (FakeRadiusServer silent = new FakeRadiusServer(SILENT)) {
      RadiusServer unknown = new RadiusServer("radius.invalid", 1812);
      RadiusSettings settings = settings(RadiusProtocol.PAP, SHORT, 1, unknown, silent.address());
      RadiusClient client = new RadiusClient(settings, true);
      Throwable thrown = catchThrowable(() -> ask(client, "alice", "password-4711"));
      assertThat(thrown)
          .isInstanceOf(RadiusUnavailable.class)
          .hasMessage(
              "no RADIUS server answers: radius.invalid:1812: has no address in DNS; %s: no answer"
                  + " in 0.5 s, asked 2 times: it is down, or does not know this client, or its"
                  + " secret is another",
              silent.address());
      RadiusState state = new RadiusState(unknown, "state-4711".getBytes(StandardCharsets.UTF_8));
      assertThat(client + " " + settings + new Challenge("", state))
          .doesNotContain("4711")
          .contains("radius.invalid:1812", "PAP");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 254})
  void aNameThatCannotBeSentIsRejected(int length) throws Exception {
    try (FakeRadiusServer server = new FakeRadiusServer(ACCEPTING)) {
      RadiusClient client = client(LONG, 0, server);
      assertThat(ask(client, "a".repeat(length), "x")).isInstanceOf(Rejected.class);
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void anAnswerThatCannotBeSentIsRejected() throws Exception {
    try (FakeRadiusServer server = new FakeRadiusServer(ACCEPTING)) {
      RadiusClient client = client(LONG, 0, server);
      assertThat(ask(client, "alice", "x".repeat(129))).isInstanceOf(Rejected.class);
      assertThat(ask(client, "alice", "ü".repeat(65))).isInstanceOf(Rejected.class);
      assertThat(ask(client, "alice", "x\0")).isInstanceOf(Rejected.class);
      assertThat(server.received()).isEmpty();
      assertThat(ask(client, "alice", "x".repeat(128))).isEqualTo(new Accepted());
    }
  }
}
