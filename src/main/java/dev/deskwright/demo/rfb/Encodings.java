package dev.deskwright.demo.rfb;

/** Numbers of the encodings and pseudo-encodings that are spoken here. */
final class Encodings {

  static final int RAW = 0;
  static final int ZRLE = 16;
  static final int DESKTOP_SIZE = -223;
  static final int CURSOR = -239;
  static final int EXTENDED_DESKTOP_SIZE = -308;

  private Encodings() {}
}
