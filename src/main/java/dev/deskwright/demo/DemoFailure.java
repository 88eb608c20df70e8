package dev.deskwright.demo;

/** The demo can't go on; the message tells a person why, and what to do. */
final class DemoFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }
}
