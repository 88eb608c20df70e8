package dev.deskwright.demo.rfb;

import java.time.ZonedDateTime;

/** Something on the screen that may change. */
interface Layer {

  /**
   * Where it is and how it looks: what looks the same as before is not drawn again.
   *
   * @param bounds all that it draws on
   * @param state differs where the look differs
   */
  record Look(Rectangle bounds, String state) {}

  /** Sets the time. */
  Look at(ZonedDateTime now);

  /** Draws it as it is at the time that was set. */
  void draw(Picture screen);
}
