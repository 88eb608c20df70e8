package dev.deskwright.otp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238) in the one flavour that every authenticator app can do:
 * HMAC-SHA-1, six digits, a new one each 30 seconds.
 */
public final class Totp {

  /** Seconds that a code is shown for. */
  public static final int PERIOD_SECONDS = 30;

  /** How many digits a code has. */
  public static final int DIGITS = 6;

  /** For clocks that differ and people who type slowly (RFC 6238, 5.2): one step each way. */
  private static final int WINDOW = 1;

  private static final int MODULUS = 1_000_000;

  private Totp() {}

  /** The number of the time step that this moment is in, from 1970 on. */
  public static long step(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), PERIOD_SECONDS);
  }

  /** The code of a time step: six digits. */
  public static String code(TotpSecret secret, long step) {
    return padded(truncated(secret.bytes(), step) % MODULUS);
  }

  /**
   * Whether this is the code of now, or of the step before or after.
   *
   * @param typed the code as somebody typed it; spaces and hyphens do not count, and the decimal
   *     digits of any script do
   * @return the time step whose code it is, or empty. A code is good once: the caller must remember
   *     the step per user, for {@link #PERIOD_SECONDS} times 3, and refuse it the second time
   */
  public static OptionalLong verify(TotpSecret secret, String typed, Instant now) {
    byte[] given = digits(typed).getBytes(StandardCharsets.US_ASCII);
    OptionalLong match = OptionalLong.empty();
    long current = step(now);
    // All are computed whichever fits: how long it takes tells nothing.
    for (long step = current - WINDOW; step <= current + WINDOW; step++) {
      byte[] right = code(secret, step).getBytes(StandardCharsets.US_ASCII);
      if (MessageDigest.isEqual(right, given)) {
        match = OptionalLong.of(step);
      }
    }
    return match;
  }

  private static String digits(String typed) {
    StringBuilder digits = new StringBuilder(DIGITS);
    typed
        .codePoints()
        .filter(each -> !Typed.isSeparator(each))
        .limit(DIGITS + 1L)
        .map(each -> Character.digit(each, 10))
        .forEach(each -> digits.append(each < 0 ? "?" : Integer.toString(each)));
    return digits.toString();
  }

  private static String padded(int code) {
    String digits = Integer.toString(code);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** RFC 4226, 5.3: 31 bits of the hash, from where its last four bits say. */
  static int truncated(byte[] key, long counter) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "RAW"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
      return ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & 0x7fffffff;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-1", e);
    }
  }
}
