package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fixture.WithApiServer;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A small slice of the fault matrix. */
@WithApiServer
class FaultMatrixTest {

  @Test
  void nothingIsBrokenWhateverGoesWrong() {
    long seed = Long.getLong("faults.seed", 1);
    int number = Integer.getInteger("faults.round", 0);
    try (var cluster = RealCluster.start(20)) {
      var plan =
          new Round.Plan(
              seed,
              number,
              Integer.getInteger("faults.customers", 12),
              Integer.getInteger("faults.chores", 6),
              Duration.ofSeconds(Integer.getInteger("faults.storm", 30)),
              Duration.ofSeconds(Integer.getInteger("faults.bound", 150)));
      long begin = System.nanoTime();
      var result = new Round(cluster, plan, UnaryOperator.identity()).play();
      System.out.printf(
          "%s: %d faulted operations, %d chores, %d crashes, settled after %s, took %s%n",
          plan,
          result.matrix().operations(),
          result.chores(),
          result.crashes(),
          result.settledAfter(),
          Duration.ofNanos(System.nanoTime() - begin));
      result
          .matrix()
          .cells()
          .forEach((cell, count) -> System.out.printf("%s %s%n", cell, count));
      assertThat(result.violations()).isEmpty();
    }
  }
}
