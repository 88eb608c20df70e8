package dev.deskwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.bench.cluster.BenchCluster;
import dev.deskwright.bench.cluster.Crowd;
import dev.deskwright.bench.cluster.Office;
import dev.deskwright.bench.cluster.ProcessorTime;
import dev.deskwright.bench.cluster.Quantiles;
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
  private static final String[] ELECTED = {
    "--leader-election", "true", "--leader-election-namespace", "default"
  };

  @Test
  void growRestRestartAndResume() throws Exception {
    var report = new Report("fleet");
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
    private double emptyHeap;
    private int made;

    Run(BenchCluster cluster, Office office, Timeline timeline, Report report) {
      this.cluster = cluster;
      this.office = office;
      this.timeline = timeline;
      this.report = report;
    }

    private OperatorProcess operator() throws IOException {
      return OperatorProcess.start(cluster.operatorKubeconfig(), ELECTED);
    }

    void grow() throws Exception {
      Map<Integer, Map<String, Double>> steps = new TreeMap<>();
      try (var operator = operator()) {
        operator.awaitReady();
        office.awaitOpen();
        operator.awaitIdle();
        emptyHeap = operator.liveHeapMebibytes();
      }
      for (int size : sizes(WORKSPACES)) {
        Map<String, Double> step = growTo(size);
        report.add(size + " WorkSpaces, growing", List.of(step));
        List<Map<String, Double>> restarts = new ArrayList<>();
        for (int i = 0; i < TRIALS; i++) {
          restarts.add(restart(size));
        }
        report.add(size + " WorkSpaces, restart", restarts);
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
        Map<String, Double> figures = new TreeMap<>();
        figures.put("time, ms each", took / names.size() * 1e3);
        figures.put("CPU of operator, ms each", after.since(before, "operator") / names.size() * 1e3);
        figures.put(
            "CPU of control plane, ms each", after.controlPlaneSince(before) / names.size() * 1e3);
        figures.put("passes each", (operator.passes() - passes) / names.size());
        figures.put("peak memory, MiB", operator.peakMebibytes());
        requests(names, position, figures);
        made = size;
        return figures;
      }
    }

    private void requests(List<String> names, long position, Map<String, Double> figures)
        throws IOException {
      List<Request> all = cluster.audit().operatorRequestsSince(position);
      figures.put("writes each", all.stream().filter(Run::isWrite).count() / (double) names.size());
      figures.put(
          "reads each",
          all.stream().filter(r -> r.verb().equals("get") || r.verb().equals("list")).count()
              / (double) names.size());
      figures.put(
          "conflicts each", all.stream().filter(r -> r.code() == 409).count() / (double) names.size());
    }

    /** The lease is the one thing that is written all the time. */
    private static boolean isWrite(Request request) {
      return request.isWrite() && !request.resource().equals("leases");
    }

    private Map<String, Double> restart(int size) throws Exception {
      long position = cluster.audit().position();
      try (var operator = operator()) {
        double ready = operator.awaitReady();
        operator.awaitIdle();
        Map<String, Double> figures = new TreeMap<>();
        figures.put("start to ready, s", ready);
        figures.put("CPU until idle, s", operator.cpuSeconds());
        double peak = operator.peakMebibytes();
        double heap = operator.liveHeapMebibytes();
        figures.put("live heap, MiB", heap);
        figures.put("heap each, KiB", (heap - emptyHeap) * 1024 / size);
        figures.put("resident memory, MiB", operator.residentMebibytes());
        figures.put("peak memory beside resident", peak / operator.residentMebibytes());
        List<Request> writes = writesSince(position);
        unwanted.addAll(writes);
        figures.put("writes", (double) writes.size());
        return figures;
      }
    }

    private List<Request> writesSince(long position) throws IOException {
      return cluster.audit().operatorRequestsSince(position).stream().filter(Run::isWrite).toList();
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
            "CPU, % of a core", (operator.cpuSeconds() - cpu) / (IDLE_MINUTES * 60.0) * 100);
        figures.put("passes", operator.passes() - passes);
        figures.put("resident memory, MiB", operator.residentMebibytes());
        List<Request> writes = writesSince(position);
        unwanted.addAll(writes);
        figures.put("writes", (double) writes.size());
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
      var before = ProcessorTime.now();
      Crowd.atOnce(
          names,
          name -> {
            timeline.asked(name);
            office.ask(name, operation, value);
          });
      timeline.awaitState(names.size(), LIMIT);
      var after = ProcessorTime.now();
      Map<String, Double> figures = new TreeMap<>();
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
