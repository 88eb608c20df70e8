package dev.deskwright.radius;

/**
 * No server gave an answer that can be trusted, so nothing is known about the user. The message is
 * for an administrator: it names the servers and what is wrong with each, and has no secret.
 */
public final class RadiusUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  RadiusUnavailable(String message) {
    super(message);
  }
}
