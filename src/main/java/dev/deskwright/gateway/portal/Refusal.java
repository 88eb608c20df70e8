package dev.deskwright.gateway.portal;

import java.time.Duration;
import java.util.Optional;

/** Why a request is not carried out, as the user is told. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  /** The kinds of problem, each with the status code of HTTP that goes with it. */
  enum Code {
    BadRequest(400),
    NotSignedIn(401),
    SignInFailed(401),
    CodeWrong(401),
    ChallengeExpired(401),
    AddressForbidden(403),
    DeviceForbidden(403),
    OriginForbidden(403),
    NotPermitted(403),
    NotFound(404),
    NotNow(409),
    ProviderRefused(401),
    TooManyAttempts(429),
    TooManyRequests(429),
    DirectoryUnavailable(503),
    ProviderUnavailable(503),
    Unavailable(503);

    private final int status;

    Code(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /**
   * What is sent.
   *
   * @param code for programs
   * @param message one sentence: what, and what to do
   * @param retryAfterSeconds when it may be tried again, if that is known
   */
  record Problem(Code code, String message, Long retryAfterSeconds) {}

  Refusal(Code code, String message) {
    this(code, message, Optional.empty());
  }

  Refusal(Code code, String message, Optional<Duration> retryAfter) {
    super(message, null, false, false);
    this.problem = new Problem(code, message, retryAfter.map(Duration::toSeconds).orElse(null));
  }

  Problem problem() {
    return problem;
  }

  static Refusal notFound() {
    return new Refusal(Code.NotFound, "There is no such WorkSpace of yours.");
  }

  static Refusal notSignedIn() {
    return new Refusal(Code.NotSignedIn, "Nobody is signed in, or the session has ended: sign in.");
  }
}
