package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import java.util.Optional;

/** Asks the RADIUS servers of a Directory. */
public interface RadiusServers {

  /** What the servers say. */
  sealed interface Answer {

    /** The code is right, and nothing more is wanted. */
    record Accepted() implements Answer {}

    /**
     * It is not.
     *
     * @param reason for the log
     */
    record Rejected(String reason) implements Answer {}

    /**
     * Something more is wanted.
     *
     * @param prompt what to show; the server's own words
     * @param state to be handed back with the next code
     */
    record Challenge(String prompt, String state) implements Answer {}
  }

  /** No server of the Directory gives an answer that can be believed. */
  final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message one sentence for an administrator, with no secret in it
     */
    public Unanswered(String message) {
      super(message);
    }
  }

  /**
   * Asks whether a code is the user's.
   *
   * @param code not kept, and not wiped
   * @param address of the client
   * @param state of the challenge that this answers, if it answers one
   * @throws Unanswered if nobody gives an answer that can be believed
   */
  Answer ask(
      Directory directory, String userName, char[] code, String address, Optional<String> state);
}
