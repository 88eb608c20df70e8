package dev.deskwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.bench.cluster.BenchCluster;
import dev.deskwright.bench.cluster.Crowd;
import dev.deskwright.bench.cluster.Office;
import dev.deskwright.bench.cluster.Quantiles;
import dev.deskwright.bench.cluster.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * WorkSpaces asked for at a steady rate: what the operator adds to what the control plane takes.
 * That is the time from the WorkSpace to the last thing made for it, without the wait for its
 * volumes, and from the ready pod to AVAILABLE, as an independent client sees them. {@code
 * -Dbench.rate} is how many a second.
 */
@Tag("bench")
class SteadyBench {

  private static final int TRIALS = Integer.getInteger("bench.trials", 5);
  private static final int RATE = Integer.getInteger("bench.rate", 10);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
  private static final int WARM = 100;
  private static final Duration LIMIT = Duration.ofMinutes(30);

  @Test
  void operatorAddedLatency() throws Exception {
    var report = new Report("steady-" + RATE);
    report.atMost("added by the operator p99, s", 0.5);
    List<Map<String, Double>> trials = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      trials.add(trial());
    }
    report.add(RATE + " a second", trials);
    report.write();
    assertThat(report.rows()).hasSize(1);
  }

  private static Map<String, Double> trial() throws Exception {
    List<String> first = Office.names(0, WARM);
    List<String> names = Office.names(WARM, WARM + RATE * SECONDS);
    try (var cluster = BenchCluster.start();
        var office = Office.open(cluster);
        var operator = OperatorProcess.start(cluster.operatorKubeconfig());
        var timeline = new Timeline(office.client())) {
      operator.awaitReady();
      office.addUsers(Office.names(0, WARM + RATE * SECONDS));
      office.awaitOpen();
      timeline.begin(WorkSpaceState.AVAILABLE);
      Crowd.atOnce(first, office::request);
      timeline.awaitState(WARM, LIMIT);
      operator.awaitIdle();
      timeline.begin(WorkSpaceState.AVAILABLE);
      Map<String, Double> figures = new TreeMap<>(Report.load());
      double start = Timeline.now();
      Crowd.steadily(
          names,
          RATE,
          name -> {
            timeline.asked(name);
            office.request(name);
          });
      figures.put("asked for a second", names.size() / (Timeline.now() - start));
      timeline.awaitState(names.size(), LIMIT);
      quantiles(timeline, Timeline.Desktop::operatorsShare).put("added by the operator", figures);
      quantiles(timeline, Timeline.Desktop::untilState).put("create to AVAILABLE", figures);
      return figures;
    }
  }

  private static Quantiles quantiles(
      Timeline timeline, java.util.function.ToDoubleFunction<Timeline.Desktop> figure) {
    return new Quantiles(timeline.desktops().stream().mapToDouble(figure));
  }
}
