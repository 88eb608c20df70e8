package dev.deskwright.gateway.oidc;

/** What others have written, made fit for one line of the log. */
final class Printable {

  private static final int LONGEST = 300;

  private Printable() {}

  static String of(String text) {
    StringBuilder printable = new StringBuilder();
    String.valueOf(text)
        .codePoints()
        .limit(LONGEST)
        .map(each -> each >= ' ' && each <= '~' ? each : '?')
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
