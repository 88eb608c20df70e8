package dev.deskwright.kernel;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Passes keys on a little later, each once however often it came in between. So a count that a
 * thousand new objects change is written a few times, not a thousand.
 */
public final class Debouncer<K> {

  private final Set<K> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer;
  private final Duration delay;
  private final Consumer<K> action;

  public Debouncer(ScheduledExecutorService timer, Duration delay, Consumer<K> action) {
    this.timer = timer;
    this.delay = delay;
    this.action = action;
  }

  /** Takes a key; the action gets it after the delay. */
  public void accept(K key) {
    if (waiting.add(key) && !timer.isShutdown()) {
      var unused = timer.schedule(() -> pass(key), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void pass(K key) {
    waiting.remove(key);
    action.accept(key);
  }
}
