package dev.deskwright.bench;

import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.bench.cluster.BenchCluster;
import dev.deskwright.bench.cluster.Office;
import dev.deskwright.bench.cluster.Timeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An ahead-of-time cache such as the image has: trained on one desktop, by an elected operator. */
final class AotCache {

  private static final Path FILE = Path.of("target", "bench.aot").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<String> ONE = List.of("model-desktop");
  private static List<String> options;

  private AotCache() {}

  /**
   * The option that uses it, trained at first use; none where the Java runtime has no such thing.
   */
  static synchronized List<String> options() throws Exception {
    if (options == null) {
      Files.deleteIfExists(FILE);
      train();
      options = Files.exists(FILE) ? List.of("-XX:AOTCache=" + FILE) : List.of();
      if (options.isEmpty()) {
        System.err.println("this Java runtime has left no AOT cache: the operator runs without");
      }
    }
    return options;
  }

  private static void train() throws Exception {
    try (var cluster = BenchCluster.start();
        var office = Office.open(cluster);
        var timeline = new Timeline(office.client());
        var operator =
            OperatorProcess.train(FILE, cluster.operatorKubeconfig(), OperatorProcess.ELECTED)) {
      operator.awaitReady();
      office.addUsers(ONE);
      office.awaitOpen();
      timeline.begin(WorkSpaceState.AVAILABLE);
      ONE.forEach(office::request);
      timeline.awaitState(ONE.size(), LIMIT);
      operator.passes();
    }
  }
}
