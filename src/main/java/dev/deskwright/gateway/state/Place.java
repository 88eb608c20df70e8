package dev.deskwright.gateway.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a document is: by a hash of its key, as a key may have anything in it.
 *
 * @param secret name of the Secret
 * @param dataKey key in its data
 */
record Place(String secret, String dataKey) {

  static final String PREFIX = "deskwright-";

  /** So many that nobody finds two keys with the same: 128 bits. */
  private static final int DIGITS = 32;

  static Place of(Kind kind, String key) {
    byte[] hash = sha256(kind.label() + "/" + key);
    String digits = HexFormat.of().formatHex(hash).substring(0, DIGITS);
    String last =
        kind.buckets() == 0
            ? digits
            : "%02d".formatted(Byte.toUnsignedInt(hash[hash.length - 1]) % kind.buckets());
    return new Place(PREFIX + kind.label() + "-" + last, digits);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
