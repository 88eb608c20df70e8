package dev.deskwright.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.gateway.state.SharedState;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Closes small documents so that whoever carries them can neither read nor change them, and any
 * replica can open them: AES-256-GCM with keys from the shared state. Never blocks, but for the
 * first use and {@link #refresh()}.
 */
public final class Seal {

  /** Reads nothing yet. */
  public Seal(SharedState state, Clock clock) {}

  /**
   * A sealed document: letters, digits and {@code . - _}, about 60 characters and four thirds of
   * the document long.
   *
   * @param purpose what it is for; it opens for the same purpose alone
   * @param until when it stops opening
   * @throws dev.deskwright.gateway.state.StateUnavailable if no key was ever seen
   */
  public String seal(String purpose, ObjectNode content, Instant until) {
    throw new UnsupportedOperationException();
  }

  /**
   * What was sealed, or nothing if it was not sealed here, for another purpose, or too long ago.
   */
  public Optional<ObjectNode> open(String purpose, String sealed) {
    throw new UnsupportedOperationException();
  }

  /**
   * Learns the keys of other replicas, and makes the next one when the last is 30 days old. To be
   * called every 2 seconds or so. Blocks.
   */
  public void refresh() {
    throw new UnsupportedOperationException();
  }
}
