package dev.deskwright.directory;

/** Names that a Directory and its desktops share. */
public final class Desktops {

  private Desktops() {}

  /** The headless Service and the NetworkPolicy of a Directory's desktops. */
  public static String serviceName(String directory) {
    return directory + "-desktops";
  }
}
