package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.gateway.session.Sessions;
import dev.deskwright.gateway.signin.SignInReport.Outcome;
import dev.deskwright.gateway.state.Kind;
import dev.deskwright.gateway.state.SharedState;
import java.time.Instant;
import java.util.List;

/** Lets a user in who has shown every factor. */
final class Admission {

  private final SharedState state;
  private final Attempts attempts;
  private final Sessions sessions;

  Admission(SharedState state, Attempts attempts, Sessions sessions) {
    this.state = state;
    this.attempts = attempts;
    this.sessions = sessions;
  }

  /** True once for each challenge. */
  boolean isFirst(String challengeId, Instant until) {
    return state.claimOnce(Kind.CHALLENGES, challengeId, until);
  }

  Verdict admit(Directory directory, Person person, List<String> recoveryCodes) {
    attempts.forget(person.account(directory));
    if (!person.tried().equals(person.account(directory))) {
      attempts.forget(person.tried());
    }
    var session =
        sessions.create(directory, person.userName(), person.displayName(), person.device());
    return new Verdict(new Step.Done(session, recoveryCodes), Outcome.SIGNED_IN, "signed in");
  }
}
