package dev.deskwright.fault;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What each operation costs the API server in writes, when nothing comes in its way. */
class WriteCountTest {

  /** Slow enough for the operator to see all that happens, as it does on a real cluster. */
  private static final int HASTE = 10;

  @Test
  void noOperationCostsMoreWritesThanItMay() {
    var soft = new SoftAssertions();
    System.out.printf("%-30s %8s %8s %8s%n", "operation", "accepted", "at most", "refused");
    try (var cluster = SimulatedCluster.start(HASTE)) {
      for (Trial trial : Trial.all()) {
        try (var scene = Scene.of(trial, cluster)) {
          scene.begin(trial, Fault.NONE);
          scene.awaitEnd(trial);
          var all = scene.writes();
          var accepted = all.stream().filter(Write::isAccepted).toList();
          System.out.printf(
              "%-30s %8d %8d %8d%n",
              trial, accepted.size(), trial.mostWrites(), all.size() - accepted.size());
          soft.assertThat(accepted)
              .as("writes of %s", trial)
              .hasSizeLessThanOrEqualTo(trial.mostWrites());
        }
      }
    }
    soft.assertAll();
  }
}
