package dev.deskwright.demo.rfb;

/** The pointer's picture: clients draw it themselves, so it moves without delay. */
final class MouseCursor {

  /** Black is x, white is o, and a dot lets the desktop shine through. */
  private static final String[] ARROW = {
    "x...........",
    "xx..........",
    "xox.........",
    "xoox........",
    "xooox.......",
    "xoooox......",
    "xooooox.....",
    "xoooooox....",
    "xooooooox...",
    "xoooooooox..",
    "xooooooooox.",
    "xoooooxxxxxx",
    "xooxoox.....",
    "xox.xoox....",
    "xx..xoox....",
    "x....xoox...",
    ".....xoox...",
    "......xx....",
  };

  private MouseCursor() {}

  /** Writes the pseudo-rectangle: the pixels, then a bit for each that is to be seen. */
  static void write(ByteWriter out, PixelFormat format) {
    int width = ARROW[0].length();
    out.rectangle(0, 0, width, ARROW.length, Encodings.CURSOR);
    for (String row : ARROW) {
      row.chars().forEach(dot -> format.pixel(out, dot == 'o' ? 0xffffff : 0x202020));
    }
    for (String row : ARROW) {
      int bits = 0;
      for (int x = 0; x < 16; x++) {
        bits = (bits << 1) | (x < width && row.charAt(x) != '.' ? 1 : 0);
      }
      out.u16(bits);
    }
  }
}
