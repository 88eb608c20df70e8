package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.RunningMode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A desktop in the middle of a random walk: a situation whose parts change. */
final class Walk {

  static final Instant CREATED = Instant.parse("2026-10-23T09:00:00Z");

  /** One step of a walk, with a name for the report of a walk that fails. */
  record Step(String name, Consumer<Walk> does) {
    @Override
    public String toString() {
      return name;
    }
  }

  Power previous;
  RunningMode mode;
  Connection connection;
  Optional<Instant> runningSince = Optional.empty();
  Optional<String> held = Optional.empty();
  Optional<Order> order = Optional.empty();
  Instant now = CREATED;

  Walk(RunningMode mode) {
    this.mode = mode;
  }

  Situation situation() {
    return new Situation(previous, mode, connection, CREATED, runningSince, held, order, now);
  }

  /** The decision if it is looked at again later, and nothing was asked for meanwhile. */
  Power later(Power decided, Instant at) {
    return PowerPlanner.decide(
        new Situation(
            decided, mode, connection, CREATED, runningSince, held, Optional.empty(), at));
  }

  void changeMode(RunningMode to) {
    previous = PowerPlanner.underNewSchedule(previous, mode, to, now);
    mode = to;
  }
}
