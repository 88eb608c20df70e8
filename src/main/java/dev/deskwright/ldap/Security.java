package dev.deskwright.ldap;

/** How the connection is protected. */
public enum Security {
  /** TLS 1.2 or newer from the first byte. */
  LDAPS,
  /**
   * The StartTLS operation (RFC 4511, 4.14) before anything else is sent; a server that does not
   * offer it is not used.
   */
  START_TLS,
  /** No protection: whoever listens reads the passwords. */
  PLAIN
}
