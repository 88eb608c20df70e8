package dev.deskwright.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.deskwright.gateway.proxy.Sealer;
import dev.deskwright.gateway.session.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Seals what the proxies have to seal in the same way as sessions. */
final class SealedBytes implements Sealer {

  private static final String CONTENT = "content";

  /** What is sealed here says for itself how long it is good, which is never longer. */
  private static final Duration LONGEST = Duration.ofDays(8);

  private final Seal seal;
  private final Clock clock;

  SealedBytes(Seal seal, Clock clock) {
    this.seal = seal;
    this.clock = clock;
  }

  @Override
  public String seal(String purpose, byte[] content) {
    return seal.seal(
        purpose,
        JsonNodeFactory.instance.objectNode().put(CONTENT, content),
        clock.instant().plus(LONGEST));
  }

  @Override
  public Optional<byte[]> open(String purpose, String sealed) {
    return seal.open(purpose, sealed)
        .map(
            node -> {
              try {
                return node.path(CONTENT).binaryValue();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
