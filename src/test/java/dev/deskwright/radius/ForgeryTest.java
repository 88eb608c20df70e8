package dev.deskwright.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.radius.FakeRadiusServer.Received;
import dev.deskwright.radius.RadiusAnswer.Accepted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers that somebody in between made up, or that are broken, count for nothing. The forger of
 * CVE-2024-3596 gets a right Response Authenticator by a collision in MD5, without the secret; here
 * the fake server knows the secret, only to make the same answer without minutes of computing.
 */
class ForgeryTest {

  /** How an Access-Accept can be wrong. */
  enum Forgery {
    NO_MESSAGE_AUTHENTICATOR("without a Message-Authenticator") {
      @Override
      void send(Received request) throws IOException {
        request.answer(Reply.to(request, Answer.ACCEPT).withoutMessageAuthenticator());
      }
    },
    WRONG_MESSAGE_AUTHENTICATOR("wrong Message-Authenticator") {
      @Override
      void send(Received request) throws IOException {
        request.answer(
            Reply.to(request, Answer.ACCEPT)
                .with(Attribute.of(Attribute.MESSAGE_AUTHENTICATOR, new byte[16]))
                .withoutMessageAuthenticator());
      }
    },
    SHORT_MESSAGE_AUTHENTICATOR("wrong Message-Authenticator") {
      @Override
      void send(Received request) throws IOException {
        request.answer(
            Reply.to(request, Answer.ACCEPT)
                .with(Attribute.of(Attribute.MESSAGE_AUTHENTICATOR, new byte[0]))
                .withoutMessageAuthenticator());
      }
    },
    TWO_MESSAGE_AUTHENTICATORS("wrong Message-Authenticator") {
      @Override
      void send(Received request) throws IOException {
        request.answer(
            Reply.to(request, Answer.ACCEPT)
                .with(Attribute.of(Attribute.MESSAGE_AUTHENTICATOR, new byte[16]))
                .signed());
      }
    },
    OTHER_SECRET("wrong Response Authenticator") {
      @Override
      void send(Received request) throws IOException {
        request.answer(Reply.to(request, Answer.ACCEPT).signed("guessed"));
      }
    },
    WRONG_RESPONSE_AUTHENTICATOR("wrong Response Authenticator") {
      @Override
      void send(Received request) throws IOException {
        byte[] answer = Reply.to(request, Answer.ACCEPT).signed();
        answer[4] ^= 1;
        request.answer(answer);
      }
    },
    REJECT_TURNED_INTO_ACCEPT("wrong Response Authenticator") {
      @Override
      void send(Received request) throws IOException {
        byte[] answer = Reply.to(request, Answer.REJECT).signed();
        answer[0] = Answer.ACCEPT;
        request.answer(answer);
      }
    },
    OTHER_IDENTIFIER("answered another request") {
      @Override
      void send(Received request) throws IOException {
        request.answer(
            Reply.to(request, Answer.ACCEPT).withIdentifier(request.identifier() + 1).signed());
      }
    },
    OTHER_PORT("no answer in") {
      @Override
      void send(Received request) throws IOException {
        request.answerFromAnotherPort(Reply.to(request, Answer.ACCEPT).signed());
      }
    },
    OTHER_CODE("no answer of RADIUS") {
      @Override
      void send(Received request) throws IOException {
        request.answer(Reply.to(request, 5).signed());
      }
    };

    private final String reason;

    Forgery(String reason) {
      this.reason = reason;
    }

    abstract void send(Received request) throws IOException;
  }

  private static RadiusClient client(FakeRadiusServer server, Duration timeout, boolean strict) {
    return client(server, timeout, strict, RadiusProtocol.PAP);
  }

  private static RadiusClient client(
      FakeRadiusServer server, Duration timeout, boolean strict, RadiusProtocol protocol) {
    return new RadiusClient(
        new RadiusSettings(
            List.of(server.address()),
            Reply.SECRET.getBytes(StandardCharsets.UTF_8),
            protocol,
            timeout,
            0),
        strict);
  }

  private static RadiusAnswer ask(RadiusClient client) {
    return client.ask("alice", "x".toCharArray(), "", Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void aForgedAcceptIsIgnoredAndNamed(Forgery forgery) throws Exception {
    try (FakeRadiusServer server = new FakeRadiusServer(forgery::send)) {
      RadiusClient client = client(server, Duration.ofMillis(300), true);
      assertThatThrownBy(() -> ask(client))
          .isInstanceOf(RadiusUnavailable.class)
          .hasMessageContaining(forgery.reason)
          .hasMessageNotContaining(Reply.SECRET);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRightAnswerBehindAForgedOneCounts(Forgery forgery) throws Exception {
    try (FakeRadiusServer server =
        new FakeRadiusServer(
            request -> {
              forgery.send(request);
              request.answer(Reply.to(request, Answer.REJECT).signed());
            })) {
      assertThat(ask(client(server, Duration.ofSeconds(20), true)))
          .isInstanceOf(RadiusAnswer.Rejected.class);
    }
  }

  /** So these tests can fail: the defence is what stops the forgery. */
  @ParameterizedTest
  @EnumSource(names = {"NO_MESSAGE_AUTHENTICATOR", "WRONG_MESSAGE_AUTHENTICATOR"})
  void withoutTheDefenceTheForgerIsIn(Forgery forgery) throws Exception {
    try (FakeRadiusServer server = new FakeRadiusServer(forgery::send)) {
      assertThat(ask(client(server, Duration.ofSeconds(20), false))).isEqualTo(new Accepted());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OTHER_SECRET", "WRONG_RESPONSE_AUTHENTICATOR", "OTHER_IDENTIFIER"})
  void theOtherChecksStandWithoutIt(Forgery forgery) throws Exception {
    try (FakeRadiusServer server = new FakeRadiusServer(forgery::send)) {
      RadiusClient client = client(server, Duration.ofMillis(300), false);
      assertThatThrownBy(() -> ask(client)).isInstanceOf(RadiusUnavailable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "02",
        "0200ffff",
        "02000014",
        "0200001400000000000000000000000000000000",
        "020000130000000000000000000000000000000000",
        "02000015000000000000000000000000000000001a",
        "0200001600000000000000000000000000000000ffff",
        "0200001600000000000000000000000000000000ff00",
        "0200001600000000000000000000000000000000ff01"
      })
  void garbageIsIgnored(String hex) throws Exception {
    byte[] garbage = HexFormat.of().parseHex(hex);
    try (FakeRadiusServer server =
        new FakeRadiusServer(
            request -> {
              request.answer(garbage);
              byte[] named = garbage.clone();
              if (named.length > 1) {
                named[1] = request.identifier();
              }
              request.answer(named);
              request.answer(Reply.to(request, Answer.ACCEPT).signed());
            })) {
      assertThat(ask(client(server, Duration.ofSeconds(20), true))).isEqualTo(new Accepted());
    }
  }

  @Test
  void paddingBehindTheAnswerDoesNotCount() throws Exception {
    try (FakeRadiusServer server =
        new FakeRadiusServer(
            request -> request.answer(Reply.to(request, Answer.ACCEPT).paddedWith(7).signed()))) {
      assertThat(ask(client(server, Duration.ofSeconds(20), true))).isEqualTo(new Accepted());
    }
  }

  @Test
  void anAnswerOfTheGreatestSizeIsTaken() throws Exception {
    try (FakeRadiusServer server =
        new FakeRadiusServer(
            request -> {
              Reply reply = Reply.to(request, Answer.ACCEPT);
              for (int i = 0; i < 15; i++) {
                reply.with(Attribute.of(25, new byte[253]));
              }
              request.answer(reply.with(Attribute.of(25, new byte[231])).signed());
            })) {
      assertThat(ask(client(server, Duration.ofSeconds(20), true))).isEqualTo(new Accepted());
    }
  }

  /** The server of MS-CHAPv2 knows the password, or it is not the one that we think it is. */
  @ParameterizedTest
  @ValueSource(strings = {"", "S=", "S=407A5589115FD0D6209F510FE9C04566932CDA56"})
  void anAcceptOfMsChapWithoutTheProofIsNone(String proof) throws Exception {
    try (FakeRadiusServer server =
        new FakeRadiusServer(
            request -> {
              Reply reply = Reply.to(request, Answer.ACCEPT);
              if (!proof.isEmpty()) {
                byte[] value = (" " + proof).getBytes(StandardCharsets.US_ASCII);
                value[0] = identifierOfMsChap(request);
                reply.with(Attribute.ofMicrosoft(Attribute.MS_CHAP2_SUCCESS, value));
              }
              request.answer(reply.signed());
            })) {
      RadiusClient client = client(server, Duration.ofSeconds(20), true, RadiusProtocol.MSCHAPV2);
      assertThatThrownBy(() -> ask(client))
          .isInstanceOf(RadiusUnavailable.class)
          .hasMessageContaining("did not prove that it knows the password");
    }
  }

  private static byte identifierOfMsChap(Received request) {
    return request.attributes().stream()
        .flatMap(each -> each.microsofts().stream())
        .filter(each -> each.type() == Attribute.MS_CHAP2_RESPONSE)
        .map(each -> Arrays.copyOf(each.value(), 1)[0])
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aChallengeWithoutAStateIsARejection() throws Exception {
    try (FakeRadiusServer server =
        new FakeRadiusServer(
            request -> request.answer(Reply.to(request, Answer.CHALLENGE).signed()))) {
      assertThat(ask(client(server, Duration.ofSeconds(20), true)))
          .isInstanceOf(RadiusAnswer.Rejected.class);
    }
  }
}
