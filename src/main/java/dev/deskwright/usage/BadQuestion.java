package dev.deskwright.usage;

/** A question that cannot be asked; the message names the option, its value, and what is right. */
public final class BadQuestion extends Exception {

  BadQuestion(String message) {
    super(message);
  }
}
