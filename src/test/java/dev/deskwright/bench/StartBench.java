package dev.deskwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.bench.cluster.BenchCluster;
import dev.deskwright.bench.cluster.Office;
import dev.deskwright.bench.cluster.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * From the start of the process to {@code /readyz}, and what an idle operator holds, with no
 * WorkSpace and with some. Run by {@code ./mvnw -Pbench verify}; {@code -Dbench.workspaces} and
 * {@code -Dbench.trials} change the size.
 */
@Tag("bench")
class StartBench {

  private static final int TRIALS = Integer.getInteger("bench.trials", 5);
  private static final int WORKSPACES = Integer.getInteger("bench.workspaces", 500);
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Test
  void startToReadyAndIdleMemory() throws Exception {
    List<String> cache = AotCache.options();
    try (var cluster = BenchCluster.start();
        var office = Office.open(cluster);
        var timeline = new Timeline(office.client())) {
      Path kubeconfig = cluster.operatorKubeconfig();
      var report = new Report("start");
      report.atMost("start to ready, s", 1);
      report.add("no WorkSpace", trials(List.of(), kubeconfig));
      if (!cache.isEmpty()) {
        report.add("no WorkSpace, AOT cache", trials(cache, kubeconfig));
      }
      fill(office, timeline, kubeconfig);
      report.add(WORKSPACES + " WorkSpaces", trials(List.of(), kubeconfig));
      if (!cache.isEmpty()) {
        report.add(WORKSPACES + " WorkSpaces, AOT cache", trials(cache, kubeconfig));
      }
      report.add("image", List.of(Map.of("jars of the image, MiB", ImageSize.mebibytes())));
      report.write();
      assertThat(report.rows()).hasSizeGreaterThan(2);
    }
  }

  private static List<Map<String, Double>> trials(List<String> cache, Path kubeconfig)
      throws IOException, InterruptedException {
    List<Map<String, Double>> trials = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      double load = Report.load().get("load average before");
      try (var operator = OperatorProcess.start(cache, kubeconfig)) {
        double ready = operator.awaitReady();
        operator.awaitIdle();
        trials.add(
            Map.of(
                "load average before", load,
                "start to ready, s", ready,
                "memory, MiB", operator.memoryMebibytes(),
                "live heap, MiB", operator.liveHeapMebibytes(),
                "CPU until idle, s", operator.cpuSeconds()));
      }
    }
    return trials;
  }

  /** Lets an operator make all desktops, so that the later starts find a settled world. */
  private static void fill(Office office, Timeline timeline, Path kubeconfig) throws Exception {
    List<String> names = Office.names(0, WORKSPACES);
    office.addUsers(names);
    try (var operator = OperatorProcess.start(kubeconfig)) {
      operator.awaitReady();
      office.awaitOpen();
      timeline.begin(WorkSpaceState.AVAILABLE);
      names.forEach(office::request);
      timeline.awaitState(WORKSPACES, LIMIT);
      operator.awaitIdle();
    }
  }
}
