package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.MaintenanceWindow;
import dev.deskwright.api.v1alpha1.Weekly;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Cron schedules on a clock with daylight saving. A time that the clock skips counts as the next
 * one there is; a time that comes twice counts once, the first time.
 */
public final class Schedules {

  private static final String CRON_HINT =
      "use the five fields of cron (minute 0-59, hour 0-23, day 1-31, month 1-12, weekday 0-7), for"
          + " example 30 7 * * 1-5";

  private Schedules() {}

  /**
   * What is wrong with a desktop's schedule, in a sentence that begins with the name of the field
   * in it; the schema checks its shape only.
   */
  public static Optional<String> problem(Weekly weekly) {
    return weekly == null
        ? Optional.empty()
        : cronProblem("start", weekly.start())
            .or(() -> cronProblem("stop", weekly.stop()))
            .or(() -> zoneProblem("timeZone", weekly.timeZone()));
  }

  /**
   * What is wrong with a maintenance window, in a sentence that begins with the name of the field
   * in it; the schema checks its shape only.
   */
  public static Optional<String> problem(MaintenanceWindow window) {
    return window == null
        ? Optional.empty()
        : cronProblem("schedule", window.schedule())
            .or(() -> zoneProblem("timeZone", window.timeZone()));
  }

  /**
   * A time zone by its name.
   *
   * @param name null for UTC
   * @return empty if there is none of this name
   */
  public static Optional<ZoneId> zone(String name) {
    try {
      return Optional.of(name == null ? ZoneOffset.UTC : ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** When a schedule last came, at a moment or before it; empty if the expression is broken. */
  public static Optional<Instant> lastAtOrBefore(String cron, ZoneId zone, Instant now) {
    CronExpression expression = CronExpression.of(cron);
    ZoneRules rules = zone.getRules();
    Optional<LocalDateTime> time = expression.lastAtOrBefore(latestOnTheClock(rules, now));
    while (time.isPresent() && moment(rules, time.get()).isAfter(now)) {
      time = expression.lastAtOrBefore(time.get().minusMinutes(1));
    }
    return time.map(t -> moment(rules, t));
  }

  /** When a schedule next comes, after a moment; empty if the expression is broken. */
  public static Optional<Instant> nextAfter(String cron, ZoneId zone, Instant now) {
    CronExpression expression = CronExpression.of(cron);
    ZoneRules rules = zone.getRules();
    LocalDateTime onTheClock = LocalDateTime.ofInstant(now, zone);
    Optional<LocalDateTime> time = expression.nextAfter(onTheClock);
    while (time.isPresent() && !moment(rules, time.get()).isAfter(now)) {
      time = expression.nextAfter(time.get());
    }
    return time.map(t -> moment(rules, t));
  }

  /** What the clock has shown by now at the latest: before it was put back, it showed more. */
  private static LocalDateTime latestOnTheClock(ZoneRules rules, Instant now) {
    LocalDateTime onTheClock = LocalDateTime.ofInstant(now, rules.getOffset(now));
    ZoneOffsetTransition change = rules.getTransition(onTheClock);
    return change != null && change.isOverlap() ? change.getDateTimeBefore() : onTheClock;
  }

  private static Instant moment(ZoneRules rules, LocalDateTime time) {
    ZoneOffsetTransition change = rules.getTransition(time);
    if (change == null) {
      return time.toInstant(rules.getOffset(time));
    }
    return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetBefore());
  }

  private static Optional<String> cronProblem(String field, String cron) {
    return Optional.ofNullable(cron)
        .flatMap(text -> CronExpression.of(text).problem())
        .map(why -> "%s \"%s\" is not a schedule (%s): %s".formatted(field, cron, why, CRON_HINT));
  }

  private static Optional<String> zoneProblem(String field, String name) {
    return zone(name).isPresent()
        ? Optional.empty()
        : Optional.of(
            "%s \"%s\" is not a time zone: use a name of the IANA database, for example Europe/Berlin or UTC"
                .formatted(field, name));
  }
}
