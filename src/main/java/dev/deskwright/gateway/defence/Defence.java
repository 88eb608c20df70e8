package dev.deskwright.gateway.defence;

/** One thing that the gateway holds against one kind of attack. */
public enum Defence {
  /** A request that changes something, and an upgrade, come from the gateway's own origin. */
  EXACT_ORIGIN,
  /** A request that changes something carries the session's token against forgery. */
  CSRF_TOKEN,
  /** A connection to a desktop takes a ticket. */
  TICKET,
  /** A ticket is good once, for all replicas together. */
  TICKET_ONCE,
  /** A ticket is good for the session, desktop and user it was given to, and for seconds. */
  TICKET_BINDING,
  /** A user reaches desktops of their own only. */
  OWNERSHIP,
  /** A session is of one Directory, and not of another that was made by the same name later. */
  DIRECTORY_IDENTITY,
  /** Users do to their desktops what their Directory lets them, and no more. */
  SELF_SERVICE,
  /** Whoever has the address of a desktop's pod is asked whether it is still that pod. */
  POD_IDENTITY,
  /** A session that was ended is no session, on any replica. */
  REVOCATION,
  /**
   * The session's cookie is set by this host only, goes over TLS only, to no script and with no
   * request from another site; of two, none counts.
   */
  COOKIE_SCOPE,
  /** A session gets a new name at sign-in; none is taken over from the browser. */
  FRESH_SESSION,
  /** A code of the second factor is good once, for all replicas together. */
  CODE_ONCE,
  /** Failed attempts lock a user out for a while. */
  USER_LOCKOUT,
  /** Failed attempts lock an address out for a while. */
  ADDRESS_LOCKOUT,
  /** An answer takes as long for an unknown user as for a known one. */
  EVEN_TIMING,
  /** RADIUS answers carry a Message-Authenticator, and it is checked. */
  MESSAGE_AUTHENTICATOR,
  /** The address of a client is what a configured proxy says, and nobody else. */
  TRUSTED_PROXIES,
  /** IP access rules of the Directory. */
  ADDRESS_RULES,
  /** Device types of the Directory. */
  DEVICE_RULES,
  /** Frames and messages have a largest size. */
  FRAME_SIZE,
  /** Headers and bodies of requests have a largest size. */
  REQUEST_SIZE,
  /** A request must be complete within a time limit. */
  REQUEST_TIMEOUT,
  /** An address has so many connections at most. */
  CONNECTION_LIMIT,
  /** A user has so many streams of events at most. */
  STREAM_LIMIT,
  /** Only the host names that are the gateway's own are answered. */
  HOST_NAMES,
  /** A desktop's own page lives on a host name of its own. */
  DESKTOP_ORIGIN,
  /** Cookies and headers of the gateway do not reach a desktop, nor a desktop's the gateway. */
  HEADER_FILTER,
  /** Pages are not framed, and load nothing from elsewhere. */
  PAGE_POLICY,
  /** Only the files of the page are served, by their names. */
  STATIC_FILES,
  /** A stream from the client that is no RFB ends the connection. */
  RFB_SYNTAX,
  /** What is pasted reaches the desktop only where the policy says so. */
  CLIPBOARD_POLICY
}
