package dev.deskwright.model.walk;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Many walks, on all processors. */
final class Walks {

  static final int LENGTH = 300;

  private Walks() {}

  /** What a number of walks have come by, and the first of those that broke a promise. */
  record Found(Tally tally, Optional<Walk> breaking) {}

  /** Walks with the seeds that follow one, until a promise is broken. */
  static Found take(long seed, int count, Planning planning) {
    var next = new AtomicLong();
    var broken = new ConcurrentLinkedQueue<Walk>();
    var tallies = new ConcurrentLinkedQueue<Tally>();
    Runnable walker =
        () -> {
          var tally = new Tally();
          tallies.add(tally);
          // A walk that is begun is ended, so that the same one is the first every time.
          while (broken.isEmpty()) {
            long index = next.getAndIncrement();
            if (index >= count) {
              return;
            }
            Walk walk = Walk.of(seed + index, LENGTH);
            if (walk.breach(planning, tally).isPresent()) {
              broken.add(walk);
            }
          }
        };
    List<Thread> walkers =
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
            .mapToObj(i -> new Thread(walker))
            .toList();
    walkers.forEach(Thread::start);
    walkers.forEach(Walks::join);
    var all = new Tally();
    tallies.forEach(all::add);
    return new Found(all, broken.stream().min(Comparator.comparing(Walk::seed)));
  }

  private static void join(Thread walker) {
    try {
      walker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
