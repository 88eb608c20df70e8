package dev.deskwright.gateway.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  /** Before each document stands its end in milliseconds, which can be read without the rest. */
  private static final String HEAD = "%015d";

  private static final int HEAD_BYTES = 15;

  /** The same in Base64. */
  private static final int HEAD_CHARACTERS = 20;

  private static final long NEVER = 0;

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
    byte[] head =
        HEAD.formatted(entry.until().map(Instant::toEpochMilli).orElse(NEVER))
            .getBytes(StandardCharsets.US_ASCII);
    try {
      byte[] json = JSON.writeValueAsBytes(entry.content());
      byte[] all = ByteBuffer.allocate(HEAD_BYTES + json.length).put(head).put(json).array();
      data.put(key, Base64.getEncoder().encodeToString(all));
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
    data.values().removeIf(value -> end(value).filter(end -> !Entry.canGo(end, now)).isEmpty());
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
    return end(data.get(key)).orElse(Instant.MIN);
  }

  /** The end of a document; never is {@link Instant#MAX}. */
  private static Optional<Instant> end(String value) {
    try {
      byte[] head =
          Base64.getDecoder().decode(value.substring(0, Math.min(HEAD_CHARACTERS, value.length())));
      long millis = Long.parseUnsignedLong(new String(head, StandardCharsets.US_ASCII));
      return Optional.of(millis == NEVER ? Instant.MAX : Instant.ofEpochMilli(millis));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Entry> parse(String value) {
    Optional<Instant> end = end(value);
    if (end.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getDecoder().decode(value);
      var json = JSON.readTree(all, HEAD_BYTES, all.length - HEAD_BYTES);
      return json instanceof ObjectNode content
          ? Optional.of(new Entry(content, end.filter(each -> !each.equals(Instant.MAX))))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
