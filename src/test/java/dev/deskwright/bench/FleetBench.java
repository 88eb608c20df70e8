package dev.deskwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.bench.cluster.BenchCluster;
import dev.deskwright.bench.cluster.Crowd;
import dev.deskwright.bench.cluster.Office;
import dev.deskwright.bench.cluster.PowerLaw;
import dev.deskwright.bench.cluster.ProcessorTime;
import dev.deskwright.bench.cluster.Quantiles;
import dev.deskwright.bench.cluster.Requests;
import dev.deskwright.bench.cluster.Timeline;
import dev.deskwright.fixture.AuditLog.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A fleet that grows step by step, up to {@code -Dbench.workspaces}. At each size: what growing and
 * resting cost, and what a restart does. At the last: a long rest of {@code -Dbench.idle.minutes},
 * and a Monday morning on which {@code -Dbench.resumes} desktops are started at once.
 */
@Tag("bench")
class FleetBench {

  private static final int WORKSPACES = Integer.getInteger("bench.workspaces", 1000);
  private static final int TRIALS = Integer.getInteger("bench.trials", 5);
  private static final int IDLE_MINUTES = Integer.getInteger("bench.idle.minutes", 10);
  private static final int RESUMES = Integer.getInteger("bench.resumes", 1000);
  private static final Duration LIMIT = Duration.ofMinutes(90);

  /** Figures of one desktop, which do not grow if the exponent is 0, and of a restart of all. */
  private static final List<String> GROWING =
      List.of(
          "time, ms each",
          "CPU of operator, ms each",
          "heap each, KiB",
          "restart to ready, s",
          "CPU until idle, s");

  @Test
  void growRestRestartAndResume() throws Exception {
    var report = new Report("fleet-" + WORKSPACES);
    goals(report);
    try (var cluster = BenchCluster.start();
        var office = Office.open(cluster);
        var timeline = new Timeline(office.client())) {
      var fleet = new Run(cluster, office, timeline, report);
      fleet.grow();
      fleet.rest();
      fleet.resume();
      report.write();
      fleet.assertNothingWrittenAtRest();
    }
  }

  private static void goals(Report report) {
    report.atMost("writes each", 5);
    report.atMost("CPU at rest, % of a core", 1);
    report.atMost("writes at rest", 0);
    report.atMost("heap each, KiB", 8);
    report.atMost("memory, MiB", 256);
    report.atMost("restart to ready, s", 10);
    report.atMost("writes of a restart", 0);
    report.atMost("peak memory beside steady", 1.25);
  }

  /** Sizes from 100 on, each about three times the one before. */
  static List<Integer> sizes(int last) {
    List<Integer> sizes = new ArrayList<>();
    for (double size = 100; size < last * 0.9; size *= Math.sqrt(10)) {
      sizes.add((int) Math.round(size));
    }
    sizes.add(last);
    return sizes;
  }

  private static final class Run {
    private final BenchCluster cluster;
    private final Office office;
    private final Timeline timeline;
    private final Report report;
    private final List<Request> unwanted = new ArrayList<>();
    private final Map<String, PowerLaw> growth = new TreeMap<>();

    /** What does not grow: classes and caches of the libraries, and 100 desktops. */
    private double firstHeap;

    private int made;

    Run(BenchCluster cluster, Office office, Timeline timeline, Report report) {
      this.cluster = cluster;
      this.office = office;
      this.timeline = timeline;
      this.report = report;
    }

    private OperatorProcess operator() throws Exception {
      var operator = OperatorProcess.start(cluster.operatorKubeconfig(), OperatorProcess.ELECTED);
      timeline.dependOn(operator::isAlive);
      return operator;
    }

    void grow() throws Exception {
      try (var operator = operator()) {
        operator.awaitReady();
        office.awaitOpen();
      }
      for (int size : sizes(WORKSPACES)) {
        Map<String, Double> step = growTo(size);
        report.add(size + " WorkSpaces, growing", List.of(step));
        note(size, step);
        List<Map<String, Double>> restarts = new ArrayList<>();
        for (int i = 0; i < TRIALS; i++) {
          restarts.add(restart(size));
        }
        report.add(size + " WorkSpaces, restart", restarts);
        note(size, restarts.get(restarts.size() / 2));
      }
      Map<String, Double> exponents = new TreeMap<>();
      growth.forEach((figure, fit) -> exponents.put("exponent of " + figure, fit.exponent()));
      report.add("growth with the fleet", List.of(exponents));
    }

    /** Of what is told for each desktop, the total grows by one power more. */
    private void note(int size, Map<String, Double> figures) {
      for (String figure : GROWING) {
        if (figures.containsKey(figure)) {
          growth.computeIfAbsent(figure, f -> new PowerLaw()).add(size, figures.get(figure));
        }
      }
    }

    private Map<String, Double> growTo(int size) throws Exception {
      List<String> names = Office.names(made, size);
      office.addUsers(names);
      try (var operator = operator()) {
        operator.awaitReady();
        operator.awaitIdle();
        double passes = operator.passes();
        timeline.begin(WorkSpaceState.AVAILABLE);
        var load = Report.load();
        var before = ProcessorTime.now();
        long position = cluster.audit().position();
        double start = Timeline.now();
        Crowd.atOnce(
            names,
            name -> {
              timeline.asked(name);
              office.request(name);
            });
        timeline.awaitState(names.size(), LIMIT);
        double took = Timeline.now() - start;
        var after = ProcessorTime.now();
        Map<String, Double> figures = new TreeMap<>(load);
        figures.put("time, ms each", took / names.size() * 1e3);
        figures.put(
            "CPU of operator, ms each", after.since(before, "operator") / names.size() * 1e3);
        figures.put(
            "CPU of control plane, ms each", after.controlPlaneSince(before) / names.size() * 1e3);
        figures.put("passes each", (operator.passes() - passes) / names.size());
        figures.put("memory, MiB", operator.memoryMebibytes());
        figures.put("anonymous memory, MiB", operator.anonymousMebibytes());
        figures.put("peak memory, MiB", operator.peakMebibytes());
        figures.putAll(Requests.since(cluster.audit(), position).each(names.size()));
        made = size;
        return figures;
      }
    }

    private Map<String, Double> restart(int size) throws Exception {
      long position = cluster.audit().position();
      var load = Report.load();
      try (var operator = operator()) {
        double ready = operator.awaitReady();
        operator.awaitIdle();
        Map<String, Double> figures = new TreeMap<>(load);
        figures.put("restart to ready, s", ready);
        figures.put("CPU until idle, s", operator.cpuSeconds());
        double peak = operator.peakMebibytes();
        double heap = operator.liveHeapMebibytes();
        figures.put("live heap, MiB", heap);
        if (size == sizes(WORKSPACES).get(0)) {
          firstHeap = heap;
        } else {
          figures.put(
              "heap each, KiB", (heap - firstHeap) * 1024 / (size - sizes(WORKSPACES).get(0)));
        }
        figures.put("memory, MiB", operator.memoryMebibytes());
        figures.put("anonymous memory, MiB", operator.anonymousMebibytes());
        figures.put("peak memory beside steady", peak / operator.memoryMebibytes());
        List<Request> writes = writesSince(position);
        unwanted.addAll(writes);
        figures.put("writes of a restart", (double) writes.size());
        return figures;
      }
    }

    private List<Request> writesSince(long position) throws IOException {
      return Requests.since(cluster.audit(), position).writes();
    }

    void rest() throws Exception {
      try (var operator = operator()) {
        operator.awaitReady();
        operator.awaitIdle();
        long position = cluster.audit().position();
        double cpu = operator.cpuSeconds();
        double passes = operator.passes();
        Thread.sleep(Duration.ofMinutes(IDLE_MINUTES).toMillis());
        Map<String, Double> figures = new TreeMap<>();
        figures.put(
            "CPU at rest, % of a core",
            (operator.cpuSeconds() - cpu) / (IDLE_MINUTES * 60.0) * 100);
        figures.put("passes at rest", operator.passes() - passes);
        figures.put("memory, MiB", operator.memoryMebibytes());
        figures.put("anonymous memory, MiB", operator.anonymousMebibytes());
        List<Request> writes = writesSince(position);
        unwanted.addAll(writes);
        figures.put("writes at rest", (double) writes.size());
        report.add(made + " WorkSpaces, idle " + IDLE_MINUTES + " min", List.of(figures));
        java.nio.file.Files.writeString(
            java.nio.file.Path.of("target/bench-histogram.txt"),
            operator.diagnose("GC.class_histogram"));
      }
    }

    void resume() throws Exception {
      List<String> names = Office.names(0, Math.min(RESUMES, made));
      try (var operator = operator()) {
        operator.awaitReady();
        operator.awaitIdle();
        List<Map<String, Double>> trials = new ArrayList<>();
        for (int i = 0; i < TRIALS; i++) {
          String value = "trial-" + i;
          turn(names, "stop", value, WorkSpaceState.STOPPED);
          trials.add(turn(names, "start", value, WorkSpaceState.AVAILABLE));
        }
        report.add(names.size() + " resumes at once", trials);
      }
    }

    private Map<String, Double> turn(
        List<String> names, String operation, String value, WorkSpaceState state) {
      timeline.begin(state);
      Map<String, Double> figures = new TreeMap<>(Report.load());
      var before = ProcessorTime.now();
      Crowd.atOnce(
          names,
          name -> {
            timeline.asked(name);
            office.ask(name, operation, value);
          });
      timeline.awaitState(names.size(), LIMIT);
      var after = ProcessorTime.now();
      new Quantiles(timeline.desktops().stream().mapToDouble(Timeline.Desktop::untilState))
          .put("start to AVAILABLE", figures);
      figures.put("CPU of operator, ms each", after.since(before, "operator") / names.size() * 1e3);
      figures.put(
          "CPU of control plane, ms each", after.controlPlaneSince(before) / names.size() * 1e3);
      return figures;
    }

    void assertNothingWrittenAtRest() {
      assertThat(unwanted).as("writes of an operator that has nothing to do").isEmpty();
    }
  }
}
