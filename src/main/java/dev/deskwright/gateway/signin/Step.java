package dev.deskwright.gateway.signin;

import dev.deskwright.gateway.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What comes next in a sign-in. */
public sealed interface Step {

  /**
   * Signed in.
   *
   * @param session new, under a name of its own
   * @param recoveryCodes to be shown once, after an enrolment; else none
   */
  record Done(Session session, List<String> recoveryCodes) implements Step {
    @Override
    public String toString() {
      return "Done[" + session.userName() + "]";
    }
  }

  /**
   * A code is to be given.
   *
   * @param challenge to be given back with the code, within 5 minutes
   * @param prompt what to show, where it is not the usual
   * @param hidden whether what is typed is a secret
   */
  record NeedsCode(String challenge, Optional<String> prompt, boolean hidden) implements Step {}

  /**
   * An authenticator app is to be set up, and proved with a code.
   *
   * @param challenge to be given back with the code, within 5 minutes
   * @param secret the key in Base32
   * @param uri the key as an otpauth URI
   * @param qrSvg the URI as a QR code, an SVG document
   */
  record Enrol(String challenge, String secret, String uri, String qrSvg) implements Step {
    @Override
    public String toString() {
      return "Enrol";
    }
  }

  /**
   * Not signed in.
   *
   * @param code what to tell the page
   * @param message one sentence for the user
   * @param retryAfter how long to wait, where that is known
   */
  record Refused(Code code, String message, Optional<Duration> retryAfter) implements Step {}

  /** Reasons that users are told, by the names that the HTTP API has for them. */
  enum Code {
    SignInFailed,
    CodeWrong,
    ChallengeExpired,
    TooManyAttempts,
    AddressForbidden,
    DeviceForbidden,
    DirectoryUnavailable,
    Unavailable
  }
}
