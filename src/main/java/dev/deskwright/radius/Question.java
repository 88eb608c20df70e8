package dev.deskwright.radius;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Who wants in, with what. It is not printed. */
final class Question {

  /** RFC 2865, 5.2. */
  private static final int LONGEST_PASSWORD = 128;

  private final String userName;
  private final char[] answer;
  private final String callingStation;
  private final Optional<RadiusState> state;

  /** The answer stays the caller's, who wipes it. */
  Question(String userName, char[] answer, String callingStation, Optional<RadiusState> state) {
    this.userName = userName;
    this.answer = answer;
    this.callingStation = callingStation;
    this.state = state;
  }

  String userName() {
    return userName;
  }

  char[] answer() {
    return answer;
  }

  String callingStation() {
    return callingStation;
  }

  Optional<RadiusState> state() {
    return state;
  }

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
    CharsetEncoder encoder =
        StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
    byte[] longest = new byte[(int) Math.ceil(answer.length * encoder.maxBytesPerChar())];
    ByteBuffer encoded = ByteBuffer.wrap(longest);
    encoder.encode(CharBuffer.wrap(answer), encoded, true);
    byte[] bytes = Arrays.copyOf(longest, encoded.position());
    Arrays.fill(longest, (byte) 0);
    return bytes;
  }
}
