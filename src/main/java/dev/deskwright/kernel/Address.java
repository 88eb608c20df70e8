package dev.deskwright.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 address, as a peer or a proxy writes it. An IPv4 address that is written as an
 * IPv6 one ({@code ::ffff:192.0.2.1}) is the IPv4 address. No name is ever looked up.
 */
public final class Address {

  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  private static final Pattern IPV4 = Pattern.compile(BYTE + "([.]" + BYTE + "){3}");

  /** With a colon in it, Java looks nothing up; whether it is an address, Java tells. */
  private static final Pattern IPV6 =
      Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:]{2,39}([.][0-9]{1,3}){0,3}");

  private static final int IPV6_NETWORK_BYTES = 8;

  private final byte[] bytes;

  private Address(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The address that a text is, a zone after a percent sign left out; nothing if it is none. */
  public static Optional<Address> of(String text) {
    int zone = text.indexOf('%');
    String plain = zone < 0 ? text : text.substring(0, zone);
    if (!IPV4.matcher(plain).matches() && !IPV6.matcher(plain).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Address(InetAddress.getByName(plain).getAddress()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /**
   * What one customer of a provider has: an IPv4 address, but the first half of an IPv6 one, of
   * which everybody has as many as they like.
   */
  public String network() {
    return bytes.length == IPV6_NETWORK_BYTES * 2
        ? new Address(Arrays.copyOf(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES), bytes.length)) + "/64"
        : toString();
  }

  byte[] bytes() {
    return bytes;
  }

  /** As Java writes it. */
  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Addresses have four or sixteen bytes", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
