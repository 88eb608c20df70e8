package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A security identifier as Active Directory stores it (MS-DTYP 2.4.2.2): its last four bytes,
 * little-endian, number an object within its domain.
 */
final class Sid {

  static final String ATTRIBUTE = "objectSid";

  private static final int SHORTEST = 12;

  private final byte[] bytes;

  private Sid(byte[] bytes) {
    this.bytes = bytes;
  }

  static Optional<Sid> of(Entry entry) {
    return Optional.ofNullable(entry.getAttributeValueBytes(ATTRIBUTE))
        .filter(bytes -> bytes.length >= SHORTEST)
        .map(Sid::new);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  String relativeId() {
    return Integer.toUnsignedString(littleEndian(bytes).getInt(bytes.length - 4));
  }

  /** Another object of the same domain. */
  Optional<Sid> sibling(Long relativeId) {
    if (relativeId == null) {
      return Optional.empty();
    }
    byte[] other = bytes.clone();
    littleEndian(other).putInt(other.length - 4, relativeId.intValue());
    return Optional.of(new Sid(other));
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
