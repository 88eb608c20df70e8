package dev.deskwright.gateway.proxy;

/** What a client sent is not RFB, or no RFB that can be followed. */
final class NotRfbException extends Exception {

  private static final long serialVersionUID = 1;

  NotRfbException(String message) {
    super(message, null, false, false);
  }
}
