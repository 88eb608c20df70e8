package dev.deskwright.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of IPv4 or IPv6 addresses in the notation of CIDR. */
public final class AddressRange {

  /** Digits and dots, or with a colon: nothing that Java would look up as a name. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]+([.][0-9]+){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*");

  private final byte[] address;
  private final int bits;

  private AddressRange(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /** The range that this writes, or nothing if it writes none. */
  public static Optional<AddressRange> of(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0 || !cidr.substring(slash + 1).matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(cidr.substring(slash + 1));
    return bytes(cidr.substring(0, slash))
        .filter(bytes -> bits <= bytes.length * 8)
        .map(bytes -> new AddressRange(bytes, bits));
  }

  /** The range of one address alone, as a host's; nothing if the text is a name. */
  public static Optional<String> single(String address) {
    return bytes(address).map(bytes -> address + "/" + bytes.length * 8);
  }

  private static Optional<byte[]> bytes(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether its address is one in the range, and not the range's first. */
  public boolean hasHostBits() {
    return !text(address).equals(text(first()));
  }

  /** The same range, written with its first address. */
  public String network() {
    return text(first()) + "/" + bits;
  }

  /** Whether an address is in the range. */
  public boolean contains(Address one) {
    byte[] bytes = one.bytes();
    return bytes.length == address.length && Arrays.equals(first(), first(bytes));
  }

  private byte[] first() {
    return first(address);
  }

  private byte[] first(byte[] of) {
    byte[] first = of.clone();
    for (int bit = bits; bit < first.length * 8; bit++) {
      first[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return first;
  }

  private static String text(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress().replaceFirst("(:0)+$", "::");
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Addresses have four or sixteen bytes", e);
    }
  }
}
