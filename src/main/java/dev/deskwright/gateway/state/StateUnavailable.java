package dev.deskwright.gateway.state;

/** The shared state cannot be read or written now. The message names no key and no content. */
public final class StateUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message one sentence, with no secret in it
   */
  public StateUnavailable(String message) {
    super(message);
  }
}
