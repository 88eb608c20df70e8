package dev.deskwright.gateway.proxy;

/**
 * The extended clipboard's messages.
 *
 * @see <a
 *     href="https://github.com/rfbproto/rfbproto/blob/master/rfbproto.rst#extended-clipboard-pseudo-encoding">Extended
 *     clipboard</a>
 */
final class RfbClipboard {

  /** A capabilities message with a size for each of sixteen formats. */
  static final long LONGEST_ASK = 4 + 4 * 16;

  private static final int CAPS = 1 << 24;
  private static final int REQUEST = 1 << 25;
  private static final int PEEK = 1 << 26;
  private static final int ACTIONS = 0xff000000;

  private RfbClipboard() {}

  /** Whether it asks for the desktop's clipboard, or says what the client can, and no more. */
  static boolean asksOnly(int flags) {
    int actions = flags & ACTIONS;
    boolean isCaps = (actions & CAPS) != 0;
    return isCaps || actions == REQUEST || actions == PEEK;
  }
}
