package dev.deskwright.gateway.signin;

import dev.deskwright.gateway.signin.Step.Code;
import dev.deskwright.gateway.signin.Step.Refused;
import java.time.Duration;
import java.util.Optional;

/** What users are told. It is the same sentence for all reasons that could tell a stranger more. */
final class Refusals {

  private Refusals() {}

  private static Refused of(Code code, String message) {
    return new Refused(code, message, Optional.empty());
  }

  static Refused failed() {
    return of(
        Code.SignInFailed,
        "The user name or the password is wrong, or the account cannot sign in now: try again, or ask your administrator.");
  }

  /** For a user for whom somebody else has vouched, so it tells a stranger nothing. */
  static Refused notOurs() {
    return of(
        Code.SignInFailed, "You are known there, and cannot sign in here: ask your administrator.");
  }

  static Refused wrongCode() {
    return of(Code.CodeWrong, "The code is wrong or was used before: wait for the next one.");
  }

  static Refused expired() {
    return of(Code.ChallengeExpired, "This sign-in is over or took too long: begin again.");
  }

  /** Rounded up to minutes, so that it tells nothing of when others tried. */
  static Refused tooMany(Duration wait) {
    long minutes = Math.max(1, (wait.toSeconds() + 59) / 60);
    return new Refused(
        Code.TooManyAttempts,
        "There were too many failed attempts: try again later, or ask your administrator.",
        Optional.of(Duration.ofMinutes(minutes)));
  }

  static Refused address() {
    return of(
        Code.AddressForbidden,
        "You cannot sign in from this network: use another one, or ask your administrator.");
  }

  static Refused device() {
    return of(
        Code.DeviceForbidden,
        "You cannot sign in from this kind of device: use another one, or ask your administrator.");
  }

  static Refused directory() {
    return new Refused(
        Code.DirectoryUnavailable,
        "The directory does not answer: try again in a few minutes.",
        Optional.of(Duration.ofMinutes(1)));
  }

  static Refused state() {
    return new Refused(
        Code.Unavailable,
        "Nobody can sign in at the moment: try again in a few minutes.",
        Optional.of(Duration.ofMinutes(1)));
  }
}
