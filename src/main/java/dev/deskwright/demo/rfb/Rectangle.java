package dev.deskwright.demo.rfb;

/** A part of the desktop, in pixels from its top left corner. */
record Rectangle(int x, int y, int width, int height) {

  boolean contains(int px, int py) {
    return px >= x && px < x + width && py >= y && py < y + height;
  }
}
