package dev.deskwright.otp;

import java.util.Arrays;

/** Base 32 (RFC 4648), as authenticator apps want it: without padding. The JDK has none. */
final class Base32 {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
    int buffer = 0;
    int bits = 0;
    for (byte each : bytes) {
      buffer = (buffer << 8) | (each & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt((buffer >> bits) & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
    }
    return text.toString();
  }

  /** Takes small letters, spaces, hyphens and padding too: people type it. */
  static byte[] decode(String text) {
    String digits = text.replaceAll("[\\s-]|=+\\s*$", "");
    byte[] bytes = new byte[digits.length() * 5 / 8];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digit(digits.charAt(i));
      if (digit < 0) {
        Arrays.fill(bytes, (byte) 0);
        // The text is a secret, so the message has nothing of it.
        throw new IllegalArgumentException("not base 32: letters A to Z and digits 2 to 7");
      }
      buffer = (buffer << 5) | digit;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (buffer >> bits);
        buffer &= (1 << bits) - 1;
      }
    }
    return bytes;
  }

  /** Not by toUpperCase, which makes an I of the dotless i. */
  private static int digit(char character) {
    return ALPHABET.indexOf(
        character >= 'a' && character <= 'z' ? character - 'a' + 'A' : character);
  }
}
