package dev.deskwright.radius;

/** One server gave no answer that can be trusted. The message says why, without its name. */
final class NoAnswer extends Exception {

  private static final long serialVersionUID = 1;

  NoAnswer(String message) {
    super(message);
  }
}
