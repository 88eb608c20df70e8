package dev.deskwright.gateway.server;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether every event loop turns. Nothing on one may block, so that one that stands still will not
 * turn again, and its users are stuck.
 */
public final class EventLoops {

  /** How long one may take to come round, on a machine with much else to do. */
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private static final long BEAT_SECONDS = 1;

  private final LongSupplier nanos;
  private final Map<EventExecutor, Long> beats = new ConcurrentHashMap<>();

  /** Looks at all of them, from now on. */
  public EventLoops(Vertx vertx) {
    this(vertx, System::nanoTime);
  }

  @SuppressWarnings("deprecation") // Only until Vert.x 5, whose internal API has it.
  EventLoops(Vertx vertx, LongSupplier nanos) {
    this.nanos = nanos;
    for (EventExecutor loop : vertx.nettyEventLoopGroup()) {
      beats.put(loop, nanos.getAsLong());
      var unused =
          loop.scheduleWithFixedDelay(
              () -> beats.put(loop, nanos.getAsLong()),
              BEAT_SECONDS,
              BEAT_SECONDS,
              TimeUnit.SECONDS);
    }
  }

  /** What is to be said of those that stand still. */
  public Optional<String> stuck() {
    long now = nanos.getAsLong();
    long stuck = beats.values().stream().filter(beat -> now - beat > LIMIT.toNanos()).count();
    return stuck == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d event loops have not turned for %d s"
                .formatted(stuck, beats.size(), LIMIT.toSeconds()));
  }
}
