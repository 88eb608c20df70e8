package dev.deskwright.radius;

/** What a server said. */
public sealed interface RadiusAnswer {

  /** The answer was right. */
  record Accepted() implements RadiusAnswer {}

  /**
   * The server asks for one thing more, a code for example.
   *
   * @param prompt what to show to the user, plain text of one or more lines; may be empty
   * @param state to be handed in with the user's next answer
   */
  record Challenge(String prompt, RadiusState state) implements RadiusAnswer {}

  /**
   * The answer was wrong, or the user may not sign in.
   *
   * @param message why, for an administrator: plain text as the server sent it; may be empty
   */
  record Rejected(String message) implements RadiusAnswer {}
}
