package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.Power.Desired;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.Weekly;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the schedule of a running mode starts and stops a desktop.
 *
 * @param start a cron expression that is not broken, if there is one
 * @param stop likewise
 * @param problem what is wrong with the schedule, which then counts as none
 */
record Timetable(
    Optional<String> start, Optional<String> stop, ZoneId zone, Optional<String> problem) {

  /** How many stops in a row may coincide with a start before the search for one ends. */
  private static final int STOPS_TO_TRY = 64;

  /** A moment at which the schedule starts or stops the desktop. */
  record Firing(Desired desired, Instant at) {}

  static Timetable of(RunningMode mode) {
    Weekly weekly = mode.mode() == RunningMode.Mode.AlwaysOn ? null : mode.schedule();
    Optional<String> problem = Schedules.problem(weekly);
    if (weekly == null || problem.isPresent()) {
      return new Timetable(
          Optional.empty(),
          Optional.empty(),
          ZoneOffset.UTC,
          problem.map("runningMode.schedule."::concat));
    }
    return new Timetable(
        Optional.ofNullable(weekly.start()),
        Optional.ofNullable(weekly.stop()),
        Schedules.zone(weekly.timeZone()).orElse(ZoneOffset.UTC),
        problem);
  }

  /** What it last said, if that was after a moment: of a start and a stop at once, the start. */
  Optional<Firing> lastSince(Instant since, Instant now) {
    Optional<Firing> started = lastStart(now).map(at -> new Firing(Desired.Running, at));
    Optional<Firing> stopped =
        stop.flatMap(cron -> Schedules.lastAtOrBefore(cron, zone, now))
            .filter(at -> started.isEmpty() || at.isAfter(started.get().at()))
            .map(at -> new Firing(Desired.Stopped, at));
    return stopped.or(() -> started).filter(firing -> firing.at().isAfter(since));
  }

  Optional<Instant> lastStart(Instant now) {
    return start.flatMap(cron -> Schedules.lastAtOrBefore(cron, zone, now));
  }

  Optional<Instant> nextStart(Instant now) {
    return start.flatMap(cron -> Schedules.nextAfter(cron, zone, now));
  }

  /** The next stop that no start at the same moment outdoes. */
  Optional<Instant> nextStop(Instant now) {
    return stop.filter(cron -> !start.equals(stop))
        .flatMap(
            cron ->
                Stream.iterate(
                        Schedules.nextAfter(cron, zone, now),
                        Optional::isPresent,
                        at -> Schedules.nextAfter(cron, zone, at.get()))
                    .limit(STOPS_TO_TRY)
                    .flatMap(Optional::stream)
                    .filter(at -> !lastStart(at).equals(Optional.of(at)))
                    .findFirst());
  }

  /** The schedule's start in the words of a message. */
  String startInWords() {
    return inWords(start);
  }

  /** The schedule's stop in the words of a message. */
  String stopInWords() {
    return inWords(stop);
  }

  private String inWords(Optional<String> cron) {
    return "schedule \"%s\" (%s)"
        .formatted(cron.orElse(""), zone.equals(ZoneOffset.UTC) ? "UTC" : zone);
  }
}
