package dev.deskwright.otp;

/** What people put between the characters of a code, or their keyboard does. */
final class Typed {

  private Typed() {}

  static boolean isSeparator(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.getType(codePoint) == Character.DASH_PUNCTUATION
        || Character.getType(codePoint) == Character.FORMAT;
  }
}
