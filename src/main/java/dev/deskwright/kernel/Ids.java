package dev.deskwright.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Identities in the shapes that Amazon WorkSpaces gives them, each derived from an object's UID.
 */
public final class Ids {

  private Ids() {}

  /** {@code d-} and ten hexadecimal digits. */
  public static String directory(String uid) {
    return "d-" + hex(digest(uid)).substring(0, 10);
  }

  /** {@code wsb-} and nine of 0-9 a-z. */
  public static String bundle(String uid) {
    return "wsb-" + base36(digest(uid), 9);
  }

  /** {@code ws-} and nine of 0-9 a-z. */
  public static String workspace(String uid) {
    return "ws-" + base36(digest(uid), 9);
  }

  /** {@code DW} and eight letters or digits: what a user types to reach a directory. */
  public static String registrationCode(String uid) {
    return "DW" + base36(digest("registration " + uid), 8).toUpperCase(Locale.ROOT);
  }

  /** A short name for a text: 16 hexadecimal digits. */
  public static String hash(String text) {
    return hex(digest(text)).substring(0, 16);
  }

  /** The last digits of the number; these alone, since this is asked for every object seen. */
  private static String base36(byte[] digest, int length) {
    long limit = 1;
    for (int i = 0; i < length; i++) {
      limit *= 36;
    }
    long rest = 0;
    for (byte part : digest) {
      rest = (rest * 256 + (part & 0xff)) % limit;
    }
    String digits = Long.toString(rest, 36);
    return "0".repeat(length - digits.length()) + digits;
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
