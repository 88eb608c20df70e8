package dev.deskwright.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map, for many threads, of the keys that were used last: what is beyond its size is forgotten.
 */
final class Recent<V> extends LinkedHashMap<String, V> {

  private static final long serialVersionUID = 1;

  private final int most;

  private Recent(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  static <V> Map<String, V> ofMost(int most) {
    return Collections.synchronizedMap(new Recent<>(most));
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > most;
  }
}
