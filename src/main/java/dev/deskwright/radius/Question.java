package dev.deskwright.radius;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Who wants in, with what. */
record Question(
    String userName, char[] answer, String callingStation, Optional<RadiusState> state) {

  /** RFC 2865, 5.2. */
  private static final int LONGEST_PASSWORD = 128;

  /** Why no server can say yes to this, as RADIUS cannot carry it; if so. */
  Optional<String> cannotBeAsked() {
    int name = userName.getBytes(StandardCharsets.UTF_8).length;
    if (name == 0 || name > Attribute.MOST_BYTES) {
      return Optional.of("RADIUS takes user names of 1 to 253 bytes");
    }
    byte[] password = utf8();
    try {
      boolean carried = password.length <= LONGEST_PASSWORD && !hasZero(password);
      return carried
          ? Optional.empty()
          : Optional.of("RADIUS takes answers of up to 128 bytes, none of them zero");
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  /** PAP fills up with zeros, so an answer that ends in one would be another. */
  private static boolean hasZero(byte[] password) {
    boolean has = false;
    for (byte each : password) {
      has |= each == 0;
    }
    return has;
  }

  /** The answer, to be wiped by who asked for it. */
  byte[] utf8() {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(answer));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }

  @Override
  public String toString() {
    return "Question[hidden]";
  }
}
