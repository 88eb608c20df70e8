package dev.deskwright.demo.rfb;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Random;

/** What does not move: hills at dusk, and a card that says what this is. */
final class Wallpaper {

  private static final int CARD_WIDTH = 300;
  private static final int MARGIN = 36;
  private static final List<String> CARD =
      List.of(
          "Drawn by the demo of Deskwright:",
          "no container runs behind it.",
          "",
          "What is real: sign-in, the gateway,",
          "the operator, and RFB between",
          "this picture and your browser.",
          "",
          "Type help in the terminal.",
          "Drag its title to move it.");

  private Wallpaper() {}

  static Picture paint(int width, int height) {
    Picture picture = Picture.opaque(width, height);
    Graphics2D pen = picture.pen();
    sky(pen, width, height);
    stars(pen, width, height);
    sun(pen, width, height);
    hills(pen, width, height, 0.66, 0.050, 0, 0x6d4a86, 0x4b3a78);
    hills(pen, width, height, 0.74, 0.060, 2, 0x4a3a7a, 0x2f2b62);
    hills(pen, width, height, 0.84, 0.045, 4, 0x2b2a5c, 0x171b3d);
    if (width >= 640 && height >= 480) {
      card(picture, pen);
    }
    pen.dispose();
    return picture;
  }

  private static void sky(Graphics2D pen, int width, int height) {
    pen.setPaint(
        new LinearGradientPaint(
            0,
            0,
            0,
            height * 0.8f,
            new float[] {0, 0.45f, 0.75f, 1},
            new Color[] {
              new Color(0x141a3c), new Color(0x3b2f6b), new Color(0xb4587f), new Color(0xf6a76b)
            }));
    pen.fillRect(0, 0, width, height);
  }

  private static void stars(Graphics2D pen, int width, int height) {
    Random random = new Random(7);
    for (int i = 0; i < width / 12; i++) {
      double depth = random.nextDouble();
      double size = 0.8 + 1.4 * random.nextDouble();
      pen.setColor(new Color(255, 255, 255, (int) (190 * (1 - depth))));
      pen.fill(
          new Ellipse2D.Double(random.nextDouble() * width, depth * height * 0.45, size, size));
    }
  }

  private static void sun(Graphics2D pen, int width, int height) {
    float x = width * 0.72f;
    float y = height * 0.62f;
    float glow = height * 0.38f;
    pen.setPaint(
        new RadialGradientPaint(
            x,
            y,
            glow,
            new float[] {0, 1},
            new Color[] {new Color(255, 214, 140, 170), new Color(255, 180, 120, 0)}));
    pen.fill(new Ellipse2D.Float(x - glow, y - glow, 2 * glow, 2 * glow));
    float radius = height * 0.075f;
    pen.setColor(new Color(0xffe3a8));
    pen.fill(new Ellipse2D.Float(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  /** A ridge of two waves, from its top to the bottom of the picture. */
  private static void hills(
      Graphics2D pen,
      int width,
      int height,
      double top,
      double swing,
      int phase,
      int high,
      int low) {
    Path2D ridge = new Path2D.Double();
    ridge.moveTo(0, height);
    for (int x = 0; x <= width; x += 4) {
      double t = (double) x / Math.max(width, 600);
      double wave = Math.sin(5.1 * t + phase) + 0.45 * Math.sin(12.7 * t + 2 * phase);
      ridge.lineTo(x, height * (top + swing * wave));
    }
    ridge.lineTo(width, height);
    ridge.closePath();
    float from = (float) (height * (top - swing));
    pen.setPaint(new GradientPaint(0, from, new Color(high), 0, height, new Color(low)));
    pen.fill(ridge);
  }

  private static void card(Picture picture, Graphics2D pen) {
    int line = GlyphSheet.SANS.height() + 3;
    int height = 62 + CARD.size() * line;
    int x = picture.width() - CARD_WIDTH - MARGIN;
    int y = picture.height() - height - MARGIN;
    var edge = new RoundRectangle2D.Double(x, y, CARD_WIDTH, height, 20, 20);
    pen.setColor(new Color(16, 18, 44, 176));
    pen.fill(edge);
    pen.setColor(new Color(255, 255, 255, 46));
    pen.setStroke(new BasicStroke(1));
    pen.draw(edge);
    pen.setColor(new Color(0xffc46b));
    pen.fill(new Ellipse2D.Double(x + 20, y + 22, 10, 10));
    GlyphSheet.BOLD.draw(picture, x + 40, y + 18, "SIMULATED desktop", 0xffffff);
    for (int i = 0; i < CARD.size(); i++) {
      GlyphSheet.SANS.draw(picture, x + 20, y + 48 + i * line, CARD.get(i), 0xd9dcf2);
    }
  }
}
