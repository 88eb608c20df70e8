package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.Power.Cause;
import dev.deskwright.api.v1alpha1.Power.Desired;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.kernel.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether a desktop runs, and says what happens next by itself. A decision stands, with its
 * time, until another one differs from it: so nothing is written while nothing changes, and what a
 * schedule said before a later start or stop never counts again.
 */
public final class PowerPlanner {

  private static final Duration SOONEST = Duration.ofSeconds(1);

  private PowerPlanner() {}

  /** The decision for this moment. */
  public static Power decide(Situation situation) {
    Timetable timetable = Timetable.of(situation.mode());
    Power decided = decided(situation, timetable);
    return new Power(
        decided.desired(),
        decided.cause(),
        decided.since(),
        NextStep.of(decided, situation, timetable).orElse(null));
  }

  private static Power decided(Situation situation, Timetable timetable) {
    if (situation.order().isPresent()) {
      Order order = situation.order().get();
      return power(order.desired(), order.cause(), situation.now());
    }
    Power previous =
        Objects.requireNonNullElseGet(
            situation.previous(),
            () -> power(Desired.Running, Cause.Created, situation.createdAt()));
    if (situation.held().isPresent()) {
      return previous;
    }
    return switch (situation.mode().mode()) {
      case AlwaysOn -> alwaysOn(previous, situation);
      case Manual -> scheduled(previous, situation, timetable);
      case AutoStop -> idle(scheduled(previous, situation, timetable), situation, timetable);
    };
  }

  private static Power alwaysOn(Power previous, Situation situation) {
    return previous.desired() == Desired.Running
        ? previous
        : power(Desired.Running, Cause.AlwaysOn, situation.now());
  }

  private static Power scheduled(Power previous, Situation situation, Timetable timetable) {
    return timetable
        .lastSince(situation.since(previous), situation.now())
        .filter(firing -> firing.desired() != previous.desired())
        .filter(firing -> firing.desired() == Desired.Running || !saysConnected(situation))
        .map(firing -> power(firing.desired(), Cause.Schedule, firing.at()))
        .orElse(previous);
  }

  /**
   * Whether a stop of the schedule has to wait. Whoever wrote the schedule named the hour, so a
   * record that says nothing does not count; one that says CONNECTED counts however old it is.
   */
  private static boolean saysConnected(Situation situation) {
    return situation.connection() != null
        && situation.connection().state() == Connection.State.CONNECTED;
  }

  private static Power idle(Power previous, Situation situation, Timetable timetable) {
    return IdleStop.of(previous, situation, timetable)
        .filter(stop -> stop.isDue(situation.now()))
        .map(stop -> power(Desired.Stopped, Cause.Idle, situation.now()))
        .orElse(previous);
  }

  private static Power power(Desired desired, Cause cause, Instant since) {
    return new Power(desired, cause, Conditions.time(since), null);
  }

  /**
   * The last decision as it counts under a schedule that may have been changed since. What a new
   * schedule would have said before it came into force does not count: else adding a stop at 18:00
   * in the morning would stop the desktop at once, for yesterday's.
   *
   * @param previous null if there was none
   * @param before the running mode that was in force when it was made; null if there was none
   * @param mode the running mode in force now
   */
  public static Power underNewSchedule(
      Power previous, RunningMode before, RunningMode mode, Instant now) {
    boolean same = before == null || Objects.equals(before.schedule(), mode.schedule());
    return previous == null || same
        ? previous
        : new Power(previous.desired(), previous.cause(), Conditions.time(now), previous.next());
  }

  /**
   * How long until time alone can change a decision or what is said of it, if it can.
   *
   * @param power the decision as it stands
   * @param connection the record of activity; null if there is none
   */
  public static Optional<Duration> recheck(Power power, Connection connection, Instant now) {
    if (power.next() == null) {
      return Optional.empty();
    }
    Optional<Instant> changes =
        power.desired() == Desired.Running
            ? Activity.nextChange(connection, now)
            : Optional.empty();
    return Stream.of(Timestamp.parse(power.next().at()), changes)
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .map(at -> Duration.between(now, at))
        .map(left -> left.compareTo(SOONEST) < 0 ? SOONEST : left);
  }
}
