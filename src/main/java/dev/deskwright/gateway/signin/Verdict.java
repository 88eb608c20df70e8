package dev.deskwright.gateway.signin;

import dev.deskwright.gateway.signin.SignInReport.Outcome;

/**
 * What comes next, for the user, and why, for the log.
 *
 * @param step for the user
 * @param outcome for the metric
 * @param detail for the log: a few words, with no secret in them
 */
record Verdict(Step step, Outcome outcome, String detail) {

  static Verdict locked(Attempts.Locked locked) {
    return new Verdict(
        Refusals.tooMany(locked.remaining()),
        Outcome.LOCKED_OUT,
        "refused: too many failed attempts");
  }

  static Verdict forbidden(Step.Refused refusal) {
    return new Verdict(refusal, Outcome.FORBIDDEN, "refused: " + refusal.code());
  }

  static Verdict expired(String why) {
    return new Verdict(Refusals.expired(), Outcome.EXPIRED, "refused: " + why);
  }

  static Verdict wrongCode(String why) {
    return new Verdict(Refusals.wrongCode(), Outcome.WRONG_CODE, "refused: " + why);
  }
}
