package dev.deskwright.demo.rfb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what clients say, as far as it has come in. */
final class ClientMessages {

  /** The longest text a client may paste, in bytes. */
  static final int MAX_TEXT = 64 * 1024;

  private static final int SET_PIXEL_FORMAT = 0;
  private static final int SET_ENCODINGS = 2;
  private static final int UPDATE_REQUEST = 3;
  private static final int KEY = 4;
  private static final int POINTER = 5;
  private static final int CUT_TEXT = 6;
  private static final int SET_DESKTOP_SIZE = 251;
  private static final int MAX_ENCODINGS = 256;
  private static final int MAX_SCREENS = 16;

  private ClientMessages() {}

  /** The next message; empty if not all of it is there yet. */
  static Optional<ClientMessage> next(ByteReader in) throws ProtocolException {
    if (in.available() == 0 || in.available() < length(in)) {
      return Optional.empty();
    }
    return Optional.of(read(in));
  }

  /** How long the message is, as far as this can be told by now. */
  private static int length(ByteReader in) throws ProtocolException {
    int type = in.peek8(0);
    return switch (type) {
      case SET_PIXEL_FORMAT -> 20;
      case SET_ENCODINGS ->
          in.available() < 4 ? 4 : 4 + 4 * limited("encodings", in.peek16(2), MAX_ENCODINGS);
      case UPDATE_REQUEST -> 10;
      case KEY -> 8;
      case POINTER -> 6;
      case CUT_TEXT ->
          in.available() < 8 ? 8 : 8 + limited("bytes of text", in.peek32(4), MAX_TEXT);
      case SET_DESKTOP_SIZE ->
          in.available() < 8 ? 8 : 8 + 16 * limited("screens", in.peek8(6), MAX_SCREENS);
      default -> throw new ProtocolException("no such message: " + type);
    };
  }

  private static int limited(String what, int count, int limit) throws ProtocolException {
    if (count < 0 || count > limit) {
      throw new ProtocolException("too many %s: more than %d".formatted(what, limit));
    }
    return count;
  }

  private static ClientMessage read(ByteReader in) throws ProtocolException {
    int type = in.u8();
    return switch (type) {
      case SET_PIXEL_FORMAT -> {
        in.skip(3);
        yield new ClientMessage.SetPixelFormat(PixelFormat.read(in));
      }
      case SET_ENCODINGS -> encodings(in);
      case UPDATE_REQUEST ->
          new ClientMessage.UpdateRequest(in.u8() != 0, in.u16(), in.u16(), in.u16(), in.u16());
      case KEY -> {
        boolean down = in.u8() != 0;
        in.skip(2);
        yield new ClientMessage.Key(down, in.s32());
      }
      case POINTER -> new ClientMessage.Pointer(in.u8(), in.u16(), in.u16());
      case CUT_TEXT -> {
        in.skip(3);
        yield new ClientMessage.CutText(new String(in.take(in.s32()), StandardCharsets.ISO_8859_1));
      }
      default -> desktopSize(in);
    };
  }

  private static ClientMessage encodings(ByteReader in) {
    in.skip(1);
    int count = in.u16();
    List<Integer> encodings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      encodings.add(in.s32());
    }
    return new ClientMessage.SetEncodings(List.copyOf(encodings));
  }

  /** One screen covers the whole desktop here, so the layout of the screens is left unread. */
  private static ClientMessage desktopSize(ByteReader in) {
    in.skip(1);
    var size = new ClientMessage.SetDesktopSize(in.u16(), in.u16());
    int screens = in.u8();
    in.skip(1 + 16 * screens);
    return size;
  }
}
