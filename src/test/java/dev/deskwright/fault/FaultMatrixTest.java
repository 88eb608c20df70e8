package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fixture.WithApiServer;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A small slice of the fault matrix; {@link FaultMatrixRun} is the whole. */
@WithApiServer
class FaultMatrixTest {

  private static final Round.Plan SLICE =
      new Round.Plan(1, 0, 8, 5, Duration.ofSeconds(20), Duration.ofSeconds(150));

  @Test
  void nothingIsBrokenWhateverGoesWrong() {
    try (var cluster = RealCluster.start(20)) {
      var result = new Round(cluster, SLICE, UnaryOperator.identity()).play();
      assertThat(result.matrix().operations()).as("faulted operations").isGreaterThan(50);
      assertThat(result.violations()).isEmpty();
    }
  }
}
