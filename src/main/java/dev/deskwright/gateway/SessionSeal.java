package dev.deskwright.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.gateway.proxy.Sealer;
import dev.deskwright.gateway.session.Seal;
import java.time.Instant;
import java.util.Optional;

/** Seals what the proxies have to seal in the same way as sessions. */
record SessionSeal(Seal seal) implements Sealer {

  @Override
  public String seal(String purpose, ObjectNode content, Instant until) {
    return seal.seal(purpose, content, until);
  }

  @Override
  public Optional<ObjectNode> open(String purpose, String sealed) {
    return seal.open(purpose, sealed);
  }
}
