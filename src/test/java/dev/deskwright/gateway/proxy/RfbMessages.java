package dev.deskwright.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Messages from a client, byte for byte as noVNC writes them. */
final class RfbMessages {

  private RfbMessages() {}

  static Buffer handshake38() {
    return Buffer.buffer("RFB 003.008\n").appendByte((byte) 1).appendByte((byte) 1);
  }

  static Buffer setPixelFormat() {
    return bytes(0, 0, 0, 0, 32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 0, 8, 16, 0, 0, 0);
  }

  static Buffer setEncodings(int... encodings) {
    Buffer message = bytes(2, 0).appendUnsignedShort(encodings.length);
    for (int encoding : encodings) {
      message.appendInt(encoding);
    }
    return message;
  }

  static Buffer updateRequest() {
    return bytes(3, 1, 0, 0, 0, 0, 4, 0, 3, 0);
  }

  static Buffer key(int keysym, boolean down) {
    return bytes(4, down ? 1 : 0, 0, 0).appendInt(keysym);
  }

  static Buffer qemuKey(int keysym) {
    return bytes(255, 0, 0, 1).appendInt(keysym).appendInt(0x1e);
  }

  static Buffer pointer(int mask, int x, int y) {
    return bytes(5, mask & 0x7f).appendUnsignedShort(x).appendUnsignedShort(y);
  }

  static Buffer extendedPointer(int mask, int x, int y) {
    return bytes(5, (mask & 0x7f) | 0x80)
        .appendUnsignedShort(x)
        .appendUnsignedShort(y)
        .appendByte((byte) (mask >> 7));
  }

  static Buffer cutText(String text) {
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    return bytes(6, 0, 0, 0).appendInt(latin.length).appendBytes(latin);
  }

  static Buffer extendedCutText(int flags, int more) {
    return bytes(6, 0, 0, 0).appendInt(-(4 + more)).appendInt(flags).appendBytes(new byte[more]);
  }

  static Buffer continuousUpdates() {
    return bytes(150, 1, 0, 0, 0, 0, 4, 0, 3, 0);
  }

  static Buffer fence(int length) {
    return bytes(248, 0, 0, 0, 0, 0, 0, 1, length).appendBytes(new byte[length]);
  }

  static Buffer xvp() {
    return bytes(250, 0, 1, 2);
  }

  static Buffer setDesktopSize(int screens) {
    return bytes(251, 0, 4, 0, 3, 0, screens, 0).appendBytes(new byte[16 * screens]);
  }

  static Buffer bytes(int... values) {
    Buffer buffer = Buffer.buffer();
    for (int value : values) {
      buffer.appendByte((byte) value);
    }
    return buffer;
  }
}
