package dev.deskwright.gateway.proxy;

import java.util.Optional;

/** Makes text that only the gateway's replicas can read, and that nobody else can make. */
public interface Sealer {

  /**
   * Seals bytes for one purpose; what is sealed for one cannot be opened for another.
   *
   * @return text of letters, digits, dot, hyphen and underscore
   */
  String seal(String purpose, byte[] content);

  /** The content, if it was sealed for this purpose by a replica of this gateway. */
  Optional<byte[]> open(String purpose, String sealed);
}
