package dev.deskwright.workspace.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.Power.Cause;
import dev.deskwright.api.v1alpha1.Power.Desired;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.workspace.power.Walk.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds whatever happens. */
class PowerWalkTest {

  @Provide
  Arbitrary<List<Step>> walks() {
    return WalkSteps.any().list().ofMinSize(1).ofMaxSize(80);
  }

  @Provide
  Arbitrary<RunningMode> modes() {
    return WalkSteps.modes();
  }

  @Property(tries = 100)
  void noWalkBreaksAPromise(@ForAll("walks") List<Step> steps) {
    Walk walk = new Walk(new RunningMode(Mode.AutoStop, 60, Scene.OFFICE_HOURS));
    for (Step step : steps) {
      step.does().accept(walk);
      Power power = PowerPlanner.decide(walk.situation());
      if (walk.order.isEmpty()) {
        stopsOnlyWhereItMay(walk, power);
        obeysModeAndHold(walk, power);
      }
      canBeRecorded(power);
      isSettled(walk, power);
      nothingHappensBeforeTheRecheck(walk, power);
      walk.previous = power;
      walk.order = Optional.empty();
    }
  }

  private static void stopsOnlyWhereItMay(Walk walk, Power power) {
    boolean ran = walk.previous == null || walk.previous.desired() == Desired.Running;
    if (!ran || power.desired() == Desired.Running) {
      return;
    }
    var activity = Activity.of(walk.connection, walk.now);
    assertThat(activity).isNotInstanceOf(Activity.Connected.class);
    assertThat(power.cause()).isIn(Cause.Idle, Cause.Schedule);
    if (power.cause() == Cause.Idle) {
      assertThat(activity).isInstanceOf(Activity.Idle.class);
      assertThat(walk.mode.mode()).isEqualTo(Mode.AutoStop);
      assertThat(walk.runningSince).isPresent();
    } else {
      assertThat(walk.mode.schedule()).isNotNull();
    }
  }

  private static void obeysModeAndHold(Walk walk, Power power) {
    if (walk.held.isEmpty() && walk.mode.mode() == Mode.AlwaysOn) {
      assertThat(power.desired()).isEqualTo(Desired.Running);
    }
    if (walk.held.isPresent() && walk.previous != null) {
      assertThat(Scene.words(power)).isEqualTo(Scene.words(walk.previous));
    }
  }

  private static void canBeRecorded(Power power) {
    assertThat(Instant.parse(power.since())).hasToString(power.since());
    assertThat(power.since()).hasSize(20);
    if (power.next() != null) {
      assertThat(power.next().message()).isNotBlank().hasSizeLessThanOrEqualTo(1_024);
      if (power.next().at() != null) {
        assertThat(power.next().action()).isNotNull();
        assertThat(power.next().at()).hasSize(20);
        assertThat(power.next().message()).contains(power.next().at());
      }
    }
  }

  private static void isSettled(Walk walk, Power power) {
    if (walk.previous != null) {
      assertThat(Instant.parse(power.since()))
          .isAfterOrEqualTo(Instant.parse(walk.previous.since()));
    }
    Power before = walk.previous;
    walk.previous = power;
    assertThat(PowerPlanner.decide(walk.situation())).isEqualTo(power);
    walk.previous = before;
    if (!isStopThatAlwaysOnTakesBack(walk, power)) {
      assertThat(walk.later(power, walk.now)).isEqualTo(power);
    }
  }

  private static void nothingHappensBeforeTheRecheck(Walk walk, Power power) {
    if (isStopThatAlwaysOnTakesBack(walk, power)) {
      return;
    }
    Optional<Duration> recheck = PowerPlanner.recheck(power, walk.connection, walk.now);
    recheck.ifPresent(left -> assertThat(left).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
    Duration quiet = recheck.orElse(Duration.ofDays(10));
    for (int part = 1; part <= 8; part++) {
      Instant between = walk.now.plus(quiet.multipliedBy(part).dividedBy(8)).minusMillis(1);
      assertThat(Scene.words(walk.later(power, between)))
          .as("at %s", between)
          .isEqualTo(Scene.words(power));
    }
  }

  /** Whoever takes on operations refuses such a stop; here it lasts for one decision. */
  private static boolean isStopThatAlwaysOnTakesBack(Walk walk, Power power) {
    return walk.mode.mode() == Mode.AlwaysOn
        && walk.held.isEmpty()
        && power.desired() == Desired.Stopped;
  }

  @Property(tries = 200)
  void whoeverLooksAgainWhenToldToSeesAnIdleDesktopStop(@ForAll("modes") RunningMode mode) {
    Walk walk = new Walk(mode);
    walk.connection =
        new Connection(Connection.State.DISCONNECTED, null, Conditions.time(Walk.CREATED));
    walk.runningSince = Optional.of(Walk.CREATED);
    Power power = PowerPlanner.decide(walk.situation());
    for (int looks = 0; looks < 100 && power.desired() == Desired.Running; looks++) {
      Optional<Duration> recheck = PowerPlanner.recheck(power, walk.connection, walk.now);
      if (recheck.isEmpty()) {
        assertThat(mode.mode()).as("stops some day").isNotEqualTo(Mode.AutoStop);
        return;
      }
      walk.now = walk.now.plus(recheck.get());
      power = walk.later(power, walk.now);
    }
    assertThat(power.desired()).isEqualTo(Desired.Stopped);
  }
}
