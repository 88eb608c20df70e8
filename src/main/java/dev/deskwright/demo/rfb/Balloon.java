package dev.deskwright.demo.rfb;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.time.ZonedDateTime;

/** A balloon that drifts to and fro, so that one sees that the picture lives. */
final class Balloon implements Layer {

  /** It moves ten times a second, however often the screen is drawn. */
  private static final long STEP_MILLIS = 100;

  private static final double RADIUS = 34;

  /** Nothing of it is farther away from its middle. */
  private static final int REACH = 80;

  private static final int[] STRIPES = {0xd8434e, 0xf9d56e, 0xee6a5f, 0xfbe7b0, 0x14b1ab};

  private final int width;
  private final int height;
  private double seconds;
  private double x;
  private double y;

  Balloon(int width, int height) {
    this.width = width;
    this.height = height;
  }

  @Override
  public Look at(ZonedDateTime now) {
    seconds = now.toInstant().toEpochMilli() / STEP_MILLIS * STEP_MILLIS / 1000.0;
    // Beside the terminal where there is room, else below it.
    boolean wide = width > 1100;
    double way = wide ? 0.81 + 0.12 * swing(47) : 0.5 + 0.4 * swing(31);
    x = width * way;
    y = height * ((wide ? 0.3 : 0.82) + 0.06 * swing(13));
    var bounds = new Rectangle((int) x - REACH, (int) y - REACH, 2 * REACH, 2 * REACH);
    return new Look(bounds, String.valueOf(seconds));
  }

  @Override
  public void draw(Picture picture) {
    Graphics2D pen = picture.pen();
    pen.translate(x, y);
    pen.rotate(0.05 * swing(9));
    basket(pen);
    envelope(pen);
    pen.dispose();
  }

  /** To and fro between -1 and 1. */
  private double swing(double period) {
    return Math.sin(2 * Math.PI * seconds / period);
  }

  private static void basket(Graphics2D pen) {
    pen.setColor(new Color(0xd9c7b8));
    pen.setStroke(new BasicStroke(1.2f));
    pen.draw(new Line2D.Double(-12, 42, -8, 60));
    pen.draw(new Line2D.Double(12, 42, 8, 60));
    pen.setColor(new Color(0x8a5a3b));
    pen.fill(new RoundRectangle2D.Double(-9, 59, 18, 13, 5, 5));
    pen.setColor(new Color(0xc08552));
    pen.fill(new RoundRectangle2D.Double(-10, 58, 20, 4, 3, 3));
  }

  /** A round top, and below it two curves that meet above the basket. */
  private static void envelope(Graphics2D pen) {
    Path2D shape = new Path2D.Double();
    shape.append(
        new Arc2D.Double(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS, 0, 180, Arc2D.OPEN), true);
    shape.curveTo(-RADIUS, 16, -18, 30, -13, 44);
    shape.lineTo(13, 44);
    shape.curveTo(18, 30, RADIUS, 16, RADIUS, 0);
    shape.closePath();
    pen.setColor(new Color(STRIPES[0]));
    pen.fill(shape);
    // Stripes are ellipses that get narrower to the middle: that makes it look round.
    for (int i = 1; i < STRIPES.length; i++) {
      double half = RADIUS * (1 - i / (STRIPES.length - 0.2));
      part(pen, shape, STRIPES[i], new Ellipse2D.Double(-half, -RADIUS - 8, 2 * half, 104));
    }
    pen.setColor(new Color(255, 255, 255, 44));
    pen.fill(new Ellipse2D.Double(-RADIUS + 8, -RADIUS + 7, 20, 30));
  }

  /** Draws what of an ellipse is within the shape; a clip would leave a rough edge. */
  private static void part(Graphics2D pen, Path2D shape, int rgb, Ellipse2D ellipse) {
    Area area = new Area(shape);
    area.intersect(new Area(ellipse));
    pen.setColor(new Color(rgb));
    pen.fill(area);
  }
}
