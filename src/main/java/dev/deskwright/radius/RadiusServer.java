package dev.deskwright.radius;

/**
 * Where a RADIUS server listens.
 *
 * @param host DNS name or IP address, 1 to 253 characters
 * @param port UDP port, 1 to 65535; by custom {@link #DEFAULT_PORT}
 */
public record RadiusServer(String host, int port) {

  /** The port that IANA has for RADIUS. */
  public static final int DEFAULT_PORT = 1812;

  /** Refuses what cannot be a server. */
  public RadiusServer {
    if (host == null || !host.matches("\\S{1,253}")) {
      throw new IllegalArgumentException(
          "a server's host has 1 to 253 characters, none of them a space");
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
