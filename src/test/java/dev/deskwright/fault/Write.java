package dev.deskwright.fault;

/**
 * A request of the operator that changes something.
 *
 * @param method the HTTP method
 * @param path the object or collection, with no query
 * @param body what was sent
 * @param code what the API server answered; 0 if it was not asked or has not answered
 */
record Write(String method, String path, String body, int code) {

  Write answered(int answer) {
    return new Write(method, path, body, answer);
  }

  /** Whether the API server has done it. */
  boolean isAccepted() {
    return code >= 200 && code < 300;
  }

  /** As a line for people. */
  @Override
  public String toString() {
    return "%s %s -> %d".formatted(method, path, code);
  }
}
