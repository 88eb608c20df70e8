package dev.deskwright.ldap;

/** Why a directory server is of no use, by kind. */
public enum Problem {
  HOST_UNKNOWN,
  CONNECTION_REFUSED,
  UNREACHABLE,
  TIMED_OUT,
  CERTIFICATE_EXPIRED,
  CERTIFICATE_NOT_YET_VALID,
  CERTIFICATE_UNTRUSTED,
  HOST_NAME_MISMATCH,
  TLS_FAILED,
  START_TLS_REFUSED,
  /** The server takes no bind without TLS. */
  ENCRYPTION_REQUIRED,
  /** The operator's own name or password is not accepted. */
  BIND_REFUSED,
  ACCESS_DENIED,
  BASE_DN_MISSING,
  /** The server stopped at a limit of its own, so its answer is not complete. */
  SERVER_LIMIT,
  /** The server sent more than is taken from it. */
  TOO_MUCH_SENT,
  /** No server is listed, and DNS names none. */
  NOT_DISCOVERED,
  OTHER
}
