package dev.deskwright.demo.rfb;

/**
 * How a client wants its pixels: true colour of 8, 16 or 32 bits.
 *
 * @param bits of a pixel
 * @param depth how many of them matter
 * @param bigEndian the order of a pixel's bytes
 * @param redMax greatest value of red; so for the others
 * @param redShift how far red is from the lowest bit; so for the others
 */
record PixelFormat(
    int bits,
    int depth,
    boolean bigEndian,
    int redMax,
    int greenMax,
    int blueMax,
    int redShift,
    int greenShift,
    int blueShift) {

  static final PixelFormat NATIVE = new PixelFormat(32, 24, false, 255, 255, 255, 16, 8, 0);

  /** Reads the 16 bytes of a format; refuses colour maps and impossible numbers. */
  static PixelFormat read(ByteReader in) throws ProtocolException {
    int bits = in.u8();
    int depth = in.u8();
    boolean bigEndian = in.u8() != 0;
    boolean trueColour = in.u8() != 0;
    var format =
        new PixelFormat(
            bits, depth, bigEndian, in.u16(), in.u16(), in.u16(), in.u8(), in.u8(), in.u8());
    in.skip(3);
    if (!trueColour) {
      throw new ProtocolException("colour maps are not spoken here: ask for true colour");
    }
    if ((bits != 8 && bits != 16 && bits != 32) || depth < 1 || depth > bits || !format.fits()) {
      throw new ProtocolException("no such pixel format: " + format);
    }
    return format;
  }

  private boolean fits() {
    return fits(redMax, redShift) && fits(greenMax, greenShift) && fits(blueMax, blueShift);
  }

  private boolean fits(int max, int shift) {
    return shift < bits && ((long) max << shift) < 1L << bits;
  }

  void write(ByteWriter out) {
    out.u8(bits).u8(depth).u8(bigEndian ? 1 : 0).u8(1);
    out.u16(redMax).u16(greenMax).u16(blueMax).u8(redShift).u8(greenShift).u8(blueShift);
    out.u8(0).u16(0);
  }

  private int convert(int rgb) {
    return (scale((rgb >> 16) & 0xff, redMax) << redShift)
        | (scale((rgb >> 8) & 0xff, greenMax) << greenShift)
        | (scale(rgb & 0xff, blueMax) << blueShift);
  }

  private static int scale(int value, int max) {
    return max == 255 ? value : (value * max + 127) / 255;
  }

  /** Writes a pixel as it is in raw rectangles. */
  void pixel(ByteWriter out, int rgb) {
    write(out, convert(rgb), bits / 8);
  }

  /** Writes a pixel as it is in ZRLE: without the byte that is always zero, if there is one. */
  void compactPixel(ByteWriter out, int rgb) {
    int value = convert(rgb);
    if (bits != 32 || depth > 24) {
      write(out, value, bits / 8);
    } else if (mask() >>> 24 == 0) {
      write(out, value, 3);
    } else if ((mask() & 0xff) == 0) {
      write(out, value >>> 8, 3);
    } else {
      write(out, value, 4);
    }
  }

  private int mask() {
    return (redMax << redShift) | (greenMax << greenShift) | (blueMax << blueShift);
  }

  private void write(ByteWriter out, int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.u8(value >>> (8 * (bigEndian ? bytes - 1 - i : i)));
    }
  }
}
