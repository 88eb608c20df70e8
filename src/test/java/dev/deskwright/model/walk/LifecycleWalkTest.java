package dev.deskwright.model.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.model.walk.Walks.Found;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Random walks through the life of a desktop: operations, faults and time in any order, with the
 * real plan. What must hold is checked in every state, and at the end of each walk everything comes
 * to rest. Then each promise is tried with a plan that is broken on purpose.
 *
 * <p>The system properties {@code deskwright.walk.seed} and {@code deskwright.walk.count} choose
 * other walks, or more of them: with the seed of a walk and a count of 1, it is taken again.
 */
class LifecycleWalkTest {

  private static final Logger LOG = LoggerFactory.getLogger(LifecycleWalkTest.class);
  private static final long SEED = Long.getLong("deskwright.walk.seed", 20_261_124);
  private static final int ENOUGH = 4_100;
  private static final int COUNT = Integer.getInteger("deskwright.walk.count", ENOUGH);
  private static final int TRIES = 2_000;

  @Test
  void noWalkBreaksAPromise() {
    Found found = Walks.take(SEED, COUNT, Planning.REAL);
    LOG.info("seeds from {}: {}", SEED, found.tally());
    assertThat(found.breaking().map(walk -> words(walk, Planning.REAL))).isEmpty();
    if (COUNT >= ENOUGH) {
      assertThat(found.tally().distinct.size()).isGreaterThanOrEqualTo(1_000_000);
    }
  }

  /** The walk in as few steps as will do, and what it breaks. */
  private static String words(Walk walk, Planning planning) {
    Walk shrunk = walk.shrunk(planning);
    return "%s, by %s".formatted(shrunk.breach(planning, new Tally()).orElse("?"), shrunk);
  }

  private static String breachOf(Planning planning) {
    Found found = Walks.take(SEED, TRIES, planning);
    return found
        .breaking()
        .flatMap(walk -> walk.breach(planning, new Tally()))
        .orElse("nothing in %d walks".formatted(TRIES));
  }

  @Test
  void aPlanThatBypassesAPodThatIsEndingIsCaught() {
    assertThat(breachOf(BrokenPlans::impatient)).startsWith("two pods are on claim");
  }

  @Test
  void aPlanThatRemovesEveryUserDriveThatIsNotMountedIsCaught() {
    assertThat(breachOf(BrokenPlans::greedy)).containsAnyOf("is deleted", "user data is lost");
  }

  @Test
  void aPlanThatTakesNoSafetySnapshotIsCaught() {
    assertThat(breachOf(BrokenPlans::reckless)).startsWith("user data is lost");
  }

  @Test
  void aPlanThatForgetsWhatWasSavedIsCaught() {
    assertThat(breachOf(BrokenPlans::forgetful)).startsWith("user data is lost");
  }

  @Test
  void aPlanThatRepeatsWhatIsRecordedIsCaught() {
    assertThat(breachOf(BrokenPlans::repeating)).startsWith("a ready pod is deleted");
  }

  @Test
  void aPlanThatNeverMakesThePodIsCaught() {
    assertThat(breachOf(BrokenPlans::lazy)).containsAnyOf("no pod runs", "never ends");
  }

  @Test
  void aPlanThatNeverLetsItRestIsCaught() {
    assertThat(breachOf(BrokenPlans::restless))
        .containsAnyOf("it looks again and again", "it never comes to rest");
  }

  @Test
  void aPlanThatDeletesWhatIsNotItsOwnIsCaught() {
    assertThat(breachOf(BrokenPlans::thieving)).startsWith("touches what is not its own");
  }
}
