package dev.deskwright.gateway.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.gateway.state.Change;
import dev.deskwright.gateway.state.Kind;
import dev.deskwright.gateway.state.SharedState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The keys that all replicas have, newest first: one is made, for all, every 30 days. */
record SealKeys(List<SealKey> keys) {

  private static final String KEY = "seal";
  private static final String KEYS = "keys";

  /** How long a key seals. It opens for as long again. */
  static final Duration LIFE = Duration.ofDays(30);

  /** How long a key is known before it is used. */
  static final Duration NOTICE = Duration.ofMinutes(1);

  /** The keys, as they are at this moment; the next one is made if it is time. */
  static SealKeys of(SharedState state, Instant now) {
    return state.change(
        Kind.KEYS,
        KEY,
        before -> {
          SealKeys known = before.map(SealKeys::parse).orElse(new SealKeys(List.of()));
          if (known.newest().filter(key -> now.isBefore(key.from().plus(LIFE))).isPresent()) {
            return Change.none(known);
          }
          SealKeys next = known.next(now);
          return Change.writeForever(next.json(), next);
        });
  }

  private Optional<SealKey> newest() {
    return keys.stream().findFirst();
  }

  private SealKeys next(Instant now) {
    List<SealKey> next = new ArrayList<>();
    next.add(SealKey.make(keys.isEmpty() ? now : now.plus(NOTICE)));
    newest().ifPresent(next::add);
    return new SealKeys(next);
  }

  /** The one to seal with. */
  Optional<SealKey> current(Instant now) {
    return keys.stream()
        .filter(key -> !key.from().isAfter(now))
        .findFirst()
        // A replica whose clock is behind has nothing but keys of the future.
        .or(() -> keys.stream().reduce((newer, older) -> older));
  }

  Optional<SealKey> byId(int id) {
    return keys.stream().filter(key -> key.id() == id).findFirst();
  }

  private static SealKeys parse(ObjectNode json) {
    List<SealKey> keys = new ArrayList<>();
    json.get(KEYS).forEach(key -> keys.add(SealKey.of(key)));
    keys.sort(Comparator.comparing(SealKey::from).reversed());
    return new SealKeys(List.copyOf(keys));
  }

  private ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray(KEYS);
    keys.forEach(key -> list.add(key.json()));
    return json;
  }

  @Override
  public String toString() {
    return "SealKeys[" + keys.size() + "]";
  }
}
