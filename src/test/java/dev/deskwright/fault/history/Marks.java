package dev.deskwright.fault.history;

/** Annotations by which a test tells the checker what it does itself. */
public final class Marks {

  /** The object is somebody else's: the test never changes it again. */
  public static final String OTHER = "example.com/other";

  /** The test is about to delete this object itself. */
  public static final String ASKED = "example.com/asked";

  private Marks() {}
}
