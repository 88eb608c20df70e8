package dev.deskwright.gateway.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Seals nothing: what it makes can be read by everybody, and is good for tests only. */
final class PlayedSealer implements Sealer {

  private static final JsonMapper JSON = new JsonMapper();

  private final Clock clock;

  PlayedSealer(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String seal(String purpose, ObjectNode content, Instant until) {
    String text = purpose + "|" + until + "|" + content;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<ObjectNode> open(String purpose, String sealed) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(sealed), StandardCharsets.UTF_8).split("\\|", 3);
      return parts.length == 3
              && parts[0].equals(purpose)
              && clock.instant().isBefore(Instant.parse(parts[1]))
          ? Optional.of(JSON.readValue(parts[2], ObjectNode.class))
          : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
