package dev.deskwright.demo;

/** Colours of a terminal, or none. */
enum Ink {
  ANSI,
  NONE;

  private static final String RESET = "\033[0m";

  String good(String text) {
    return colour("32", text);
  }

  String busy(String text) {
    return colour("33", text);
  }

  String bad(String text) {
    return colour("31", text);
  }

  String strong(String text) {
    return colour("1", text);
  }

  String faint(String text) {
    return colour("2", text);
  }

  private String colour(String code, String text) {
    return this == ANSI ? "\033[" + code + "m" + text + RESET : text;
  }

  /** At most so many visible characters: a line that wraps could not be redrawn in place. */
  static String cut(String text, int columns) {
    var result = new StringBuilder();
    int visible = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\033') {
        int end = text.indexOf('m', i);
        result.append(text, i, end + 1);
        i = end;
      } else if (visible < columns) {
        result.append(text.charAt(i));
        visible++;
      }
    }
    return result.toString();
  }
}
