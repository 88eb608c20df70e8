package dev.deskwright.gateway.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Optional;

/** Sessions, and what belongs to them, as the content of a seal. */
final class SessionJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private SessionJson() {}

  static ObjectNode write(Object content) {
    return JSON.valueToTree(content);
  }

  static <T> Optional<T> read(ObjectNode json, Class<T> type) {
    try {
      return Optional.of(JSON.treeToValue(json, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
