package dev.deskwright.ldap;

/**
 * Where a directory server listens.
 *
 * @param host DNS name or IP address, 1 to 253 characters. With TLS, the server's certificate must
 *     be for this name
 * @param port TCP port, 1 to 65535; by custom 636 for LDAPS, and 389 for StartTLS and plain LDAP
 */
public record LdapServer(String host, int port) {

  /** Refuses what cannot be a server. */
  public LdapServer {
    if (host == null || host.isBlank() || host.length() > 253) {
      throw new IllegalArgumentException("a server's host has 1 to 253 characters");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port %d of %s is not 1 to 65535".formatted(port, host));
    }
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
