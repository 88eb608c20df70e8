package dev.deskwright.gateway.session;

import java.time.Duration;

/**
 * How long sessions last.
 *
 * @param idle without a request
 * @param absolute at the longest
 */
public record SessionLimits(Duration idle, Duration absolute) {

  /** Half an hour, and twelve hours. */
  public static final SessionLimits DEFAULT =
      new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12));
}
