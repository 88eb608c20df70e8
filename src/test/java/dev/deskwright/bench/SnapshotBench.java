package dev.deskwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.workspace.snapshots.SnapshotBurst;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How evenly the automatic snapshots of a fleet of {@code -Dbench.snapshots} come due. */
@Tag("bench")
class SnapshotBench {

  private static final int DESKTOPS = Integer.getInteger("bench.snapshots", 10_000);

  @Test
  void largestBurst() throws Exception {
    var report = new Report("snapshots");
    add(report, "a day like any other", SnapshotBurst.inADayLikeAnyOther(DESKTOPS));
    add(report, "all were missed", SnapshotBurst.whenAllWereMissed(DESKTOPS));
    report.write();
    assertThat(report.rows()).hasSize(2);
  }

  private static void add(Report report, String situation, SnapshotBurst burst) throws IOException {
    report.add(
        DESKTOPS + " desktops, " + situation,
        List.of(
            Map.of(
                "most in a second", (double) burst.largest(Duration.ofSeconds(1)),
                "most in a minute", (double) burst.largest(Duration.ofMinutes(1)))));
  }
}
