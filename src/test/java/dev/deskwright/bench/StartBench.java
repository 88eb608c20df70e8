package dev.deskwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the start of the process to {@code /readyz}, and what an idle operator holds, with no
 * WorkSpace and with some. Run by {@code ./mvnw -Pbench verify}; {@code -Dbench.workspaces} and
 * {@code -Dbench.trials} change the size.
 */
@Tag("bench")
@WithApiServer
class StartBench {

  private static final int TRIALS = Integer.getInteger("bench.trials", 5);
  private static final int WORKSPACES = Integer.getInteger("bench.workspaces", 500);

  @TempDir Path folder;

  @Test
  void startToReadyAndIdleMemory() throws Exception {
    try (var server = ApiServer.start(List.of());
        var client = server.clientInNewNamespace()) {
      Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), server.kubeconfig());
      var report = new Report("start");
      report.atMost("start to ready, s", 1);
      report.add("no WorkSpace", trials(List.of(), kubeconfig));
      List<String> cache = AotCache.options();
      if (!cache.isEmpty()) {
        report.add("no WorkSpace, AOT cache", trials(cache, kubeconfig));
      }
      fill(client, kubeconfig);
      report.add(WORKSPACES + " WorkSpaces", trials(List.of(), kubeconfig));
      if (!cache.isEmpty()) {
        report.add(WORKSPACES + " WorkSpaces, AOT cache", trials(cache, kubeconfig));
      }
      report.add("image", List.of(Map.of("jars of the image, MiB", ImageSize.mebibytes())));
      report.write();
      assertThat(report.rows()).hasSizeGreaterThan(2);
    }
  }

  private List<Map<String, Double>> trials(List<String> cache, Path kubeconfig)
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

  /** Lets an operator make all claims and pods, so that the later starts find a settled world. */
  private void fill(KubernetesClient client, Path kubeconfig) throws Exception {
    client.resource(Samples.directory("corp")).create();
    client.resource(Samples.BUNDLE).create();
    for (int i = 0; i < WORKSPACES; i++) {
      client.resource(Samples.workspace("user-" + i)).create();
    }
    try (var operator = OperatorProcess.start(kubeconfig)) {
      operator.awaitReady();
      org.awaitility.Awaitility.await()
          .atMost(java.time.Duration.ofMinutes(5))
          .until(() -> client.pods().list().getItems().size() == WORKSPACES);
      operator.awaitIdle();
    }
  }
}
