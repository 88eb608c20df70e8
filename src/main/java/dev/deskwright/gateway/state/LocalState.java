package dev.deskwright.gateway.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The state of a gateway that is alone, in memory: it ends with the process. */
public final class LocalState implements SharedState {

  private final Clock clock;
  private final Map<Kind, Map<String, Entry>> documents = new EnumMap<>(Kind.class);

  /** No documents yet. */
  public LocalState(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<ObjectNode> read(Kind kind, String key) {
    return Optional.ofNullable(current(kind).get(key)).map(entry -> entry.content().deepCopy());
  }

  @Override
  public synchronized List<ObjectNode> all(Kind kind) {
    return current(kind).values().stream().map(entry -> entry.content().deepCopy()).toList();
  }

  @Override
  public synchronized <T> T change(
      Kind kind, String key, Function<Optional<ObjectNode>, Change<T>> change) {
    Change<T> wanted = change.apply(read(kind, key));
    if (wanted.action() instanceof Change.Write write) {
      current(kind).put(key, new Entry(write.content().deepCopy(), write.until()));
    } else if (wanted.action() instanceof Change.Delete) {
      current(kind).remove(key);
    }
    return wanted.result();
  }

  private Map<String, Entry> current(Kind kind) {
    Map<String, Entry> all = documents.computeIfAbsent(kind, none -> new HashMap<>());
    Instant now = clock.instant();
    all.values().removeIf(entry -> entry.isOver(now));
    return all;
  }
}
