package dev.deskwright.demo.rfb;

import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A font as a picture of its characters. The fonts of the machine are not asked: a bare JDK has
 * none, and the desktop looks the same everywhere. Each cell of the sheet is a glyph, and below it
 * a line of pixels as long as the glyph is wide.
 */
final class GlyphSheet {

  static final GlyphSheet MONO = new GlyphSheet("mono-15");
  static final GlyphSheet SANS = new GlyphSheet("sans-13");
  static final GlyphSheet BOLD = new GlyphSheet("bold-15");

  private final int width;
  private final int height;
  private final int[][] glyphs = new int[GlyphSet.COUNT][];
  private final int[] advances = new int[GlyphSet.COUNT];

  private GlyphSheet(String name) {
    Raster sheet = load(name + ".png");
    width = sheet.getWidth() / GlyphSet.COLUMNS;
    height = sheet.getHeight() / (GlyphSet.COUNT / GlyphSet.COLUMNS) - 1;
    for (int i = 0; i < GlyphSet.COUNT; i++) {
      int x = i % GlyphSet.COLUMNS * width;
      int y = i / GlyphSet.COLUMNS * (height + 1);
      glyphs[i] = sheet.getSamples(x, y, width, height, 0, (int[]) null);
      while (advances[i] < width && sheet.getSample(x + advances[i], y + height, 0) > 0) {
        advances[i]++;
      }
    }
  }

  private static Raster load(String file) {
    try (var in = GlyphSheet.class.getResourceAsStream(file)) {
      // Straight from memory: ImageIO would write a temporary file.
      return ImageIO.read(new MemoryCacheImageInputStream(in)).getRaster();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int height() {
    return height;
  }

  int widthOf(String text) {
    return text.chars().map(c -> advances[GlyphSet.cell((char) c)]).sum();
  }

  /** Draws text with its top left corner at a point, on opaque ground; what is outside is cut. */
  void draw(Picture picture, int x, int y, String text, int rgb) {
    int at = x;
    for (int i = 0; i < text.length(); i++) {
      int cell = GlyphSet.cell(text.charAt(i));
      draw(picture, at, y, glyphs[cell], rgb);
      at += advances[cell];
    }
  }

  private void draw(Picture picture, int x, int y, int[] glyph, int rgb) {
    Rectangle seen = new Rectangle(x, y, width, height).within(picture.clip());
    for (int py = seen.y(); py < seen.y() + seen.height(); py++) {
      for (int px = seen.x(); px < seen.x() + seen.width(); px++) {
        int cover = glyph[(py - y) * width + px - x];
        if (cover > 0) {
          int at = py * picture.width() + px;
          picture.pixels()[at] = mix(picture.pixels()[at], rgb, cover);
        }
      }
    }
  }

  private static int mix(int ground, int ink, int cover) {
    int result = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int below = (ground >> shift) & 0xff;
      int above = (ink >> shift) & 0xff;
      result = (result << 8) | (below + (above - below) * cover / 255);
    }
    return result;
  }
}
