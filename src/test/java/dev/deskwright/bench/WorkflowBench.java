package dev.deskwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.bench.cluster.BenchCluster;
import dev.deskwright.bench.cluster.Crowd;
import dev.deskwright.bench.cluster.Office;
import dev.deskwright.bench.cluster.Requests;
import dev.deskwright.bench.cluster.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What each workflow asks of the API server for one WorkSpace, by the server's own audit log. The
 * cluster has no snapshots: what those add stands in {@code docs/reference/operations.md}.
 */
@Tag("bench")
class WorkflowBench {

  private static final int DESKTOPS = Integer.getInteger("bench.desktops", 100);
  private static final Duration LIMIT = Duration.ofMinutes(30);

  @Test
  void requestsByWorkflow() throws Exception {
    var report = new Report("workflows");
    report.atMost("writes each", 5);
    report.atMost("reads each", 0);
    report.atMost("conflicts each", 0);
    report.atMost("writes each that change nothing", 0);
    try (var cluster = BenchCluster.startWithAnswers();
        var office = Office.open(cluster);
        var operator = OperatorProcess.start(cluster.operatorKubeconfig());
        var timeline = new Timeline(office.client())) {
      operator.awaitReady();
      office.addUsers(Office.names(0, DESKTOPS));
      office.awaitOpen();
      operator.awaitIdle();
      new Run(cluster, office, operator, timeline, report).all();
    }
    report.write();
    assertThat(report.rows()).hasSizeGreaterThan(5);
  }

  private record Run(
      BenchCluster cluster,
      Office office,
      OperatorProcess operator,
      Timeline timeline,
      Report report) {

    void all() throws Exception {
      List<String> names = Office.names(0, DESKTOPS);
      timeline.begin(WorkSpaceState.AVAILABLE);
      count("create", names, office::request, () -> timeline.awaitState(DESKTOPS, LIMIT));
      for (String operation : List.of("reboot", "stop", "start", "rebuild")) {
        count(
            operation,
            names,
            name -> office.ask(name, operation, "once"),
            () -> awaitDone(operation));
      }
      count("an annotation of somebody else", names, office::touch, () -> {});
      count("delete", names, office::delete, this::awaitGone);
    }

    private void count(
        String workflow, List<String> names, java.util.function.Consumer<String> ask, Runnable wait)
        throws Exception {
      long position = cluster.audit().position();
      double passes = operator.passes();
      Crowd.atOnce(names, ask);
      wait.run();
      operator.awaitIdle();
      Map<String, Double> figures =
          new TreeMap<>(Requests.since(cluster.audit(), position).each(names.size()));
      figures.put("passes each", (operator.passes() - passes) / names.size());
      report.add(workflow, List.of(figures));
    }

    private void awaitDone(String operation) {
      Awaitility.await(operation)
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () ->
                  office.client().resources(WorkSpace.class).list().getItems().stream()
                      .allMatch(ws -> isDone(ws, operation)));
    }

    private static boolean isDone(WorkSpace workspace, String operation) {
      var operations = workspace.getStatus().operations();
      return operations != null
          && operations.stream()
              .anyMatch(
                  o ->
                      o.operation().key().equals(operation)
                          && o.result() == OperationStatus.Result.Done);
    }

    private void awaitGone() {
      Awaitility.await("deletion")
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> office.client().pods().list().getItems().isEmpty());
    }
  }
}
