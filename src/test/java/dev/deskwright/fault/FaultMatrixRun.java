package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fixture.WithApiServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole fault matrix: {@code ./mvnw -Pfaults verify}. What can be set, as system properties, is
 * below; with {@code faults.round}, one round is played again.
 */
@Tag("faults")
@WithApiServer
class FaultMatrixRun {

  private static final Path RESULT = Path.of("target", "faults", "result.json");
  private static final int HASTE = 20;

  private static final Campaign.Size SIZE =
      new Campaign.Size(
          Long.getLong("faults.seed", 8),
          Long.getLong("faults.operations", 100_000),
          Duration.ofMinutes(Integer.getInteger("faults.minutes", 240)),
          Integer.getInteger("faults.lanes", 2),
          Integer.getInteger("faults.workspaces", 50),
          Duration.ofSeconds(Integer.getInteger("faults.storm", 100)),
          Duration.ofSeconds(Integer.getInteger("faults.bound", 180)));

  @Test
  void nothingIsBrokenWhateverGoesWrong() {
    System.out.printf("seed %d; results in %s%n", SIZE.seed(), RESULT);
    try (var cluster = RealCluster.start(HASTE)) {
      Integer round = Integer.getInteger("faults.round");
      if (round == null) {
        assertThat(new Campaign(cluster, SIZE, RESULT).run()).isEmpty();
      } else {
        var again = new Round(cluster, SIZE.round(round), UnaryOperator.identity());
        assertThat(again.play().violations()).isEmpty();
      }
    }
  }
}
