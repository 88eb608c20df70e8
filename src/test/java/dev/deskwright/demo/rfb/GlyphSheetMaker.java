package dev.deskwright.demo.rfb;

import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Draws the glyph sheets of the simulated desktop from the DejaVu fonts, which must be installed.
 * Run by hand when a size or a character is to be added; the result is committed.
 */
final class GlyphSheetMaker {

  private GlyphSheetMaker() {}

  public static void main(String[] args) throws Exception {
    File folder = new File("src/main/resources/dev/deskwright/demo/rfb");
    Map<String, Font> sheets =
        Map.of(
            "mono-15", new Font("DejaVu Sans Mono", Font.PLAIN, 15),
            "sans-13", new Font("DejaVu Sans", Font.PLAIN, 13),
            "bold-15", new Font("DejaVu Sans", Font.BOLD, 15));
    for (Map.Entry<String, Font> sheet : sheets.entrySet()) {
      ImageIO.write(draw(sheet.getValue()), "png", new File(folder, sheet.getKey() + ".png"));
    }
  }

  /** Each cell is a glyph, and below it a line of pixels as long as the glyph is wide. */
  private static BufferedImage draw(Font font) {
    var probe = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY).createGraphics();
    var metrics = probe.getFontMetrics(font);
    int width = 0;
    for (int i = 0; i < GlyphSet.COUNT; i++) {
      width = Math.max(width, metrics.charWidth(GlyphSet.character(i)));
    }
    int height = metrics.getAscent() + metrics.getDescent();
    int rows = GlyphSet.COUNT / GlyphSet.COLUMNS;
    var image =
        new BufferedImage(
            width * GlyphSet.COLUMNS, (height + 1) * rows, BufferedImage.TYPE_BYTE_GRAY);
    var pen = image.createGraphics();
    pen.setFont(font);
    pen.setColor(Color.WHITE);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    for (int i = 0; i < GlyphSet.COUNT; i++) {
      char character = GlyphSet.character(i);
      int x = i % GlyphSet.COLUMNS * width;
      int y = i / GlyphSet.COLUMNS * (height + 1);
      pen.setClip(x, y, width, height + 1);
      pen.drawString(String.valueOf(character), x, y + metrics.getAscent());
      pen.setClip(null);
      for (int i2 = 0; i2 < width; i2++) {
        image.getRaster().setSample(x + i2, y + height, 0, 0);
      }
      pen.fillRect(x, y + height, metrics.charWidth(character), 1);
    }
    return image;
  }
}
