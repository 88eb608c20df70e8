package dev.deskwright.demo.rfb;

import java.time.Clock;
import java.time.ZonedDateTime;

/** All that is on the screen, at one size. */
final class Scene {

  private static final int BLINK_MILLIS = 600;

  /** What moves by itself moves ten times a second, however often the screen is drawn. */
  private static final int STEP_MILLIS = 100;

  private final Picture wallpaper;
  private final Picture screen;
  private final TerminalWindow window;
  private final Panel panel;
  private final Clock clock;
  private Integer grabX;
  private Integer grabY;
  private int buttons;

  Scene(Picture wallpaper, Panel panel, Terminal terminal, Clock clock) {
    this.wallpaper = wallpaper;
    this.panel = panel;
    this.clock = clock;
    screen = Picture.opaque(wallpaper.width(), wallpaper.height());
    window = new TerminalWindow(terminal, screen.width(), screen.height());
  }

  Picture screen() {
    return screen;
  }

  boolean terminalHasFocus() {
    return window.isFocused();
  }

  /** Draws the screen as it is now. */
  void draw() {
    long millis = clock.millis();
    screen.copy(wallpaper);
    Balloon.draw(screen, millis / STEP_MILLIS * STEP_MILLIS);
    window.draw(screen, window.isFocused() && millis / BLINK_MILLIS % 2 == 0);
    panel.draw(screen, ZonedDateTime.now(clock));
  }

  /**
   * A click into the terminal gives it the keyboard; its title can be dragged.
   *
   * @return whether that is to be seen
   */
  boolean pointer(int pressed, int x, int y) {
    boolean down = (pressed & 1) != 0;
    boolean wasDown = (buttons & 1) != 0;
    buttons = pressed;
    if (down && !wasDown) {
      window.focus(window.area().contains(x, y));
      if (window.title().contains(x, y)) {
        grabX = x - window.area().x();
        grabY = y - window.area().y();
      }
    } else if (!down) {
      grabX = null;
      grabY = null;
    } else if (grabX != null) {
      window.move(x - grabX, y - grabY, screen);
    }
    return down;
  }
}
