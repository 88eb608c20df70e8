package dev.deskwright.model.walk;

/** A promise that was broken. */
final class Breach extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Breach(String message) {
    super(message);
  }
}
