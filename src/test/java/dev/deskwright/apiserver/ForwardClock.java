package dev.deskwright.apiserver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the system, until a test puts it forward. */
final class ForwardClock extends Clock {

  private volatile Duration ahead = Duration.ZERO;

  void putForward(Duration by) {
    ahead = by;
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("only UTC is told");
  }
}
