package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.RunningMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an AutoStop desktop that nobody is connected to stops.
 *
 * @param since from when on the time without a connection counts
 * @param at when it stops
 * @param start a start of the schedule in between, from which the time counts anew
 */
record IdleStop(Instant since, Instant at, Optional<Instant> start) {

  private static final int DEFAULT_MINUTES = 60;

  /** Empty unless it runs, may stop for idleness, and is known to be idle. */
  static Optional<IdleStop> of(Power power, Situation situation, Timetable timetable) {
    boolean canStop =
        power.desired() == Power.Desired.Running
            && situation.mode().mode() == RunningMode.Mode.AutoStop
            && situation.runningSince().isPresent();
    return canStop
            && Activity.of(situation.connection(), situation.now()) instanceof Activity.Idle idle
        ? Optional.of(of(power, idle, situation, timetable))
        : Optional.empty();
  }

  private static IdleStop of(
      Power power, Activity.Idle idle, Situation situation, Timetable timetable) {
    // A start that finds the desktop running counts as well: else one that had idled for long would
    // stop just as people arrive.
    Instant since =
        Stream.of(
                idle.since(),
                situation.runningSince(),
                Optional.of(situation.since(power)),
                timetable.lastStart(situation.now()))
            .flatMap(Optional::stream)
            .max(Instant::compareTo)
            .orElse(situation.createdAt())
            .truncatedTo(ChronoUnit.SECONDS);
    Duration patience =
        Duration.ofMinutes(
            Objects.requireNonNullElse(situation.mode().autoStopTimeoutMinutes(), DEFAULT_MINUTES));
    Instant at = since.plus(patience);
    Optional<Instant> start =
        timetable.nextStart(situation.now()).filter(next -> !next.isAfter(at));
    return new IdleStop(since, start.map(next -> next.plus(patience)).orElse(at), start);
  }

  boolean isDue(Instant now) {
    return !now.isBefore(at);
  }
}
