package dev.deskwright.radius;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One attribute of a packet (RFC 2865, 5): a type, a length, a value. */
final class Attribute {

  static final int USER_NAME = 1;
  static final int USER_PASSWORD = 2;
  static final int CHAP_PASSWORD = 3;
  static final int REPLY_MESSAGE = 18;
  static final int STATE = 24;
  static final int CALLING_STATION_ID = 31;
  static final int NAS_IDENTIFIER = 32;
  static final int CHAP_CHALLENGE = 60;
  static final int MESSAGE_AUTHENTICATOR = 80;

  /** Of Microsoft, RFC 2548. */
  static final int MS_CHAP_ERROR = 2;

  static final int MS_CHAP_CHALLENGE = 11;
  static final int MS_CHAP2_RESPONSE = 25;
  static final int MS_CHAP2_SUCCESS = 26;

  /** How long a value can be: the length is a byte, and counts itself and the type. */
  static final int MOST_BYTES = 253;

  private static final int HEADER = 2;
  private static final int VENDOR_SPECIFIC = 26;
  private static final int MICROSOFT = 311;

  private final int type;
  private final byte[] value;
  private final int at;

  private Attribute(int type, byte[] value, int at) {
    this.type = type;
    this.value = value;
    this.at = at;
  }

  static Attribute of(int type, byte[] value) {
    if (value.length > MOST_BYTES) {
      throw new IllegalArgumentException("attribute %d is too long".formatted(type));
    }
    return new Attribute(type, value, 0);
  }

  /** Those of a vendor begin with the vendor's number, and nest. */
  static Attribute ofMicrosoft(int type, byte[] value) {
    ByteBuffer nested = ByteBuffer.allocate(Integer.BYTES + HEADER + value.length);
    nested.putInt(MICROSOFT).put((byte) type).put((byte) (HEADER + value.length)).put(value);
    return of(VENDOR_SPECIFIC, nested.array());
  }

  int type() {
    return type;
  }

  byte[] value() {
    return value;
  }

  /** Where the value began in what it was read from. */
  int at() {
    return at;
  }

  static byte[] written(List<Attribute> attributes) {
    ByteBuffer bytes =
        ByteBuffer.allocate(attributes.stream().mapToInt(each -> HEADER + each.value.length).sum());
    for (Attribute each : attributes) {
      bytes.put((byte) each.type).put((byte) (HEADER + each.value.length)).put(each.value);
    }
    return bytes.array();
  }

  /** What these bytes are from there on to their end, if they are attributes. */
  static Optional<List<Attribute>> read(byte[] bytes, int from) {
    List<Attribute> found = new ArrayList<>();
    int at = from;
    while (at < bytes.length) {
      int length = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
      if (length < HEADER || at + length > bytes.length) {
        return Optional.empty();
      }
      byte[] value = Arrays.copyOfRange(bytes, at + HEADER, at + length);
      found.add(new Attribute(bytes[at] & 0xff, value, at + HEADER));
      at += length;
    }
    return Optional.of(found);
  }

  /** Those of Microsoft that nest in this one. What is none is passed over: RFC 2865 allows it. */
  List<Attribute> microsofts() {
    boolean theirs =
        type == VENDOR_SPECIFIC
            && value.length > Integer.BYTES
            && ByteBuffer.wrap(value).getInt() == MICROSOFT;
    return theirs ? read(value, Integer.BYTES).orElse(List.of()) : List.of();
  }
}
