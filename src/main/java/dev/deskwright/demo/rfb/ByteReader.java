package dev.deskwright.demo.rfb;

import java.util.Arrays;

/** What a client has sent and nobody has read yet. Numbers are big-endian, as all of RFB. */
final class ByteReader {

  private byte[] bytes = new byte[256];
  private int from;
  private int to;

  void add(byte[] more) {
    if (to + more.length > bytes.length) {
      byte[] room = new byte[Math.max(256, available() + more.length)];
      System.arraycopy(bytes, from, room, 0, available());
      to -= from;
      from = 0;
      bytes = room;
    }
    System.arraycopy(more, 0, bytes, to, more.length);
    to += more.length;
  }

  int available() {
    return to - from;
  }

  /** Looks at a byte without reading it. */
  int peek8(int offset) {
    return bytes[from + offset] & 0xff;
  }

  int peek16(int offset) {
    return (peek8(offset) << 8) | peek8(offset + 1);
  }

  int peek32(int offset) {
    return (peek16(offset) << 16) | peek16(offset + 2);
  }

  int u8() {
    int value = peek8(0);
    from++;
    return value;
  }

  int u16() {
    int value = peek16(0);
    from += 2;
    return value;
  }

  int s32() {
    int value = peek32(0);
    from += 4;
    return value;
  }

  void skip(int count) {
    from += count;
  }

  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(bytes, from, from + count);
    from += count;
    return taken;
  }
}
