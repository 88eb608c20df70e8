package dev.deskwright.kernel;

/** What came of one write. */
public sealed interface Outcome {

  /** It took effect, now or before. */
  record Written() implements Outcome {}

  /** An object of the name exists and belongs to somebody else; it was not touched. */
  record NameTaken(String kind, String name) implements Outcome {}

  /** The API server refused it for a reason that a person must see to, for example a quota. */
  record Refused(String kind, String name, String answer) implements Outcome {}

  /** It took effect. */
  static Outcome written() {
    return new Written();
  }
}
