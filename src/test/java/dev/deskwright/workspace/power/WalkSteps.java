package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Connection.State;
import dev.deskwright.api.v1alpha1.Power.Cause;
import dev.deskwright.api.v1alpha1.Power.Desired;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Weekly;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.workspace.power.Walk.Step;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What can happen to a desktop: time passes, records and modes change, people interfere. */
final class WalkSteps {

  private WalkSteps() {}

  static Arbitrary<Step> any() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, waits()),
        Tuple.of(5, records()),
        Tuple.of(2, pods()),
        Tuple.of(2, modes().map(mode -> new Step(mode.toString(), w -> w.changeMode(mode)))),
        Tuple.of(1, orders()),
        Tuple.of(1, holds()));
  }

  private static Arbitrary<Step> waits() {
    Arbitrary<Integer> seconds =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 3_700),
            Arbitraries.integers().between(0, 3_700),
            Arbitraries.integers().between(0, 400_000));
    var untilTold =
        new Step(
            "wait until told",
            w -> {
              if (w.previous != null) {
                w.now =
                    PowerPlanner.recheck(w.previous, w.connection, w.now)
                        .map(w.now::plus)
                        .orElse(w.now);
              }
            });
    return Arbitraries.oneOf(
        seconds.map(by -> new Step("wait " + by, w -> w.now = w.now.plusMillis(by * 1_000L + 1))),
        Arbitraries.just(untilTold));
  }

  /** Good records and bad ones: checked, and connected, some minutes ago or ahead, or nonsense. */
  private static Arbitrary<Step> records() {
    Arbitrary<Integer> minutes = Arbitraries.integers().between(-90, 30).injectNull(0.1);
    Arbitrary<State> states = Arbitraries.of(State.class).injectNull(0.05);
    return Combinators.combine(states, minutes, minutes, Arbitraries.integers().between(0, 9))
        .as(
            (state, checked, connected, kind) ->
                new Step(
                    "record %s %s %s %s".formatted(state, checked, connected, kind),
                    w ->
                        w.connection =
                            kind == 0
                                ? null
                                : new Connection(
                                    state,
                                    kind == 1 ? "nonsense" : time(w, connected),
                                    kind == 2
                                        ? "nonsense"
                                        : time(w, kind < 7 ? Integer.valueOf(0) : checked))));
  }

  private static String time(Walk walk, Integer minutes) {
    return minutes == null ? null : Conditions.time(walk.now.plus(Duration.ofMinutes(minutes)));
  }

  private static Arbitrary<Step> pods() {
    return Arbitraries.of(
        new Step("pod ready", w -> w.runningSince = Optional.of(w.now)),
        new Step("pod gone", w -> w.runningSince = Optional.empty()));
  }

  static Arbitrary<RunningMode> modes() {
    Arbitrary<Weekly> schedules =
        Arbitraries.of(
                Scene.OFFICE_HOURS,
                new Weekly("30 2 * * *", "45 2 * * *", "Europe/Berlin"),
                new Weekly("0 */3 * * *", "30 */2 * * *", "America/New_York"),
                new Weekly("0 8 * * *", "0 8 * * *", null),
                new Weekly(null, "0 18 * * *", null),
                new Weekly("0 8 * * 1", null, "Asia/Kolkata"),
                new Weekly("0 25 * * *", null, null))
            .injectNull(0.3);
    return Combinators.combine(Arbitraries.of(Mode.class), Arbitraries.of(1, 60, 600), schedules)
        .as(
            (mode, minutes, schedule) ->
                new RunningMode(
                    mode,
                    mode == Mode.AutoStop ? minutes : null,
                    mode == Mode.AlwaysOn ? null : schedule));
  }

  private static Arbitrary<Step> orders() {
    return Arbitraries.of(
            new Order(Desired.Running, Cause.Requested),
            new Order(Desired.Stopped, Cause.Requested),
            new Order(Desired.Running, Cause.Operation))
        .map(order -> new Step(order.toString(), w -> w.order = Optional.of(order)));
  }

  private static Arbitrary<Step> holds() {
    return Arbitraries.of(
        new Step("suspend", w -> w.held = Optional.of("it is suspended")),
        new Step("resume", w -> w.held = Optional.empty()));
  }
}
