package dev.deskwright.radius;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The arithmetic of MS-CHAPv2 (RFC 2759, 8), with the names of that text. */
final class MsChapV2 {

  private static final byte[] MAGIC_1 =
      "Magic server to client signing constant".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MAGIC_2 =
      "Pad to make it do more than one iteration".getBytes(StandardCharsets.US_ASCII);

  private MsChapV2() {}

  static byte[] challengeHash(byte[] peerChallenge, byte[] authenticatorChallenge, String user) {
    // Without the domain in front of it.
    String name = user.substring(user.lastIndexOf('\\') + 1);
    byte[] hash =
        Hash.sha1(peerChallenge, authenticatorChallenge, name.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(hash, 8);
  }

  static byte[] ntPasswordHash(char[] password) {
    ByteBuffer utf16 = ByteBuffer.allocate(2 * password.length);
    for (char each : password) {
      utf16.put((byte) each).put((byte) (each >> 8));
    }
    try {
      return Md4.of(utf16.array());
    } finally {
      Arrays.fill(utf16.array(), (byte) 0);
    }
  }

  static byte[] ntResponse(byte[] challengeHash, byte[] passwordHash) {
    byte[] keys = Arrays.copyOf(passwordHash, 21);
    ByteBuffer response = ByteBuffer.allocate(24);
    for (int from = 0; from < keys.length; from += 7) {
      response.put(desEncrypt(challengeHash, Arrays.copyOfRange(keys, from, from + 7)));
    }
    return response.array();
  }

  /** What the server sends to prove that it knows the password: {@code S=} and 40 digits. */
  static String authenticatorResponse(
      byte[] passwordHash, byte[] ntResponse, byte[] challengeHash) {
    byte[] digest = Hash.sha1(Md4.of(passwordHash), ntResponse, MAGIC_1);
    byte[] proof = Hash.sha1(digest, challengeHash, MAGIC_2);
    return "S=" + HexFormat.of().withUpperCase().formatHex(proof);
  }

  private static byte[] desEncrypt(byte[] clear, byte[] sevenBytes) {
    long bits = 0;
    for (byte each : sevenBytes) {
      bits = (bits << 8) | (each & 0xff);
    }
    // Seven bits of the key in each byte; the eighth is for a parity that nobody looks at.
    byte[] key = new byte[8];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) ((bits >> (49 - 7 * i)) << 1);
    }
    try {
      Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
      des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
      return des.doFinal(clear);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has DES", e);
    }
  }
}
