package dev.deskwright.demo.rfb;

/** A part of the desktop, in pixels from its top left corner. */
record Rectangle(int x, int y, int width, int height) {

  /** The smallest rectangle around both. */
  Rectangle and(Rectangle other) {
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    int right = Math.max(x + width, other.x + other.width);
    int bottom = Math.max(y + height, other.y + other.height);
    return new Rectangle(left, top, right - left, bottom - top);
  }

  /** What is in both; of no width or height if there is nothing. */
  Rectangle within(Rectangle other) {
    int left = Math.max(x, other.x);
    int top = Math.max(y, other.y);
    int right = Math.min(x + width, other.x + other.width);
    int bottom = Math.min(y + height, other.y + other.height);
    return new Rectangle(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  boolean isEmpty() {
    return width == 0 || height == 0;
  }

  boolean contains(int px, int py) {
    return px >= x && px < x + width && py >= y && py < y + height;
  }
}
