package dev.deskwright.kernel;

/** Names by which parts of different kinds find each other. */
public final class Names {

  private Names() {}

  /** The headless Service and the NetworkPolicy of a Directory's desktops. */
  public static String desktopsOf(String directory) {
    return directory + "-desktops";
  }
}
