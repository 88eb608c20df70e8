package dev.deskwright.demo.rfb;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How the terminal looks, and where it is. */
final class TerminalWindow implements Layer {

  private static final int BLINK_MILLIS = 600;
  private static final int TITLE = 30;
  private static final int PADDING = 10;
  private static final int SHADOW = 14;
  private static final int CELL = 9;
  private static final int GROUND = 0x12152b;
  private static final int TEXT = 0xdfe3f5;
  private static final int PROMPT = 0x7fe0a7;
  private static final String NAME = "Terminal (simulated)";
  private static final int[] DOTS = {0xff6f61, 0xffc46b, 0x5fd38d};

  /** A row of cells. The first letters of it may be the prompt. */
  private record Row(String text, int promptLength) {}

  private final Terminal terminal;
  private final int columns;
  private final int rows;
  private final Picture layer;
  private int x;
  private int y;
  private boolean focused = true;
  private boolean cursorShown;
  private String frameDrawn = "";
  private String textDrawn = "";

  TerminalWindow(Terminal terminal, int screenWidth, int screenHeight) {
    this.terminal = terminal;
    columns = Math.max(20, Math.min(80, (screenWidth - 2 * PADDING - 12) / CELL));
    int room = screenHeight - Panel.HEIGHT - TITLE - 2 * PADDING - 40;
    rows = Math.max(5, Math.min(screenHeight > 850 ? 30 : 22, room / GlyphSheet.MONO.height()));
    layer = Picture.layer(width() + 2 * SHADOW, height() + 2 * SHADOW);
    x = Math.max((screenWidth - width()) / 2, 0);
    x = screenWidth > width() + 360 ? 56 : x;
    y = Panel.HEIGHT + Math.max(8, Math.min(70, (screenHeight - Panel.HEIGHT - height()) / 3));
  }

  int width() {
    return columns * CELL + 2 * PADDING;
  }

  int height() {
    return TITLE + rows * GlyphSheet.MONO.height() + 2 * PADDING;
  }

  Rectangle area() {
    return new Rectangle(x, y, width(), height());
  }

  Rectangle title() {
    return new Rectangle(x, y, width(), TITLE);
  }

  boolean isFocused() {
    return focused;
  }

  void focus(boolean wish) {
    focused = wish;
  }

  /** Moves the window; some of its title stays on the screen. */
  void move(int toX, int toY, Picture screen) {
    x = Math.max(80 - width(), Math.min(screen.width() - 80, toX));
    y = Math.max(Panel.HEIGHT, Math.min(screen.height() - TITLE, toY));
  }

  @Override
  public Look at(ZonedDateTime now) {
    boolean lit = now.toInstant().toEpochMilli() / BLINK_MILLIS % 2 == 0;
    cursorShown = !focused || lit;
    String state = "%d %s %s".formatted(terminal.revision(), focused, cursorShown);
    return new Look(new Rectangle(x - SHADOW, y - SHADOW, layer.width(), layer.height()), state);
  }

  @Override
  public void draw(Picture screen) {
    String frame = String.valueOf(focused);
    if (!frame.equals(frameDrawn)) {
      frame();
      frameDrawn = frame;
      textDrawn = "";
    }
    String text = terminal.revision() + " " + cursorShown;
    if (!text.equals(textDrawn)) {
      text();
      textDrawn = text;
    }
    screen.lay(layer, x - SHADOW, y - SHADOW);
  }

  private void frame() {
    Arrays.fill(layer.pixels(), 0);
    Graphics2D pen = layer.pen();
    for (int i = SHADOW; i > 0; i--) {
      pen.setColor(new Color(0, 0, 0, focused ? 8 : 5));
      pen.fill(rounded(SHADOW - i, SHADOW - i + 4, width() + 2 * i, height() + 2 * i - 4));
    }
    pen.setColor(new Color(GROUND));
    pen.fill(rounded(SHADOW, SHADOW, width(), height()));
    var clip = pen.getClip();
    pen.clipRect(SHADOW, SHADOW, width(), TITLE);
    pen.setColor(new Color(focused ? 0x2c3160 : 0x24284a));
    pen.fill(rounded(SHADOW, SHADOW, width(), TITLE + 20));
    pen.setClip(clip);
    pen.setColor(new Color(255, 255, 255, focused ? 60 : 30));
    pen.setStroke(new BasicStroke(1));
    pen.draw(rounded(SHADOW, SHADOW, width() - 1, height() - 1));
    for (int i = 0; i < DOTS.length; i++) {
      pen.setColor(new Color(focused ? DOTS[i] : 0x555a80));
      pen.fill(new Ellipse2D.Double(SHADOW + 14 + i * 20, SHADOW + 9, 12, 12));
    }
    int titleX = SHADOW + (width() - GlyphSheet.SANS.widthOf(NAME)) / 2;
    int titleY = SHADOW + (TITLE - GlyphSheet.SANS.height()) / 2;
    GlyphSheet.SANS.draw(layer, titleX, titleY, NAME, focused ? 0xffffff : 0x9aa0c8);
    pen.dispose();
  }

  private static RoundRectangle2D rounded(int x, int y, int width, int height) {
    return new RoundRectangle2D.Double(x, y, width, height, 20, 20);
  }

  private void text() {
    List<Row> all = new ArrayList<>();
    int cursorRow = 0;
    int cursorColumn = 0;
    List<Terminal.Line> lines = terminal.lines();
    for (int i = 0; i < lines.size(); i++) {
      Terminal.Line line = lines.get(i);
      if (i == lines.size() - 1) {
        int cells = line.prompt().length() + terminal.cursor();
        cursorRow = all.size() + cells / columns;
        cursorColumn = cells % columns;
      }
      wrap(line, all);
    }
    int first = Math.max(0, Math.max(all.size(), cursorRow + 1) - rows);
    int left = SHADOW + PADDING;
    int top = SHADOW + TITLE + PADDING;
    int line = GlyphSheet.MONO.height();
    Graphics2D pen = layer.pen();
    pen.setColor(new Color(GROUND));
    pen.fillRect(left, top, columns * CELL, rows * line);
    if (cursorShown) {
      cursor(pen, left + cursorColumn * CELL, top + (cursorRow - first) * line);
    }
    pen.dispose();
    for (int i = first; i < Math.min(all.size(), first + rows); i++) {
      Row row = all.get(i);
      int y0 = top + (i - first) * line;
      String prompt = row.text().substring(0, row.promptLength());
      GlyphSheet.MONO.draw(layer, left, y0, prompt, PROMPT);
      int textX = left + row.promptLength() * CELL;
      GlyphSheet.MONO.draw(layer, textX, y0, row.text().substring(row.promptLength()), TEXT);
    }
  }

  private void cursor(Graphics2D pen, int cursorX, int cursorY) {
    pen.setColor(new Color(0x8f9bff));
    if (focused) {
      pen.fillRect(cursorX, cursorY, CELL, GlyphSheet.MONO.height());
    } else {
      pen.drawRect(cursorX, cursorY, CELL - 1, GlyphSheet.MONO.height() - 1);
    }
  }

  private void wrap(Terminal.Line line, List<Row> rows) {
    String text = line.toString();
    int from = 0;
    do {
      String part = text.substring(from, Math.min(text.length(), from + columns));
      int promptLeft = Math.max(0, line.prompt().length() - from);
      rows.add(new Row(part, Math.min(part.length(), promptLeft)));
      from += columns;
    } while (from < text.length());
  }
}
