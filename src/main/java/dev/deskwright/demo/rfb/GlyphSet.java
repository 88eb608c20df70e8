package dev.deskwright.demo.rfb;

/** The characters that can be drawn, each with its cell in a {@link GlyphSheet}. */
final class GlyphSet {

  /** Cells in a row. */
  static final int COLUMNS = 32;

  private static final int FIRST = 0x20;
  private static final int LAST = 0x17f;
  private static final String EXTRA = "€–—…•‘’“”→←↑↓✓●■▲█─│┌┐└┘├┤·♥★≈≤≥";

  /** How many cells there are. */
  static final int COUNT = LAST - FIRST + 1 + EXTRA.length();

  private GlyphSet() {}

  static char character(int cell) {
    int extra = cell - (LAST - FIRST + 1);
    return extra < 0 ? (char) (FIRST + cell) : EXTRA.charAt(extra);
  }

  static boolean has(int character) {
    return (character >= FIRST && character < 0x7f)
        || (character >= 0xa0 && character <= LAST)
        || EXTRA.indexOf(character) >= 0;
  }

  /** The cell of a character; of a question mark if there is none. */
  static int cell(char character) {
    if (!has(character)) {
      return '?' - FIRST;
    }
    return character <= LAST ? character - FIRST : LAST - FIRST + 1 + EXTRA.indexOf(character);
  }
}
