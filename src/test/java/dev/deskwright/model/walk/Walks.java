package dev.deskwright.model.walk;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Many walks, on all processors. */
final class Walks {

  static final int LENGTH = 150;

  private Walks() {}

  /** What a number of walks have come by, and the first that broke a promise. */
  record Found(Tally tally, Optional<Walk> breaking) {}

  /** Walks with the seeds that follow one, until a promise is broken. */
  static Found take(long seed, int count, Planning planning) {
    var next = new AtomicLong();
    var broken = new ConcurrentLinkedQueue<Walk>();
    var tallies = new ConcurrentLinkedQueue<Tally>();
    List<Thread> walkers =
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          var tally = new Tally();
                          tallies.add(tally);
                          long index = next.getAndIncrement();
                          while (index < count && broken.isEmpty()) {
                            Walk walk = Walk.of(seed + index, LENGTH);
                            if (walk.breach(planning, tally).isPresent()) {
                              broken.add(walk);
                            }
                            index = next.getAndIncrement();
                          }
                        }))
            .toList();
    walkers.forEach(Thread::start);
    walkers.forEach(Walks::join);
    var all = new Tally();
    tallies.forEach(all::add);
    return new Found(all, Optional.ofNullable(broken.poll()));
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
