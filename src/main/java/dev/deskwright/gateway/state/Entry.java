package dev.deskwright.gateway.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A document, and when it ends. */
record Entry(ObjectNode content, Optional<Instant> until) {

  /**
   * How long a document is kept after its end. A replica whose clock is behind must still find that
   * something was used.
   */
  private static final Duration GRACE = Duration.ofMinutes(1);

  boolean isOver(Instant now) {
    return until.filter(end -> !now.isBefore(end)).isPresent();
  }

  static boolean canGo(Instant end, Instant now) {
    return end.isBefore(Instant.MAX) && !now.isBefore(end.plus(GRACE));
  }
}
