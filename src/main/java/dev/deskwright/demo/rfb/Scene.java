package dev.deskwright.demo.rfb;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** All that is on the screen, at one size. */
final class Scene {

  private final Picture wallpaper;
  private final Picture screen;
  private final TerminalWindow window;
  private final Clock clock;

  /** From the lowest to the highest. */
  private final List<Layer> layers;

  private List<Layer.Look> drawn;
  private Integer grabX;
  private Integer grabY;
  private int buttons;

  Scene(Picture wallpaper, Panel panel, Terminal terminal, Clock clock) {
    this.wallpaper = wallpaper;
    this.clock = clock;
    screen = Picture.opaque(wallpaper.width(), wallpaper.height());
    window = new TerminalWindow(terminal, screen.width(), screen.height());
    layers = List.of(new Balloon(screen.width(), screen.height()), window, panel);
  }

  Picture screen() {
    return screen;
  }

  boolean terminalHasFocus() {
    return window.isFocused();
  }

  /** Draws the screen as it is now, and returns the parts that were drawn again. */
  List<Rectangle> draw() {
    ZonedDateTime now = ZonedDateTime.now(clock);
    List<Layer.Look> looks = layers.stream().map(layer -> layer.at(now)).toList();
    List<Rectangle> parts = new ArrayList<>();
    if (drawn == null) {
      parts.add(screen.all());
    } else {
      for (int i = 0; i < looks.size(); i++) {
        if (!looks.get(i).equals(drawn.get(i))) {
          parts.add(drawn.get(i).bounds().and(looks.get(i).bounds()));
        }
      }
    }
    drawn = looks;
    parts.forEach(this::draw);
    return parts;
  }

  private void draw(Rectangle part) {
    screen.clip(part);
    screen.copy(wallpaper);
    layers.forEach(layer -> layer.draw(screen));
    screen.clip(screen.all());
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
