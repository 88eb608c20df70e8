package dev.deskwright.demo.rfb;

import java.util.Arrays;

/**
 * Bytes to send. Numbers are big-endian, as all of RFB. A stream of the JDK would take a lock for
 * each byte of each pixel.
 */
final class ByteWriter {

  private byte[] written = new byte[64];
  private int size;

  private void room(int more) {
    if (size + more > written.length) {
      written = Arrays.copyOf(written, Math.max(2 * written.length, size + more));
    }
  }

  ByteWriter u8(int value) {
    room(1);
    written[size++] = (byte) value;
    return this;
  }

  ByteWriter u16(int value) {
    return u8(value >> 8).u8(value);
  }

  ByteWriter u32(int value) {
    return u16(value >> 16).u16(value);
  }

  ByteWriter bytes(byte[] more) {
    return bytes(more, more.length);
  }

  ByteWriter bytes(byte[] more, int count) {
    room(count);
    System.arraycopy(more, 0, written, size, count);
    size += count;
    return this;
  }

  /** The head of a rectangle in an update. */
  ByteWriter rectangle(int x, int y, int width, int height, int encoding) {
    return u16(x).u16(y).u16(width).u16(height).u32(encoding);
  }

  int size() {
    return size;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(written, size);
  }
}
