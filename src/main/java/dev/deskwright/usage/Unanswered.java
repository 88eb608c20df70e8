package dev.deskwright.usage;

/** The cluster gives no answer; the message is one line that says why, and what to do. */
public final class Unanswered extends Exception {

  Unanswered(String message, Throwable cause) {
    super(message, cause);
  }
}
