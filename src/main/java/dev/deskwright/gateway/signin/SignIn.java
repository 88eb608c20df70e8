package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.session.Seal;
import dev.deskwright.gateway.signin.SignInReport.Outcome;
import dev.deskwright.gateway.signin.Step.Code;
import dev.deskwright.gateway.state.StateUnavailable;
import dev.deskwright.users.UsersUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Signs users in: rules for addresses and devices first, then the password, then the second factor.
 * Every method blocks, for as long as directories and RADIUS servers take, and holds refusals back
 * for some 400 ms. Nothing of it is remembered here, so each step may go to another replica.
 */
public final class SignIn {

  /** Refusals whose time would tell why. */
  private static final Set<Code> HELD = EnumSet.of(Code.SignInFailed, Code.CodeWrong);

  private final BiFunction<String, String, Optional<Directory>> directories;
  private final AccessRules rules;
  private final Seal seal;
  private final Clock clock;
  private final EvenTiming timing;
  private final SignInReport report;
  private final FirstFactor first;
  private final SecondFactor second;
  private final VouchedFor vouched;

  /** Asks nobody yet. */
  public SignIn(SignInParts parts) {
    this(parts, AttemptLimits.DEFAULT, EvenTiming::sleep);
  }

  SignIn(SignInParts parts, AttemptLimits limits, Consumer<Duration> pause) {
    this.directories = parts.directories();
    this.rules = new AccessRules(parts.defences());
    this.seal = parts.seal();
    this.clock = parts.clock();
    this.timing = new EvenTiming(clock, parts.defences(), pause);
    this.report = new SignInReport(parts.meters(), parts.tracing());
    Attempts attempts = new Attempts(parts.state(), limits, parts.defences(), clock);
    Admission admission = new Admission(parts.state(), attempts, parts.sessions());
    this.second =
        new SecondFactor(
            new Enrolments(parts.state(), parts.defences(), clock),
            parts.radius(),
            attempts,
            admission,
            seal,
            clock);
    this.first = new FirstFactor(parts.users(), attempts, second);
    this.vouched = new VouchedFor(parts.users(), second, admission);
  }

  /**
   * Begins with a name and a password.
   *
   * @param userName as the user wrote it
   * @param password wiped when this returns
   */
  public Step begin(Directory directory, String userName, char[] password, Client client) {
    String name = userName.strip();
    try {
      return answer(
          directory,
          name,
          client,
          () ->
              admission(directory, client)
                  .orElseGet(() -> first.check(directory, name, password, client)));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Goes on with the second factor, or proves that an authenticator app is set up. */
  public Step code(String challenge, String code, Client client) {
    Optional<Challenge> opened = Challenge.open(seal, challenge);
    Optional<Directory> directory = opened.flatMap(this::directoryOf);
    if (directory.isEmpty()) {
      return Refusals.expired();
    }
    return answer(
        directory.get(),
        opened.get().userName(),
        client,
        () ->
            rules
                .refusal(directory.get(), client)
                .map(Verdict::forbidden)
                .orElseGet(() -> check(directory.get(), opened.get(), code, client)));
  }

  private Verdict check(Directory directory, Challenge challenge, String code, Client client) {
    return challenge.device() == client.deviceType()
            && SecondFactor.isAskedFor(challenge, directory)
        ? second.check(directory, challenge, code, client)
        : Verdict.expired("begun on another device, or with other rules");
  }

  /** A Directory that was made anew by the same name is another. */
  private Optional<Directory> directoryOf(Challenge challenge) {
    return directories
        .apply(challenge.namespace(), challenge.directory())
        .filter(found -> challenge.directoryUid().equals(found.getMetadata().getUid()));
  }

  /**
   * Goes on with a user for whom somebody else has vouched (OpenID Connect): the rules for
   * addresses and devices hold for them too, and they must be users of the directory who may sign
   * in.
   *
   * @param userName as whoever vouches for them writes it
   * @param everyFactor whether that was with every factor; else the Directory's second one follows
   */
  public Step enter(Directory directory, String userName, boolean everyFactor, Client client) {
    return answer(
        directory,
        userName,
        client,
        () ->
            admission(directory, client)
                .orElseGet(() -> vouched.check(directory, userName, everyFactor, client)));
  }

  private Optional<Verdict> admission(Directory directory, Client client) {
    Optional<Step.Refused> refusal = rules.refusal(directory, client);
    report.device(directory, refusal);
    return refusal.map(Verdict::forbidden);
  }

  private Step answer(
      Directory directory, String userName, Client client, Supplier<Verdict> check) {
    Instant began = clock.instant();
    Verdict verdict;
    try (var trial = report.trial(directory)) {
      verdict = guarded(check);
      trial.tell(userName, client, verdict);
    }
    if (verdict.step() instanceof Step.Refused refused && HELD.contains(refused.code())) {
      timing.hold(began);
    }
    return verdict.step();
  }

  private static Verdict guarded(Supplier<Verdict> check) {
    try {
      return check.get();
    } catch (UsersUnavailable | RadiusServers.Unanswered e) {
      return new Verdict(Refusals.directory(), Outcome.UNAVAILABLE, "not done: " + e.getMessage());
    } catch (StateUnavailable e) {
      return new Verdict(Refusals.state(), Outcome.UNAVAILABLE, "not done: " + e.getMessage());
    }
  }
}
