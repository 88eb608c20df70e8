package dev.deskwright.helm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock, which a test can put forward. */
final class MovableClock extends Clock {

  private final Clock system = Clock.systemUTC();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  void putForward(Duration by) {
    ahead.updateAndGet(by::plus);
  }

  @Override
  public Instant instant() {
    return system.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the operator's clock is in UTC");
  }
}
