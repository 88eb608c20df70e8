package dev.deskwright.gateway.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The documents in one Secret: its data, with the hash of a document's key as the key. */
final class Bucket {

  /** Well under the 1 MiB that a Secret may have; counted as it is stored. */
  static final int LARGEST = 512 * 1024;

  private static final String UNTIL = "until";
  private static final String CONTENT = "content";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> data;

  /** Those of a Secret, or none if there is no Secret. */
  Bucket(Secret secret) {
    this.data =
        new TreeMap<>(secret == null || secret.getData() == null ? Map.of() : secret.getData());
  }

  Map<String, String> data() {
    return data;
  }

  boolean isEmpty() {
    return data.isEmpty();
  }

  /** The document, if it has not ended. */
  Optional<ObjectNode> get(String key, Instant now) {
    return Optional.ofNullable(data.get(key))
        .flatMap(Bucket::parse)
        .filter(entry -> !entry.isOver(now))
        .map(Entry::content);
  }

  List<ObjectNode> all(Instant now) {
    return entries().filter(entry -> !entry.isOver(now)).map(Entry::content).toList();
  }

  private Stream<Entry> entries() {
    return data.values().stream().map(Bucket::parse).flatMap(Optional::stream);
  }

  void put(String key, Entry entry) {
    ObjectNode json = JSON.createObjectNode();
    entry.until().ifPresent(end -> json.put(UNTIL, end.toEpochMilli()));
    json.set(CONTENT, entry.content());
    try {
      data.put(key, Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(json)));
    } catch (JsonProcessingException e) {
      // Without its cause, which may quote the content.
      throw new IllegalStateException("a document cannot be written as JSON");
    }
  }

  void remove(String key) {
    data.remove(key);
  }

  /** Drops what has ended. What cannot be read was not written by us, and goes too. */
  void dropEnded(Instant now) {
    data.values().removeIf(value -> parse(value).filter(entry -> !entry.canGo(now)).isEmpty());
  }

  boolean isTooLarge() {
    return size() > LARGEST;
  }

  private int size() {
    return data.entrySet().stream()
        .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
        .sum();
  }

  /** Drops what ends first, but for one document, until a tenth of the room is free. */
  void makeRoom(String but) {
    List<String> byEnd =
        data.keySet().stream()
            .filter(key -> !key.equals(but))
            .sorted(Comparator.comparing(this::endOf))
            .toList();
    int size = size();
    for (String key : byEnd) {
      if (size <= LARGEST - LARGEST / 10) {
        return;
      }
      size -= key.length() + data.remove(key).length();
    }
  }

  private Instant endOf(String key) {
    return parse(data.get(key)).flatMap(Entry::until).orElse(Instant.MAX);
  }

  private static Optional<Entry> parse(String value) {
    try {
      var json = JSON.readTree(Base64.getDecoder().decode(value));
      return json != null && json.get(CONTENT) instanceof ObjectNode content
          ? Optional.of(
              new Entry(
                  content,
                  Optional.ofNullable(json.get(UNTIL))
                      .map(end -> Instant.ofEpochMilli(end.asLong()))))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
