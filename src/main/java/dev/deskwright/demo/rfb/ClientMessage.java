package dev.deskwright.demo.rfb;

import java.util.List;

/** What a client may say once the connection stands (RFC 6143, 7.5). */
sealed interface ClientMessage {

  record SetPixelFormat(PixelFormat format) implements ClientMessage {}

  record SetEncodings(List<Integer> encodings) implements ClientMessage {}

  record UpdateRequest(boolean incremental, int x, int y, int width, int height)
      implements ClientMessage {}

  record Key(boolean down, int keysym) implements ClientMessage {}

  record Pointer(int buttons, int x, int y) implements ClientMessage {}

  record CutText(String text) implements ClientMessage {}

  record SetDesktopSize(int width, int height) implements ClientMessage {}
}
