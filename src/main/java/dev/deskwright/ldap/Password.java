package dev.deskwright.ldap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret that no text form shows: neither {@code toString()} nor a serialiser sees into it. */
public final class Password {

  private final byte[] utf8;

  private Password(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** A copy of it: the caller may wipe its own afterwards. */
  public static Password of(char[] characters) {
    return new Password(encode(characters));
  }

  public static Password of(String characters) {
    return of(characters.toCharArray());
  }

  static byte[] encode(char[] characters) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.clear().put(new byte[encoded.capacity()]);
    return bytes;
  }

  /** Only for the bind request. */
  byte[] reveal() {
    return utf8.clone();
  }

  boolean isEmpty() {
    return utf8.length == 0;
  }

  /** So that unchanged settings are equal, and a changed password is a change. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Password password && MessageDigest.isEqual(utf8, password.utf8);
  }

  /** The same for all: a hash would tell something about the secret. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "********";
  }
}
