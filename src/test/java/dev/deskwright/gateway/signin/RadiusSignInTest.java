package dev.deskwright.gateway.signin;

import static dev.deskwright.gateway.signin.SignInFixture.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.gateway.signin.RadiusServers.Answer.Accepted;
import dev.deskwright.gateway.signin.RadiusServers.Answer.Challenge;
import dev.deskwright.gateway.signin.RadiusServers.Answer.Rejected;
import dev.deskwright.gateway.signin.Step.Code;
import dev.deskwright.gateway.signin.Step.Done;
import dev.deskwright.gateway.signin.Step.NeedsCode;
import dev.deskwright.gateway.signin.Step.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A second factor that RADIUS servers ask for, and directories that do not answer. */
class RadiusSignInTest {

  private final PlayedDirectories directories = new PlayedDirectories();
  private final SignInFixture gateway = new SignInFixture(directories);
  private final SignIn signIn = gateway.replica();
  private final Directory directory =
      gateway.directory(
          "mfa: {method: RADIUS, radius: {servers: [{host: r}], sharedSecretRef: {name: s}}}");

  private Step begin() {
    return signIn.begin(directory, "alice", PlayedDirectories.PASSWORD.toCharArray(), OFFICE);
  }

  private static String challenge(Step step) {
    assertThat(step).isInstanceOf(NeedsCode.class);
    return ((NeedsCode) step).challenge();
  }

  private static Code code(Step step) {
    return ((Refused) step).code();
  }

  @Test
  void aPasscodeIsAskedForAndTheServersSayWhetherItIsRight() {
    NeedsCode asked = (NeedsCode) begin();
    assertThat(asked.prompt()).contains("Passcode");
    assertThat(asked.hidden()).isTrue();
    gateway.radiusAnswers.addAll(List.of(new Rejected("no"), new Accepted()));
    assertThat(code(signIn.code(asked.challenge(), "1", OFFICE))).isEqualTo(Code.CodeWrong);
    assertThat(signIn.code(asked.challenge(), "2", OFFICE)).isInstanceOf(Done.class);
    assertThat(gateway.radiusQuestions)
        .containsExactly("alice 1 203.0.113.7", "alice 2 203.0.113.7");
    gateway.radiusAnswers.add(new Accepted());
    assertThat(code(signIn.code(asked.challenge(), "2", OFFICE)))
        .as("a challenge is good once")
        .isEqualTo(Code.ChallengeExpired);
  }

  @Test
  void aChallengeOfTheServerIsCarriedOnOnAnyReplica() {
    String first = challenge(begin());
    gateway.radiusAnswers.addAll(
        List.of(
            new Challenge("Code sent to ***89", "state-1"),
            new Challenge("", "state-2"),
            new Accepted()));
    NeedsCode second = (NeedsCode) signIn.code(first, "push", OFFICE);
    assertThat(second.prompt()).contains("Code sent to ***89");
    assertThat(second.challenge()).doesNotContain("state-1");
    NeedsCode third = (NeedsCode) gateway.replica().code(second.challenge(), "123", OFFICE);
    assertThat(third.prompt()).isEqualTo(Optional.empty());
    assertThat(gateway.replica().code(third.challenge(), "456", OFFICE)).isInstanceOf(Done.class);
    assertThat(gateway.radiusQuestions)
        .containsExactly(
            "alice push 203.0.113.7",
            "alice 123 203.0.113.7 state-1",
            "alice 456 203.0.113.7 state-2");
  }

  @Test
  void aServerThatAnswersWrongCodesByChallengesGivesFiveTriesAsWell() {
    String challenge = challenge(begin());
    for (int i = 0; i < 5; i++) {
      gateway.radiusAnswers.add(new Challenge("Wrong, once more", "s"));
      challenge = challenge(signIn.code(challenge, "guess", OFFICE));
    }
    assertThat(code(signIn.code(challenge, "guess", OFFICE))).isEqualTo(Code.TooManyAttempts);
    assertThat(gateway.radiusQuestions).hasSize(5);
  }

  @Test
  void serversThatDoNotAnswerAreNobodysFailure() {
    String challenge = challenge(begin());
    for (int i = 0; i < 10; i++) {
      assertThat(code(signIn.code(challenge, "1", OFFICE))).isEqualTo(Code.DirectoryUnavailable);
    }
    gateway.radiusAnswers.add(new Accepted());
    assertThat(signIn.code(challenge, "1", OFFICE)).isInstanceOf(Done.class);
  }

  @Test
  void aDirectoryThatDoesNotAnswerIsNobodysFailure() {
    directories.down(true);
    for (int i = 0; i < 10; i++) {
      assertThat(code(begin())).isEqualTo(Code.DirectoryUnavailable);
    }
    directories.down(false);
    assertThat(begin()).isInstanceOf(NeedsCode.class);
  }
}
