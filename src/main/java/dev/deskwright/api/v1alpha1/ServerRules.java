package dev.deskwright.api.v1alpha1;

/** Rules for the servers of an {@link LdapConnection}, each with its message. */
final class ServerRules {

  private static final String PORT = ".?port.orValue(self.transport == 'LDAPS' ? 636 : 389)";
  private static final String ONLY_ONE =
      "self.servers.exists_one(t, t.host.lowerAscii() == s.host.lowerAscii() && t"
          + PORT
          + " == s"
          + PORT
          + ")";

  /** Named twice, a server that is down would be tried twice. */
  static final String ONCE = "!has(self.servers) || self.servers.all(s, " + ONLY_ONE + ")";

  static final String ONCE_MESSAGE =
      "'servers has \"%s\" with one port twice: name each server once'.format([self.servers.filter(s,"
          + " !"
          + ONLY_ONE
          + ")[0].host])";

  private static final String PLAIN = "(s.?port.orValue(0) in [389, 3268])";
  private static final String FIRST_PLAIN = "self.servers.filter(s, " + PLAIN + ")[0]";

  /** On these ports a server waits for plain LDAP, so that both sides would wait for each other. */
  static final String LDAPS_PORT =
      "self.transport != 'LDAPS' || !has(self.servers) || self.servers.all(s, !" + PLAIN + ")";

  static final String LDAPS_PORT_MESSAGE =
      "'servers has \"%s\" with port %s, where TLS is not spoken from the first byte, and transport"
          + " is LDAPS: leave the port out for 636, or set transport: StartTLS'.format(["
          + FIRST_PLAIN
          + ".host, "
          + FIRST_PLAIN
          + ".port])";

  private static final String TLS = "(s.?port.orValue(0) in [636, 3269])";
  private static final String FIRST_TLS = "self.servers.filter(s, " + TLS + ")[0]";

  /** On these ports a server waits for TLS. */
  static final String OTHER_PORT =
      "self.transport == 'LDAPS' || !has(self.servers) || self.servers.all(s, !" + TLS + ")";

  static final String OTHER_PORT_MESSAGE =
      "'servers has \"%s\" with port %s, where TLS is spoken from the first byte, and transport is"
          + " %s: leave the port out for 389, or set transport: LDAPS'.format(["
          + FIRST_TLS
          + ".host, "
          + FIRST_TLS
          + ".port, self.transport])";

  static final String NO_CA_IN_PLAINTEXT =
      "!has(self.caCertificates) || self.transport != 'InsecurePlaintext'";

  static final String NO_CA_IN_PLAINTEXT_MESSAGE =
      "caCertificates are for TLS, and transport InsecurePlaintext has none: leave them out, or set"
          + " transport: LDAPS or StartTLS";

  private ServerRules() {}
}
