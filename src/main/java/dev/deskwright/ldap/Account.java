package dev.deskwright.ldap;

/** What the directory says about a login name. */
public sealed interface Account {

  /** One entry, which may sign in. */
  record Active(User user) implements Account {}

  /** One entry, which may not. */
  record Disabled(User user, Cause cause) implements Account {}

  /** No entry under the base DN that the filters let through. */
  record Unknown() implements Account {}

  /** Several entries: which of them is meant cannot be told, so none is. */
  record Ambiguous(int entries) implements Account {}

  /** Why an account may not sign in. */
  enum Cause {
    /** An administrator switched it off. */
    DISABLED,
    /** Its end date has passed. */
    EXPIRED
  }
}
