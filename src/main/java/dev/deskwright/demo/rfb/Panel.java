package dev.deskwright.demo.rfb;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The bar at the top: what this is, whose it is, and the time. */
final class Panel implements Layer {

  static final int HEIGHT = 34;

  private static final String BADGE = "SIMULATED desktop";
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEE d MMM   HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

  private final String userName;
  private final String workspaceId;
  private ZonedDateTime now;

  Panel(String userName, String workspaceId) {
    this.userName = userName;
    this.workspaceId = workspaceId;
  }

  @Override
  public Look at(ZonedDateTime time) {
    now = time;
    return new Look(new Rectangle(0, 0, Integer.MAX_VALUE, HEIGHT), LONG.format(now));
  }

  @Override
  public void draw(Picture picture) {
    if (picture.clip().y() >= HEIGHT) {
      return;
    }
    boolean narrow = picture.width() < 760;
    Graphics2D pen = picture.pen();
    pen.setColor(new Color(14, 16, 38, 215));
    pen.fillRect(0, 0, picture.width(), HEIGHT);
    badge(picture, pen);
    String time = (narrow ? SHORT : LONG).format(now);
    int textTop = (HEIGHT - GlyphSheet.SANS.height()) / 2;
    int right = user(picture, pen, textTop, narrow);
    if (!narrow) {
      int middle = (picture.width() - GlyphSheet.SANS.widthOf(time)) / 2;
      GlyphSheet.SANS.draw(picture, middle, textTop, time, 0xf2f3ff);
    } else {
      int x = right - GlyphSheet.SANS.widthOf(time) - 10;
      GlyphSheet.SANS.draw(picture, x, textTop, time, 0xf2f3ff);
    }
    pen.dispose();
  }

  private static void badge(Picture picture, Graphics2D pen) {
    int width = GlyphSheet.BOLD.widthOf(BADGE) + 24;
    pen.setColor(new Color(0xffc46b));
    pen.fill(new RoundRectangle2D.Double(8, 5, width, HEIGHT - 10, 24, 24));
    int top = (HEIGHT - GlyphSheet.BOLD.height()) / 2;
    GlyphSheet.BOLD.draw(picture, 20, top, BADGE, 0x2a1c3d);
  }

  /** Returns where the space left of the user begins. */
  private int user(Picture picture, Graphics2D pen, int top, boolean narrow) {
    int x = picture.width() - 34;
    pen.setColor(new Color(0x14b1ab));
    pen.fill(new Ellipse2D.Double(x, 5, 24, 24));
    String initial = userName.substring(0, 1).toUpperCase(Locale.ROOT);
    int initialX = x + (24 - GlyphSheet.BOLD.widthOf(initial)) / 2;
    GlyphSheet.BOLD.draw(picture, initialX, (HEIGHT - GlyphSheet.BOLD.height()) / 2, initial, -1);
    if (narrow) {
      return x;
    }
    x -= GlyphSheet.SANS.widthOf(userName) + 10;
    GlyphSheet.SANS.draw(picture, x, top, userName, 0xffffff);
    x -= GlyphSheet.SANS.widthOf(workspaceId) + 16;
    GlyphSheet.SANS.draw(picture, x, top, workspaceId, 0xa9aed6);
    return x;
  }
}
