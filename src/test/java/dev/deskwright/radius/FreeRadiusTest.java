package dev.deskwright.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.radius.RadiusAnswer.Accepted;
import dev.deskwright.radius.RadiusAnswer.Challenge;
import dev.deskwright.radius.RadiusAnswer.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client with a real server, which demands a Message-Authenticator too. */
@WithFreeRadius
class FreeRadiusTest {

  private static final String RIGHT = "Correct-Horse-1";

  private static FreeRadiusProcess server;

  @BeforeAll
  static void start() {
    server = FreeRadiusProcess.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static RadiusClient client(
      RadiusServer server, RadiusProtocol protocol, String secret, Duration timeout) {
    return new RadiusClient(
        new RadiusSettings(
            List.of(server), secret.getBytes(StandardCharsets.UTF_8), protocol, timeout, 0),
        true);
  }

  private static RadiusAnswer ask(
      RadiusProtocol protocol, String user, String password, Optional<RadiusState> state) {
    return client(server.address(), protocol, FreeRadiusProcess.SECRET, Duration.ofSeconds(20))
        .ask(user, password.toCharArray(), "2001:db8::7", state);
  }

  private static RadiusAnswer ask(RadiusProtocol protocol, String user, String password) {
    return ask(protocol, user, password, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void theRightPasswordIsAccepted(RadiusProtocol protocol) {
    assertThat(ask(protocol, "alice", RIGHT)).isEqualTo(new Accepted());
  }

  @ParameterizedTest
  @EnumSource
  void namesAndPasswordsOfAllScripts(RadiusProtocol protocol) {
    assertThat(ask(protocol, "jürgen", "Pässwörd-字-of-more-than-16")).isEqualTo(new Accepted());
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordIsRejected(RadiusProtocol protocol) {
    assertThat(ask(protocol, "alice", "correct-horse-1")).isInstanceOf(Rejected.class);
    assertThat(ask(protocol, "alice", "")).isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownUserIsRejected(RadiusProtocol protocol) {
    assertThat(ask(protocol, "mallory", RIGHT)).isInstanceOf(Rejected.class);
  }

  @Test
  void msChapTellsTheNumberOfARejection() {
    assertThat(ask(RadiusProtocol.MSCHAPV2, "alice", "x")).isEqualTo(new Rejected("E=691"));
  }

  @Test
  void whatTheServerSaysIsHandedOn() {
    assertThat(ask(RadiusProtocol.PAP, "closed", RIGHT))
        .isEqualTo(new Rejected("This account is closed"));
  }

  @ParameterizedTest
  @EnumSource
  void aChallengeIsAnswered(RadiusProtocol protocol) {
    RadiusAnswer first = ask(protocol, "codes", "first-Password-1");
    assertThat(first).isInstanceOf(Challenge.class);
    Challenge challenge = (Challenge) first;
    assertThat(challenge.prompt()).isEqualTo("Enter the code that we have sent");
    assertThat(ask(protocol, "codes", "424241", Optional.of(challenge.state())))
        .isInstanceOf(Rejected.class);
    assertThat(ask(protocol, "codes", "424242", Optional.of(challenge.state())))
        .isEqualTo(new Accepted());
  }

  @Test
  void anotherSecretGetsNoAnswer() {
    RadiusClient other =
        client(server.address(), RadiusProtocol.PAP, "other", Duration.ofSeconds(1));
    assertThatThrownBy(() -> other.ask("alice", RIGHT.toCharArray(), "", Optional.empty()))
        .isInstanceOf(RadiusUnavailable.class)
        .hasMessageContaining("its secret is another");
  }

  /** Whether a newer server signs by itself is its own affair; then it is as good as told to. */
  @Test
  void aServerThatDoesNotSignIsNotBelieved() {
    try (FreeRadiusProcess old = FreeRadiusProcess.startWithoutMessageAuthenticator()) {
      RadiusClient client =
          client(
              old.address(), RadiusProtocol.PAP, FreeRadiusProcess.SECRET, Duration.ofSeconds(2));
      String said;
      try {
        said = client.ask("alice", RIGHT.toCharArray(), "", Optional.empty()).toString();
      } catch (RadiusUnavailable e) {
        said = e.getMessage();
      }
      assertThat(said)
          .satisfiesAnyOf(
              each -> assertThat(each).contains("without a Message-Authenticator"),
              each -> assertThat(each).isEqualTo(new Accepted().toString()));
    }
  }
}
