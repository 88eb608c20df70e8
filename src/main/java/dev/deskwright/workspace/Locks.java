package dev.deskwright.workspace;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** As many locks as there are keys, near enough: a few keys share one, and none is kept per key. */
final class Locks {

  private static final int STRIPES = 256;

  private final List<Lock> stripes =
      IntStream.range(0, STRIPES).<Lock>mapToObj(i -> new ReentrantLock()).toList();

  /** Runs alone among all that name the same key. */
  <T> T alone(String key, Supplier<T> action) {
    Lock lock = stripes.get(Math.floorMod(key.hashCode(), STRIPES));
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
