package dev.deskwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.bench.cluster.BareLoad;
import dev.deskwright.bench.cluster.BenchCluster;
import dev.deskwright.bench.cluster.Crowd;
import dev.deskwright.bench.cluster.Office;
import dev.deskwright.bench.cluster.ProcessorTime;
import dev.deskwright.bench.cluster.Quantiles;
import dev.deskwright.bench.cluster.Timeline;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many WorkSpaces asked for at once, beside the same pods and claims made with no operator. Each
 * trial has a new cluster for either. {@code -Dbench.workspaces} and {@code -Dbench.trials} change
 * the size.
 */
@Tag("bench")
class CreateBench {

  private static final int TRIALS = Integer.getInteger("bench.trials", 5);
  private static final int WORKSPACES = Integer.getInteger("bench.workspaces", 1000);
  private static final Duration LIMIT = Duration.ofMinutes(60);

  /**
   * The rate is that of all but the last: a pod that a scheduler forgets for minutes is no rate.
   */
  private static final double ALMOST = 0.99;

  private static final String MODEL = "model-desktop";

  @Test
  void manyAtOnce() throws Exception {
    var report = new Report("create-" + WORKSPACES);
    report.atLeast("rate beside no operator, %", 90);
    List<Map<String, Double>> with = new ArrayList<>();
    List<Map<String, Double>> without = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      Map<String, Double> bare = bare();
      Map<String, Double> operator = operator();
      operator.put(
          "rate beside no operator, %", operator.get("desktops/s") / bare.get("desktops/s") * 100);
      without.add(bare);
      with.add(operator);
    }
    report.add(WORKSPACES + ", no operator", without);
    report.add(WORKSPACES + " WorkSpaces", with);
    report.write();
    assertThat(report.rows()).hasSize(2);
  }

  private static Map<String, Double> operator() throws Exception {
    try (var cluster = BenchCluster.start();
        var office = Office.open(cluster);
        var operator = OperatorProcess.start(cluster.operatorKubeconfig())) {
      operator.awaitReady();
      List<String> names = Office.names(0, WORKSPACES);
      office.addUsers(names);
      office.awaitOpen();
      try (var timeline = new Timeline(office.client())) {
        timeline.begin(WorkSpaceState.AVAILABLE);
        var load = Report.load();
        var before = ProcessorTime.now();
        double start = Timeline.now();
        Crowd.atOnce(
            names,
            name -> {
              timeline.asked(name);
              office.request(name);
            });
        timeline.awaitState(WORKSPACES, LIMIT);
        var figures = figures(timeline, load, start, before, Timeline.Desktop::stateAt);
        quantiles(timeline, Timeline.Desktop::untilState).put("create to AVAILABLE", figures);
        quantiles(timeline, Timeline.Desktop::operatorsShare).put("operator's share", figures);
        figures.put("operator's peak memory, MiB", operator.peakMebibytes());
        return figures;
      }
    }
  }

  private static Map<String, Double> bare() throws Exception {
    try (var cluster = BenchCluster.start();
        var office = Office.open(cluster);
        KubernetesClient client = cluster.client(cluster.newNamespace())) {
      var copies = learn(cluster, office, client);
      List<String> names = Office.names(0, WORKSPACES);
      try (var timeline = new Timeline(client)) {
        timeline.begin(WorkSpaceState.AVAILABLE);
        var load = Report.load();
        var before = ProcessorTime.now();
        double start = Timeline.now();
        Crowd.atOnce(
            names,
            name -> {
              timeline.asked(name);
              copies.create(name);
            });
        timeline.awaitReady(WORKSPACES, LIMIT);
        var figures = figures(timeline, load, start, before, Timeline.Desktop::readyAt);
        quantiles(timeline, Timeline.Desktop::untilReady).put("create to ready", figures);
        return figures;
      }
    }
  }

  /** The operator makes one, and is stopped. */
  private static BareLoad learn(BenchCluster cluster, Office office, KubernetesClient client)
      throws Exception {
    try (var operator = OperatorProcess.start(cluster.operatorKubeconfig());
        var timeline = new Timeline(office.client())) {
      operator.awaitReady();
      office.addUsers(List.of(MODEL));
      office.request(MODEL);
      timeline.awaitState(1, LIMIT);
      return BareLoad.like(MODEL, office.client(), client);
    }
  }

  private static Map<String, Double> figures(
      Timeline timeline,
      Map<String, Double> load,
      double start,
      ProcessorTime before,
      ToDoubleFunction<Timeline.Desktop> end) {
    double almostAll =
        quantiles(timeline, desktop -> end.applyAsDouble(desktop) - start).at(ALMOST);
    var now = ProcessorTime.now();
    Map<String, Double> figures = new TreeMap<>(load);
    figures.put("desktops/s", WORKSPACES * ALMOST / almostAll);
    for (var program :
        List.of(
            "etcd",
            "kube-apiserver",
            "kube-controller-manager",
            "kube-scheduler",
            "kwok",
            "operator",
            "benchmark")) {
      figures.put("CPU of " + program + ", ms each", now.since(before, program) / WORKSPACES * 1e3);
    }
    return figures;
  }

  private static Quantiles quantiles(Timeline timeline, ToDoubleFunction<Timeline.Desktop> figure) {
    return new Quantiles(timeline.desktops().stream().mapToDouble(figure));
  }
}
