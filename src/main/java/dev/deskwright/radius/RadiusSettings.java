package dev.deskwright.radius;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** RADIUS servers that share a secret, and how to ask them. */
public final class RadiusSettings {

  private final List<RadiusServer> servers;
  private final byte[] sharedSecret;
  private final RadiusProtocol protocol;
  private final Duration timeout;
  private final int retries;

  /**
   * Refuses what cannot work by an IllegalArgumentException.
   *
   * @param servers in the order to ask them in; one or more
   * @param sharedSecret what they and we know; one byte or more, used as it is, so the caller takes
   *     a line's end off
   * @param timeout how long to wait for an answer before asking again; more than nothing
   * @param retries how often a server is asked again before the next one is; 0 or more
   */
  public RadiusSettings(
      List<RadiusServer> servers,
      byte[] sharedSecret,
      RadiusProtocol protocol,
      Duration timeout,
      int retries) {
    if (servers.isEmpty() || sharedSecret.length == 0) {
      throw new IllegalArgumentException("RADIUS needs a server and a secret shared with it");
    }
    if (timeout.isNegative() || timeout.isZero() || retries < 0) {
      throw new IllegalArgumentException(
          "RADIUS needs some time for an answer, and 0 or more retries");
    }
    this.servers = List.copyOf(servers);
    this.sharedSecret = sharedSecret.clone();
    this.protocol = protocol;
    this.timeout = timeout;
    this.retries = retries;
  }

  /** In the order to ask them in. */
  public List<RadiusServer> servers() {
    return servers;
  }

  byte[] sharedSecret() {
    return sharedSecret;
  }

  RadiusProtocol protocol() {
    return protocol;
  }

  Duration timeout() {
    return timeout;
  }

  int retries() {
    return retries;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RadiusSettings that
        && servers.equals(that.servers)
        && MessageDigest.isEqual(sharedSecret, that.sharedSecret)
        && protocol == that.protocol
        && timeout.equals(that.timeout)
        && retries == that.retries;
  }

  @Override
  public int hashCode() {
    return Objects.hash(servers, Arrays.hashCode(sharedSecret), protocol, timeout, retries);
  }

  @Override
  public String toString() {
    return "RadiusSettings[%s, %s, %s, %d retries]".formatted(servers, protocol, timeout, retries);
  }
}
