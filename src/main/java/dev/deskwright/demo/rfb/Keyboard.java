package dev.deskwright.demo.rfb;

import java.nio.charset.Charset;

/** The keys of one client: turns X11 keysyms into what is done to the line in the terminal. */
final class Keyboard {

  private static final int UNICODE = 0x01000000;
  private static final int EURO = 0x20ac;
  private static final int CONTROL_LEFT = 0xffe3;
  private static final int CONTROL_RIGHT = 0xffe4;
  private static final int ALT_LEFT = 0xffe9;
  private static final int ALT_RIGHT = 0xffea;
  private static final int ALT_GR = 0xfe03;

  /** Keysyms of 0x100 to 0x1ff and 0x300 to 0x3ff are those character sets, shifted. */
  private static final Charset LATIN_2 = Charset.forName("ISO-8859-2");

  private static final Charset LATIN_4 = Charset.forName("ISO-8859-4");

  private boolean control;
  private boolean alt;

  static boolean isModifier(int keysym) {
    return switch (keysym) {
      case CONTROL_LEFT, CONTROL_RIGHT, ALT_LEFT, ALT_RIGHT, ALT_GR -> true;
      default -> false;
    };
  }

  void key(int keysym, boolean down, Terminal terminal) {
    switch (keysym) {
      case CONTROL_LEFT, CONTROL_RIGHT -> control = down;
      case ALT_LEFT, ALT_RIGHT, ALT_GR -> alt = down;
      default -> {
        if (down) {
          press(keysym, terminal);
        }
      }
    }
  }

  private void press(int keysym, Terminal terminal) {
    int character = character(keysym);
    // Windows sends AltGr as control and alt together.
    if (control && !alt && character > 0) {
      chord(Character.toLowerCase(character), terminal);
    } else if ((character > 0 && !alt) || character > 0x7f || isAltGr(character)) {
      terminal.type(Character.toString(character));
    } else {
      edit(keysym, terminal);
    }
  }

  /** Characters that many keyboards have behind AltGr only. */
  private static boolean isAltGr(int character) {
    return "@[]{}\\|~#^`$<>".indexOf(character) >= 0;
  }

  private static void chord(int letter, Terminal terminal) {
    switch (letter) {
      case 'a' -> terminal.home();
      case 'c' -> terminal.interrupt();
      case 'e' -> terminal.end();
      case 'h' -> terminal.backspace();
      case 'j', 'm' -> terminal.enter();
      case 'l' -> terminal.clear();
      case 'u' -> terminal.eraseToStart();
      case 'w' -> terminal.eraseWord();
      default -> {}
    }
  }

  private static void edit(int keysym, Terminal terminal) {
    switch (keysym) {
      case 0xff08 -> terminal.backspace();
      case 0xff0d, 0xff8d -> terminal.enter();
      case 0xff50, 0xff95 -> terminal.home();
      case 0xff51, 0xff96 -> terminal.left();
      case 0xff52, 0xff97 -> terminal.older();
      case 0xff53, 0xff98 -> terminal.right();
      case 0xff54, 0xff99 -> terminal.newer();
      case 0xff57, 0xff9c -> terminal.end();
      case 0xffff, 0xff9f -> terminal.delete();
      default -> {}
    }
  }

  /** The character a keysym stands for; 0 if it stands for none that can be shown. */
  static int character(int keysym) {
    int character =
        switch (keysym >>> 8) {
          case 0 -> keysym;
          case 1 -> new String(new byte[] {(byte) keysym}, LATIN_2).charAt(0);
          case 3 -> new String(new byte[] {(byte) keysym}, LATIN_4).charAt(0);
          case 0x20 -> keysym == EURO ? '€' : 0;
          case 0xff -> keypad(keysym);
          default -> keysym >>> 24 == 1 ? keysym - UNICODE : 0;
        };
    return GlyphSet.has(character) ? character : 0;
  }

  private static int keypad(int keysym) {
    if (keysym == 0xff80 || keysym == 0xffbd) {
      return keysym == 0xff80 ? ' ' : '=';
    }
    return keysym >= 0xffaa && keysym <= 0xffb9 ? keysym - 0xff80 : 0;
  }
}
