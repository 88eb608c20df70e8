package dev.deskwright.ldap;

/**
 * What came of a sign-in. Whoever is not {@link #ACCEPTED} should be told one and the same thing:
 * the rest is for the log and the administrator.
 */
public enum Authentication {
  ACCEPTED,
  /** Also for an empty password, which is never sent. */
  WRONG_PASSWORD,
  /** No such user, or several of that name. No password was sent. */
  UNKNOWN_USER,
  DISABLED,
  EXPIRED,
  /** Too many failed attempts, here or elsewhere. */
  LOCKED,
  /** The password was right, but has run out or was reset: to be changed elsewhere first. */
  PASSWORD_MUST_CHANGE,
  /** The directory forbids this user to sign in at this hour or from this machine. */
  NOT_PERMITTED_NOW
}
