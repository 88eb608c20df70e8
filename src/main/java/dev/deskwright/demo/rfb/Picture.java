package dev.deskwright.demo.rfb;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Something to draw on, and its pixels as 0xAARRGGBB, row by row from the top. */
final class Picture {

  private final BufferedImage image;
  private final int[] pixels;
  private Rectangle clip;

  private Picture(int width, int height, int type) {
    image = new BufferedImage(width, height, type);
    pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    clip = all();
  }

  /** A picture that covers what is below it. */
  static Picture opaque(int width, int height) {
    return new Picture(width, height, BufferedImage.TYPE_INT_RGB);
  }

  /** A picture to be laid over another one, transparent at first. */
  static Picture layer(int width, int height) {
    return new Picture(width, height, BufferedImage.TYPE_INT_ARGB);
  }

  Rectangle all() {
    return new Rectangle(0, 0, image.getWidth(), image.getHeight());
  }

  /** From now on, only this part is drawn on. */
  void clip(Rectangle part) {
    clip = part.within(all());
  }

  Rectangle clip() {
    return clip;
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  int[] pixels() {
    return pixels;
  }

  /** The colours of a part, as 0x00RRGGBB. */
  int[] pixels(int x, int y, int width, int height) {
    int[] part = new int[width * height];
    for (int i = 0; i < part.length; i++) {
      part[i] = pixels[(y + i / width) * width() + x + i % width] & 0xffffff;
    }
    return part;
  }

  /** A pen with smooth edges. */
  Graphics2D pen() {
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setClip(clip.x(), clip.y(), clip.width(), clip.height());
    return pen;
  }

  /** Lays a picture over this one. */
  void lay(Picture other, int x, int y) {
    Graphics2D pen = pen();
    pen.drawImage(other.image, x, y, null);
    pen.dispose();
  }

  /** Takes over the pixels of a picture of the same size. */
  void copy(Picture other) {
    for (int y = clip.y(); y < clip.y() + clip.height(); y++) {
      int from = y * width() + clip.x();
      System.arraycopy(other.pixels, from, pixels, from, clip.width());
    }
  }
}
