package dev.deskwright.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The part of a month that a WorkSpace was there in, up to now.
 *
 * @param from when the month began, or the WorkSpace was created in it
 * @param until when the month ended, or now
 */
record Span(YearMonth month, Instant from, Instant until) {

  /** A week, since no day of it is like another. */
  private static final int LEAST_DAYS = 7;

  static Span of(YearMonth month, Instant created, Instant now) {
    Instant begin = startOf(month);
    Instant end = startOf(month.plusMonths(1));
    return new Span(month, created.isAfter(begin) ? created : begin, end.isBefore(now) ? end : now);
  }

  static Instant startOf(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Whether it is long enough to tell what a whole month is like. */
  boolean isLongEnough() {
    return days() >= LEAST_DAYS;
  }

  /** Why nothing can be said, if it is not. */
  String tooEarly() {
    return "too early: %d of %d days".formatted(days(), LEAST_DAYS);
  }

  private long days() {
    return Math.max(0, Duration.between(from, until).toDays());
  }

  /** How much of a whole month would be, at the rate of this part of it. */
  long wholeMonth(long seconds) {
    long covered = Duration.between(from, until).toSeconds();
    long whole = Duration.ofDays(month.lengthOfMonth()).toSeconds();
    return Math.min(whole, seconds * whole / covered);
  }
}
