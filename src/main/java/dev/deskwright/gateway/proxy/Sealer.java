package dev.deskwright.gateway.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Makes text that only the gateway's replicas can read, and that nobody else can make. */
public interface Sealer {

  /**
   * Seals content for one purpose; what is sealed for one cannot be opened for another.
   *
   * @param until when it can no longer be opened
   * @return text of letters, digits, dot, hyphen and underscore
   */
  String seal(String purpose, ObjectNode content, Instant until);

  /** The content, if it was sealed for this purpose by a replica of this gateway. */
  Optional<ObjectNode> open(String purpose, String sealed);
}
