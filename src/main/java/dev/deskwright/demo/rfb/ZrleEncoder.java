package dev.deskwright.demo.rfb;

import java.util.zip.Deflater;

/** The encoding ZRLE (RFC 6143, 7.7.6), with the tile types solid, packed palette and raw. */
final class ZrleEncoder implements AutoCloseable {

  private static final int TILE = 64;
  private static final int MAX_PALETTE = 16;

  /** One stream for the whole connection, as the protocol demands. */
  private final Deflater deflater = new Deflater();

  private final byte[] chunk = new byte[16 * 1024];
  private final int[] palette = new int[MAX_PALETTE];

  /** Writes the data of a rectangle: its length, then the compressed tiles. */
  void write(ByteWriter out, PixelFormat format, Picture picture, Rectangle area) {
    ByteWriter tiles = new ByteWriter();
    for (int y = area.y(); y < area.y() + area.height(); y += TILE) {
      for (int x = area.x(); x < area.x() + area.width(); x += TILE) {
        int width = Math.min(TILE, area.x() + area.width() - x);
        int height = Math.min(TILE, area.y() + area.height() - y);
        tile(tiles, format, picture.pixels(x, y, width, height), width);
      }
    }
    ByteWriter compressed = compress(tiles.toByteArray());
    out.u32(compressed.size()).bytes(compressed.toByteArray());
  }

  private void tile(ByteWriter out, PixelFormat format, int[] pixels, int width) {
    int colours = colours(pixels);
    if (colours > MAX_PALETTE) {
      out.u8(0);
      for (int pixel : pixels) {
        format.compactPixel(out, pixel);
      }
      return;
    }
    out.u8(colours);
    for (int i = 0; i < colours; i++) {
      format.compactPixel(out, palette[i]);
    }
    if (colours > 1) {
      packed(out, pixels, width, colours);
    }
  }

  /** Fills the palette; one more than it can hold if there are too many colours. */
  private int colours(int[] pixels) {
    int count = 0;
    for (int pixel : pixels) {
      if (index(pixel, count) == count) {
        if (count == MAX_PALETTE) {
          return MAX_PALETTE + 1;
        }
        palette[count++] = pixel;
      }
    }
    return count;
  }

  private int index(int pixel, int count) {
    int index = 0;
    while (index < count && palette[index] != pixel) {
      index++;
    }
    return index;
  }

  private void packed(ByteWriter out, int[] pixels, int width, int colours) {
    int bits = colours == 2 ? 1 : colours <= 4 ? 2 : 4;
    for (int row = 0; row < pixels.length; row += width) {
      int held = 0;
      int used = 0;
      for (int x = 0; x < width; x++) {
        held = (held << bits) | index(pixels[row + x], colours);
        used += bits;
        if (used == 8) {
          out.u8(held);
          held = 0;
          used = 0;
        }
      }
      if (used > 0) {
        out.u8(held << (8 - used));
      }
    }
  }

  private ByteWriter compress(byte[] plain) {
    ByteWriter compressed = new ByteWriter();
    deflater.setInput(plain);
    int count;
    do {
      count = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
      compressed.bytes(chunk, count);
    } while (count == chunk.length);
    return compressed;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
