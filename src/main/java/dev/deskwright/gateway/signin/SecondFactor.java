package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.Mfa;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.session.Seal;
import dev.deskwright.gateway.signin.Attempts.Counted;
import dev.deskwright.gateway.signin.Challenge.Wants;
import dev.deskwright.gateway.signin.SignInReport.Outcome;
import dev.deskwright.otp.EnrolmentUri;
import dev.deskwright.otp.QrCode;
import dev.deskwright.otp.TotpSecret;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a Directory asks for beside the password. Each code is counted before it is checked. */
final class SecondFactor {

  private static final String PASSCODE = "Passcode";

  private final Enrolments enrolments;
  private final RadiusServers radius;
  private final Attempts attempts;
  private final Admission admission;
  private final Seal seal;
  private final Clock clock;

  SecondFactor(
      Enrolments enrolments,
      RadiusServers radius,
      Attempts attempts,
      Admission admission,
      Seal seal,
      Clock clock) {
    this.enrolments = enrolments;
    this.radius = radius;
    this.attempts = attempts;
    this.admission = admission;
    this.seal = seal;
    this.clock = clock;
  }

  /** After the password was right. */
  Verdict begin(Directory directory, Person person) {
    Mfa mfa = directory.getSpec().mfa();
    if (mfa == null) {
      return admission.admit(directory, person, List.of());
    }
    if (mfa.method() == Mfa.Method.RADIUS) {
      return ask(
          Challenge.of(Wants.RADIUS, directory, person, Optional.empty()),
          Optional.of(PASSCODE),
          true);
    }
    return enrolments.has(person.enrolment(directory))
        ? ask(
            Challenge.of(Wants.CODE, directory, person, Optional.empty()), Optional.empty(), false)
        : enrol(directory, person);
  }

  private Verdict ask(Challenge challenge, Optional<String> prompt, boolean hidden) {
    return new Verdict(
        new Step.NeedsCode(challenge.sealed(seal, clock.instant()), prompt, hidden),
        Outcome.CODE_NEEDED,
        "the password is right, a code is needed");
  }

  private Verdict enrol(Directory directory, Person person) {
    TotpSecret secret = TotpSecret.fresh();
    String issuer = directory.getSpec().mfa().issuer();
    String uri =
        EnrolmentUri.of(
            issuer != null ? issuer : directory.getSpec().domainName(), person.userName(), secret);
    Challenge challenge =
        Challenge.of(Wants.ENROLMENT, directory, person, Optional.of(secret.base32()));
    return new Verdict(
        new Step.Enrol(
            challenge.sealed(seal, clock.instant()),
            secret.base32(),
            uri,
            QrCode.svg(uri, "QR code for your authenticator app")),
        Outcome.CODE_NEEDED,
        "the password is right, an authenticator app is to be set up");
  }

  /** Whether the Directory still asks for this. */
  static boolean isAskedFor(Challenge challenge, Directory directory) {
    Mfa mfa = directory.getSpec().mfa();
    boolean radius = challenge.wants() == Wants.RADIUS;
    return mfa != null && radius == (mfa.method() == Mfa.Method.RADIUS);
  }

  /** A code that answers a challenge. */
  Verdict check(Directory directory, Challenge challenge, String code, Client client) {
    Attempts.Count count = attempts.count(challenge.person().account(directory), client.address());
    if (count instanceof Attempts.Locked locked) {
      return Verdict.locked(locked);
    }
    Counted counted = (Counted) count;
    return switch (challenge.wants()) {
      case CODE -> app(directory, challenge, code, counted);
      case ENROLMENT -> newApp(directory, challenge, code, counted);
      case RADIUS -> radius(directory, challenge, code, client, counted);
    };
  }

  private Verdict app(Directory directory, Challenge challenge, String code, Counted counted) {
    return enrolments.use(challenge.person().enrolment(directory), code)
        ? right(directory, challenge, List.of(), counted)
        : Verdict.wrongCode("wrong code, or one that was used");
  }

  private Verdict newApp(Directory directory, Challenge challenge, String code, Counted counted) {
    TotpSecret secret = TotpSecret.ofBase32(challenge.hidden().orElseThrow());
    OptionalLong step = enrolments.step(secret, code);
    if (step.isEmpty()) {
      return Verdict.wrongCode("the new app shows another code");
    }
    return enrolments
        .enrol(challenge.person().enrolment(directory), secret, step.getAsLong())
        .map(codes -> right(directory, challenge, codes, counted))
        .orElseGet(() -> Verdict.expired("another app was set up meanwhile"));
  }

  private Verdict radius(
      Directory directory, Challenge challenge, String code, Client client, Counted counted) {
    RadiusServers.Answer answer = asked(directory, challenge, code, client, counted);
    if (answer instanceof RadiusServers.Answer.Rejected rejected) {
      return Verdict.wrongCode("RADIUS: " + SignInReport.quoted(rejected.reason()));
    }
    if (answer instanceof RadiusServers.Answer.Challenge more) {
      // It stays counted for the user: some servers answer a wrong code with another challenge.
      attempts.giveBackAddress(counted);
      return ask(
          Challenge.of(Wants.RADIUS, directory, challenge.person(), Optional.of(more.state())),
          Optional.of(more.prompt()).filter(prompt -> !prompt.isBlank()),
          true);
    }
    return right(directory, challenge, List.of(), counted);
  }

  private RadiusServers.Answer asked(
      Directory directory, Challenge challenge, String code, Client client, Counted counted) {
    char[] characters = code.toCharArray();
    try {
      return radius.ask(
          directory, challenge.userName(), characters, client.address(), challenge.hidden());
    } catch (RadiusServers.Unanswered e) {
      attempts.giveBack(counted);
      throw e;
    } finally {
      Arrays.fill(characters, '\0');
    }
  }

  private Verdict right(
      Directory directory, Challenge challenge, List<String> recoveryCodes, Counted counted) {
    attempts.giveBack(counted);
    return admission.isFirst(challenge.id(), clock.instant().plus(Challenge.LIFE))
        ? admission.admit(directory, challenge.person(), recoveryCodes)
        : Verdict.expired("the challenge was used before");
  }
}
