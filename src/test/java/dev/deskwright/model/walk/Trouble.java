package dev.deskwright.model.walk;

/** What ends a pass of the operator early. */
final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What it is. */
  enum Kind {
    /** The object is not as the request says, or its name is in use. */
    CONFLICT,
    /** No answer came. */
    ERROR,
    /** The operator itself ended. */
    CRASH
  }

  private final Kind kind;

  Trouble(Kind kind) {
    super(kind.name(), null, false, false);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
