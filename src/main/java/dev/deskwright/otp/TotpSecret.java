package dev.deskwright.otp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/** What an authenticator app and we both know. It shows in no log: toString has nothing of it. */
public final class TotpSecret {

  /** What RFC 4226 recommends: as long as the hash. */
  private static final int BYTES = 20;

  /** RFC 4226 wants 128 bits at least. */
  private static final int FEWEST_BYTES = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;

  private TotpSecret(byte[] bytes) {
    if (bytes.length < FEWEST_BYTES) {
      throw new IllegalArgumentException("a TOTP secret has 128 bits or more");
    }
    this.bytes = bytes;
  }

  /** A new one of 160 random bits. */
  public static TotpSecret fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new TotpSecret(bytes);
  }

  /** Of these bytes, 16 or more; fewer are an IllegalArgumentException. */
  public static TotpSecret of(byte[] bytes) {
    return new TotpSecret(bytes.clone());
  }

  /**
   * From base 32, as {@link #base32} gives it or as somebody typed it: small letters, spaces and
   * hyphens are fine. Anything else is an IllegalArgumentException that does not repeat the text.
   */
  public static TotpSecret ofBase32(String text) {
    return new TotpSecret(Base32.decode(text));
  }

  /** For storage, and for people whose app cannot scan: capital letters and digits, no padding. */
  public String base32() {
    return Base32.encode(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TotpSecret that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "TotpSecret[hidden]";
  }
}
