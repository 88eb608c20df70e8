package dev.deskwright.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.kernel.Ids;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.Metric;
import dev.deskwright.workspace.Samples;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many series a large fleet has, and what it takes to tell of them. */
class CardinalityTest {

  private static final int DIRECTORIES = 10;
  private static final int WORKSPACES = 10_000;

  /** With all that a WorkSpace can have: state, names, time, cost, a snapshot and two volumes. */
  private static final int SERIES_OF_A_WORKSPACE = 8;

  private final PlayedFleet fleet = new PlayedFleet();

  @BeforeEach
  void fill() {
    fleet.bundles.add(
        Samples.bundle(
            "prices: {currency: EUR, monthly: '35', hourlyBase: '9.75', hourly: '0.30'}"));
    for (int number = 0; number < DIRECTORIES; number++) {
      Directory directory =
          Samples.directory("quotas: {workspaces: 2000, runningWorkspaces: 1000, vcpu: 4000}");
      directory.getMetadata().setName("corp-" + number);
      directory.getMetadata().setUid("directory-" + number);
      fleet.directories.add(directory);
    }
    for (int number = 0; number < WORKSPACES; number++) {
      fleet.add(status(number), "tags: {team: t%d}".formatted(number % 40));
    }
  }

  private static String status(int number) {
    return """
        workspaceId: ws-%09d
        directoryId: %s
        bundleName: standard
        state: AVAILABLE
        runningMode: {mode: AutoStop}
        connection: {state: CONNECTED, checkedAt: "2026-11-23T11:59:00Z"}
        rootVolume: {claimName: desk-%3$d-root}
        userVolume: {claimName: desk-%3$d-user}
        snapshots: {lastUserAt: "2026-11-23T06:00:00Z"}
        usage:
          asOf: "2026-11-23T11:00:00Z"
          running: {podUid: pod-%3$d, mode: AutoStop}
          months: [{month: 2026-11, autoStopSeconds: 3601}]
        """
        .formatted(number, Ids.directory("directory-" + number % DIRECTORIES), number);
  }

  private static String metricOf(String series) {
    return series.substring(0, series.indexOf('{'));
  }

  private Map<String, Long> counts(boolean perWorkSpace) {
    return fleet.scrape(perWorkSpace, "team").keySet().stream()
        .collect(
            Collectors.groupingBy(CardinalityTest::metricOf, TreeMap::new, Collectors.counting()));
  }

  private static List<String> perWorkSpaceMetrics() {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.isPerWorkSpace() && metric.isOf(Component.OPERATOR))
        .map(Metric::prometheusName)
        .toList();
  }

  @Test
  void seriesOfEachDesktopAreEightAndTheOthersDoNotGrowWithThem() {
    Map<String, Long> on = counts(true);
    Map<String, Long> off = counts(false);
    long all = on.values().stream().mapToLong(Long::longValue).sum();
    long few = off.values().stream().mapToLong(Long::longValue).sum();
    assertThat(all - few).isEqualTo((long) SERIES_OF_A_WORKSPACE * WORKSPACES);
    assertThat(on.keySet()).containsAll(perWorkSpaceMetrics());
    assertThat(off.keySet()).doesNotContainAnyElementsOf(perWorkSpaceMetrics());
    // For each Directory: 16 states, 3 modes, 9 operations, 3 conditions, 3 quotas and 6 more.
    assertThat(few).isEqualTo(40L * DIRECTORIES + 2 * 40);
    tell("on", true, all);
    tell("off", false, few);
    on.forEach((metric, count) -> System.out.printf("  %-50s %,8d%n", metric, count));
  }

  /** Told and not judged: it is another machine's tomorrow. */
  private void tell(String how, boolean perWorkSpace, long series) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.getPrometheusRegistry().register(fleet.collector(perWorkSpace, "team"));
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Duration> times = new ArrayList<>();
    long bytes = 0;
    long allocated = 0;
    for (int scrape = 0; scrape < 10; scrape++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      long begin = threads.getCurrentThreadCpuTime();
      var counted = new Counted();
      try {
        registry.scrape(counted);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      times.add(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin));
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
      bytes = counted.bytes;
    }
    long empty = usedHeap();
    MetricSnapshots snapshots = registry.getPrometheusRegistry().scrape();
    long held = usedHeap() - empty;
    assertThat(snapshots.size()).isPositive();
    System.out.printf(
        "%,d WorkSpaces in %d Directories, series of each %s: %,d series, %,d bytes, %d ms of a"
            + " processor (the first time %d ms), %,d bytes of garbage, %,d bytes held while it is written%n",
        WORKSPACES,
        DIRECTORIES,
        how,
        series,
        bytes,
        times.get(times.size() - 1).toMillis(),
        times.get(0).toMillis(),
        allocated,
        held);
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes += length;
    }
  }
}
