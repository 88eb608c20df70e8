package dev.deskwright.ldap;

import java.time.Duration;

/** Is told of each request that goes to a directory server, or to DNS for one. */
public interface LdapObserver {

  /** What was asked. */
  enum Kind {
    /** TCP, and TLS with LDAPS. */
    CONNECT,
    START_TLS,
    /** Of the operator. */
    BIND,
    /** Of a user, on a connection of its own. */
    USER_BIND,
    /** One page of a search. */
    SEARCH,
    SRV
  }

  /** How it ended. */
  enum Outcome {
    SUCCESS,
    /** The server answered, but not with success: a wrong password, a missing entry. */
    REFUSED,
    TIMED_OUT,
    FAILED
  }

  /** Called on the thread that asked: it must return at once. */
  void request(Kind kind, Duration duration, Outcome outcome);

  /** Nobody looks. */
  LdapObserver NONE = (kind, duration, outcome) -> {};
}
