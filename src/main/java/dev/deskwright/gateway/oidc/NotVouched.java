package dev.deskwright.gateway.oidc;

/** A provider has not vouched for anybody. */
public final class NotVouched extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** What users are told of it. */
  public enum Reason {
    /** The provider cannot be asked: it may be able to later. */
    UNAVAILABLE,
    /** The provider says no, or says what must not be believed. */
    REFUSED
  }

  private NotVouched(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  static NotVouched unavailable(String message) {
    return new NotVouched(Reason.UNAVAILABLE, Printable.of(message));
  }

  static NotVouched refused(String message) {
    return new NotVouched(Reason.REFUSED, Printable.of(message));
  }

  /** The same sign-in was ended before. */
  public static NotVouched again() {
    return refused("the answer was given before");
  }

  /** What users are told. The message is for the log. */
  public Reason reason() {
    return reason;
  }
}
