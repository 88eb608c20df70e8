package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.Power.Next;
import dev.deskwright.api.v1alpha1.Power.Next.Action;
import dev.deskwright.kernel.Conditions;
import java.time.Instant;
import java.util.Optional;

/** What happens next by itself to a desktop, after a decision, in words and as data. */
final class NextStep {

  private static final String HINT = "see that connections are recorded (docs/tasks/auto-stop.md)";

  private final Power power;
  private final Situation situation;
  private final Timetable timetable;
  private final Activity activity;

  private NextStep(Power power, Situation situation, Timetable timetable) {
    this.power = power;
    this.situation = situation;
    this.timetable = timetable;
    this.activity = Activity.of(situation.connection(), situation.now());
  }

  /**
   * The next step.
   *
   * @param power what was decided
   */
  static Optional<Next> of(Power power, Situation situation, Timetable timetable) {
    if (situation.held().isPresent()) {
      return situation.held().map(NextStep::nothing);
    }
    var step = new NextStep(power, situation, timetable);
    Optional<Next> next = power.desired() == Power.Desired.Stopped ? step.start() : step.stop();
    return timetable.problem().map(problem -> withProblem(next, problem)).or(() -> next);
  }

  private static Next withProblem(Optional<Next> next, String problem) {
    return next.map(n -> new Next(n.action(), n.at(), n.message() + "; " + problem))
        .orElseGet(() -> nothing(problem));
  }

  private Optional<Next> start() {
    return timetable
        .nextStart(situation.now())
        .map(
            at ->
                new Next(
                    Action.Start,
                    Conditions.time(at),
                    "starts at %s: %s".formatted(Conditions.time(at), timetable.startInWords())));
  }

  private Optional<Next> stop() {
    return switch (situation.mode().mode()) {
      case AlwaysOn -> Optional.empty();
      case Manual -> overdueStop().or(this::scheduledStop);
      case AutoStop -> overdueStop().or(() -> Optional.of(autoStop()));
    };
  }

  /** A stop of the schedule that still waits: for a user who is connected, or seems to be. */
  private Optional<Next> overdueStop() {
    return timetable
        .lastSince(situation.since(power), situation.now())
        .filter(firing -> firing.desired() == Power.Desired.Stopped)
        .map(
            firing ->
                "the schedule's stop of %s has passed".formatted(Conditions.time(firing.at())))
        .map(
            passed ->
                activity instanceof Activity.Unreadable unreadable
                    ? "stops when status.connection says that nobody is connected: %s, but %s; %s"
                        .formatted(passed, unreadable.why(), HINT)
                    : "stops when the user disconnects: " + passed)
        .map(message -> new Next(Action.Stop, null, message));
  }

  private Optional<Next> scheduledStop() {
    return timetable.nextStop(situation.now()).map(at -> stopAt(at, stopInWords()));
  }

  private String stopInWords() {
    return timetable.stopInWords() + "; it waits while somebody is connected";
  }

  private Next autoStop() {
    Optional<Instant> scheduled = timetable.nextStop(situation.now());
    return IdleStop.of(power, situation, timetable)
        .filter(idle -> scheduled.isEmpty() || idle.at().isBefore(scheduled.get()))
        .map(NextStep::idleStop)
        .or(() -> scheduled.map(at -> stopAt(at, stopInWords() + withoutIdleness())))
        .orElseGet(() -> nothing(noStop()));
  }

  private String withoutIdleness() {
    return activity instanceof Activity.Unreadable unreadable
        ? "; before that not for idleness: %s; %s".formatted(unreadable.why(), HINT)
        : "";
  }

  private String noStop() {
    if (situation.runningSince().isEmpty()) {
      return "does not stop before it has started";
    }
    return activity instanceof Activity.Unreadable unreadable
        ? "does not stop by itself: %s; %s".formatted(unreadable.why(), HINT)
        : "does not stop while somebody is connected";
  }

  private static Next idleStop(IdleStop idle) {
    String since = "no connection since " + Conditions.time(idle.since());
    return stopAt(
        idle.at(),
        idle.start()
            .map(
                start ->
                    "%s, and it counts anew from the schedule's start at %s"
                        .formatted(since, Conditions.time(start)))
            .orElse(since));
  }

  private static Next stopAt(Instant at, String why) {
    return new Next(
        Action.Stop, Conditions.time(at), "stops at %s: %s".formatted(Conditions.time(at), why));
  }

  private static Next nothing(String message) {
    return new Next(null, null, message);
  }
}
