package dev.deskwright.demo.rfb;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** A balloon that crosses the sky, so that one sees that the picture lives. */
final class Balloon {

  private static final double SECONDS_TO_CROSS = 75;
  private static final double RADIUS = 34;
  private static final int[] STRIPES = {0xe8505b, 0xf9d56e, 0xf3ecc2, 0x14b1ab, 0xf9d56e, 0xe8505b};

  private Balloon() {}

  /** Draws the balloon where it is at a time in milliseconds; the time is all that it knows. */
  static void draw(Picture picture, long millis) {
    double seconds = millis / 1000.0;
    double way = seconds % SECONDS_TO_CROSS / SECONDS_TO_CROSS;
    double start = 0.62;
    double width = picture.width() + 4 * RADIUS;
    double x = (way + start) % 1 * width - 2 * RADIUS;
    double y = picture.height() * 0.24 + 12 * Math.sin(seconds * 0.9);
    Graphics2D pen = picture.pen();
    pen.translate(x, y);
    pen.rotate(0.05 * Math.sin(seconds * 0.7));
    basket(pen);
    envelope(pen);
    pen.dispose();
  }

  private static void basket(Graphics2D pen) {
    pen.setColor(new Color(0x3a2a3f));
    pen.setStroke(new BasicStroke(1.2f));
    pen.draw(new Line2D.Double(-15, 36, -7, 60));
    pen.draw(new Line2D.Double(15, 36, 7, 60));
    pen.setColor(new Color(0x8a5a3b));
    pen.fill(new RoundRectangle2D.Double(-9, 59, 18, 13, 5, 5));
    pen.setColor(new Color(0xc08552));
    pen.fill(new RoundRectangle2D.Double(-10, 58, 20, 4, 3, 3));
  }

  /** A round top, and below it two curves that meet above the basket. */
  private static void envelope(Graphics2D pen) {
    Path2D shape = new Path2D.Double();
    shape.append(new Arc2D.Double(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS, 0, 180, Arc2D.OPEN), true);
    shape.curveTo(-RADIUS, 16, -18, 30, -13, 44);
    shape.lineTo(13, 44);
    shape.curveTo(18, 30, RADIUS, 16, RADIUS, 0);
    shape.closePath();
    pen.setColor(new Color(STRIPES[0]));
    pen.fill(shape);
    // Stripes are ellipses that get narrower to the middle: that makes it look round.
    var clip = pen.getClip();
    pen.clip(shape);
    for (int i = 1; i < STRIPES.length / 2; i++) {
      double half = RADIUS * Math.cos(i * Math.PI / STRIPES.length);
      half = half * (1 - 0.22 * i);
      pen.setColor(new Color(STRIPES[i]));
      pen.fill(new Ellipse2D.Double(-half, -RADIUS - 10, 2 * half, 108));
    }
    pen.setColor(new Color(STRIPES[3]));
    pen.fill(new Ellipse2D.Double(-7, -RADIUS - 10, 14, 108));
    pen.setColor(new Color(255, 255, 255, 40));
    pen.fill(new Ellipse2D.Double(-RADIUS + 6, -RADIUS + 6, 22, 34));
    pen.setClip(clip);
  }
}
