package dev.deskwright.demo.rfb;

import java.io.ByteArrayOutputStream;

/** Bytes to send. Numbers are big-endian, as all of RFB. */
final class ByteWriter extends ByteArrayOutputStream {

  ByteWriter u8(int value) {
    write(value);
    return this;
  }

  ByteWriter u16(int value) {
    return u8(value >> 8).u8(value);
  }

  ByteWriter u32(int value) {
    return u16(value >> 16).u16(value);
  }

  ByteWriter bytes(byte[] more) {
    writeBytes(more);
    return this;
  }

  /** The head of a rectangle in an update. */
  ByteWriter rectangle(int x, int y, int width, int height, int encoding) {
    return u16(x).u16(y).u16(width).u16(height).u32(encoding);
  }
}
