package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Weekly;
import java.time.Instant;
import java.util.Optional;

/** A situation that a test makes bit by bit. In November 2026, the 23rd is a Monday. */
final class Scene {

  static final Weekly OFFICE_HOURS = new Weekly("30 7 * * 1-5", "0 18 * * 1-5", null);

  private final Instant now;
  private final RunningMode mode;
  private Power previous;
  private Connection connection;
  private Instant createdAt = Instant.parse("2026-11-02T09:00:00Z");
  private Optional<Instant> runningSince = Optional.empty();
  private Optional<String> held = Optional.empty();
  private Optional<Order> order = Optional.empty();

  private Scene(RunningMode mode, Instant now) {
    this.mode = mode;
    this.now = now;
  }

  static Scene alwaysOn(String now) {
    return new Scene(new RunningMode(Mode.AlwaysOn, null, null), Instant.parse(now));
  }

  static Scene manual(Weekly schedule, String now) {
    return new Scene(new RunningMode(Mode.Manual, null, schedule), Instant.parse(now));
  }

  static Scene autoStop(Integer minutes, Weekly schedule, String now) {
    return new Scene(new RunningMode(Mode.AutoStop, minutes, schedule), Instant.parse(now));
  }

  /** In three words: Running Created 2026-11-02T09:00:00Z. */
  static Power power(String text) {
    String[] words = text.split(" ", -1);
    return new Power(
        Power.Desired.valueOf(words[0]), Power.Cause.valueOf(words[1]), words[2], null);
  }

  static String words(Power power) {
    return "%s %s %s".formatted(power.desired(), power.cause(), power.since());
  }

  /** In two or three words: the state, checkedAt, and lastConnectedAt if there is one; or none. */
  static Connection connection(String text) {
    if (text.equals("none")) {
      return null;
    }
    String[] words = text.split(" ", -1);
    return new Connection(
        Connection.State.valueOf(words[0]), words.length > 2 ? words[2] : null, words[1]);
  }

  Scene previous(String power) {
    previous = power(power);
    return this;
  }

  Scene previous(Power power) {
    previous = power;
    return this;
  }

  Scene connection(Connection record) {
    connection = record;
    return this;
  }

  Scene record(String text) {
    return connection(connection(text));
  }

  Scene createdAt(String time) {
    createdAt = Instant.parse(time);
    return this;
  }

  Scene runningSince(String time) {
    runningSince = Optional.of(Instant.parse(time));
    return this;
  }

  Scene held(String why) {
    held = Optional.of(why);
    return this;
  }

  Scene order(Power.Desired desired, Power.Cause cause) {
    order = Optional.of(new Order(desired, cause));
    return this;
  }

  Situation situation() {
    return new Situation(previous, mode, connection, createdAt, runningSince, held, order, now);
  }

  Power decide() {
    return PowerPlanner.decide(situation());
  }
}
