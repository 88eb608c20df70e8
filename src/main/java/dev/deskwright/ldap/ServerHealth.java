package dev.deskwright.ldap;

import java.time.Duration;

/** How one server is. */
public sealed interface ServerHealth {

  LdapServer server();

  /** It took the bind and has the base DN; how long both took together with connecting. */
  record Reachable(LdapServer server, Duration took) implements ServerHealth {}

  /**
   * It is of no use now.
   *
   * @param message one sentence for an administrator, with no secret in it
   */
  record Unreachable(LdapServer server, Problem problem, String message) implements ServerHealth {}
}
