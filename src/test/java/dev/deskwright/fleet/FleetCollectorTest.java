package dev.deskwright.fleet;

import static dev.deskwright.fleet.PlayedFleet.DIRECTORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.DirectoryStatus;
import dev.deskwright.kernel.Ids;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FleetCollectorTest {

  private static final String PRICES =
      "prices: {currency: EUR, monthly: '35', hourlyBase: '9.75', hourly: '0.30'}";

  private final PlayedFleet fleet = new PlayedFleet();

  /** The values of a metric by the one label that is asked for. */
  private static Map<String, Double> of(String metric, String label, Map<String, Double> series) {
    var values = new TreeMap<String, Double>();
    series.forEach(
        (name, value) -> {
          if (name.startsWith("deskwright_" + metric + "{")) {
            values.put(name.replaceAll(".*[{,]" + label + "=\"([^\"]*)\".*", "$1"), value);
          }
        });
    return values;
  }

  private static String named(String metric, String labels) {
    return "deskwright_%s{%s}".formatted(metric, labels.formatted(DIRECTORY).replace('\'', '"'));
  }

  private void add(String status, String... spec) {
    fleet.add("directoryId: " + DIRECTORY + "\n" + status, spec);
  }

  @Test
  void aDirectoryWithoutDesktopsHasItsNamesAndZeros() {
    fleet.directories.add(Samples.directory());
    var series = fleet.scrape(true);
    assertThat(series)
        .containsEntry(
            named(
                "directory_info",
                "directory='corp',directory_id='%s',namespace='team',type='SimpleAD'"),
            1.0)
        .containsEntry(named("directory_condition", "condition='Ready',directory_id='%s'"), 0.0)
        .containsEntry(named("operation_oldest_seconds", "directory_id='%s'"), 0.0)
        .containsEntry(named("users_connected", "directory_id='%s'"), 0.0);
    assertThat(of("workspaces", "state", series)).hasSize(16).containsEntry("STOPPED", 0.0);
    assertThat(of("running_seconds", "mode", series)).hasSize(3).containsEntry("Manual", 0.0);
    assertThat(series.keySet()).noneMatch(name -> name.contains("quota"));
  }

  @Test
  void conditionsAndQuotasOfADirectoryAreShown() {
    var directory = Samples.directory("quotas: {workspaces: 10, vcpu: 40}");
    directory.setStatus(
        Serialization.unmarshal(
            """
            used: {workspaces: 9, vcpu: 12}
            conditions:
            - {type: Ready, status: 'False', reason: Unreachable, message: m}
            - {type: Reachable, status: 'False', reason: Unreachable, message: m}
            - {type: Registered, status: 'True', reason: Registered, message: m}
            """,
            DirectoryStatus.class));
    fleet.directories.add(directory);
    var series = fleet.scrape(true);
    assertThat(of("directory_condition", "condition", series))
        .isEqualTo(Map.of("Ready", 0.0, "Reachable", 0.0, "Registered", 1.0));
    assertThat(of("quota_limit", "resource", series))
        .isEqualTo(Map.of("workspaces", 10.0, "vcpu", 40.0));
    assertThat(of("quota_used", "resource", series))
        .isEqualTo(Map.of("workspaces", 9.0, "vcpu", 12.0));
  }

  @Test
  void desktopsAreCountedByStateAndByWhoIsConnected() {
    add("state: AVAILABLE\nconnection: {state: CONNECTED, checkedAt: '2026-11-23T11:59:00Z'}");
    add("state: AVAILABLE\nconnection: {state: CONNECTED, checkedAt: '2026-11-23T11:40:00Z'}");
    add("state: UNHEALTHY\nconnection: {state: DISCONNECTED, checkedAt: '2026-11-23T11:59:00Z'}");
    fleet.workspaces.add(Samples.workspace());
    var series = fleet.scrape(true);
    assertThat(series)
        .containsEntry(named("workspaces", "directory_id='%s',state='AVAILABLE'"), 2.0)
        .containsEntry(named("workspaces", "directory_id='%s',state='UNHEALTHY'"), 1.0)
        .containsEntry(named("workspaces", "directory_id='unknown',state='PENDING'"), 1.0)
        .containsEntry(named("users_connected", "directory_id='%s'"), 1.0);
    assertThat(of("workspace_connected", "workspace_id", series).values())
        .containsExactlyInAnyOrder(1.0, 0.0, 0.0, 0.0);
  }

  @Test
  void runningTimeAndCostGoUpToNow() {
    fleet.bundles.add(Samples.bundle(PRICES));
    add(
        """
        runningMode: {mode: AutoStop}
        usage:
          asOf: "2026-11-23T11:00:00Z"
          running: {podUid: pod-1, mode: AutoStop}
          months:
          - {month: 2026-10, autoStopSeconds: 7000}
          - {month: 2026-11, autoStopSeconds: 3601, manualSeconds: 20}
        """);
    add(
        """
        runningMode: {mode: AlwaysOn}
        usage: {asOf: "2026-11-23T11:00:00Z", months: [{month: 2026-11, alwaysOnSeconds: 30}]}
        """);
    var series = fleet.scrape(true);
    assertThat(of("running_seconds", "mode", series))
        .isEqualTo(Map.of("AutoStop", 3601.0 + 3600, "Manual", 20.0, "AlwaysOn", 30.0));
    // 7221 seconds are three hours begun.
    assertThat(of("cost", "billing", series))
        .isEqualTo(Map.of("hourly", 9.75 + 3 * 0.30, "monthly", 35.0));
    assertThat(of("workspace_cost", "workspace_id", series))
        .isEqualTo(Map.of(Ids.workspace("uid-0"), 10.65, Ids.workspace("uid-1"), 35.0));
    assertThat(of("workspace_running_seconds", "workspace_id", series).values())
        .containsExactlyInAnyOrder(7221.0, 30.0);
  }

  @Test
  void withoutPricesOrBeforeItEverRanADesktopHasNoCost() {
    add("runningMode: {mode: Manual}\nusage: {asOf: '2026-11-23T11:00:00Z'}");
    fleet.bundles.add(Samples.bundle());
    assertThat(fleet.scrape(true).keySet()).noneMatch(name -> name.contains("cost"));
    fleet.workspaces.clear();
    fleet.bundles.set(0, Samples.bundle(PRICES));
    add("runningMode: {mode: Manual}");
    assertThat(fleet.scrape(true).keySet()).noneMatch(name -> name.contains("cost"));
  }

  @Test
  void theBundleInForceIsTheOneThatIsPaidFor() {
    fleet.bundles.add(Samples.bundle(PRICES));
    fleet.bundles.add(
        Samples.bundleNamed("big", "i", PRICES.replace("monthly: '35'", "monthly: '99'")));
    add("bundleName: big\nrunningMode: {mode: AlwaysOn}\nusage: {asOf: '2026-11-23T11:00:00Z'}");
    assertThat(of("cost", "currency", fleet.scrape(true))).isEqualTo(Map.of("EUR", 99.0));
  }

  @Test
  void operationsUnderWayAreCountedAndTheOldestIsTimed() {
    add(
        """
        operations:
        - {operation: reboot, request: '1', result: Done, requestedAt: '2026-11-23T08:00:00Z'}
        - {operation: reboot, request: '2', result: Running, requestedAt: '2026-11-23T11:50:00Z'}
        """);
    add(
        """
        operations:
        - {operation: apply-now, request: '1', result: Running, requestedAt: '2026-11-23T11:40:00Z'}
        """);
    var series = fleet.scrape(true);
    assertThat(of("operations_running", "operation", series))
        .hasSize(9)
        .containsEntry("reboot", 1.0)
        .containsEntry("apply-now", 1.0)
        .containsEntry("rebuild", 0.0);
    assertThat(series)
        .containsEntry(named("operation_oldest_seconds", "directory_id='%s'"), 1200.0);
  }

  @Test
  void theAgeOfSnapshotsIsThatOfDesktopsThatRun() {
    String running = "usage: {asOf: '2026-11-23T11:00:00Z', running: {podUid: p, mode: Manual}}\n";
    String late = "conditions: [{type: SnapshotsCurrent, status: 'False', reason: r, message: m}]";
    add(running + "snapshots: {lastUserAt: '2026-11-23T06:00:00Z'}\n" + late);
    add(running + "snapshots: {lastUserAt: '2026-11-23T09:00:00Z'}");
    add("snapshots: {lastUserAt: '2026-09-01T00:00:00Z'}");
    var series = fleet.scrape(true);
    assertThat(series)
        .containsEntry(named("snapshot_oldest_age_seconds", "directory_id='%s'"), 6 * 3600.0)
        .containsEntry(named("snapshots_overdue", "directory_id='%s'"), 1.0);
    assertThat(of("workspace_snapshot_timestamp_seconds", "workspace_id", series)).hasSize(3);
  }

  @Test
  void aDesktopHasItsNamesStateAndVolumes() {
    fleet.add(
        """
        workspaceId: ws-123456789
        directoryId: d-0123456789
        bundleName: standard
        state: STOPPED
        runningMode: {mode: AutoStop}
        rootVolume: {claimName: desk-root}
        userVolume: {claimName: desk-user-2}
        """);
    assertThat(fleet.scrape(true))
        .containsEntry(
            named(
                "workspace_info",
                "bundle='standard',directory_id='d-0123456789',mode='AutoStop',namespace='team',"
                    + "workspace='desk-0',workspace_id='ws-123456789'"),
            1.0)
        .containsEntry(named("workspace_state", "state='STOPPED',workspace_id='ws-123456789'"), 1.0)
        .containsEntry(
            named(
                "workspace_volume_info",
                "namespace='team',persistentvolumeclaim='desk-user-2',volume='user',"
                    + "workspace_id='ws-123456789'"),
            1.0);
  }

  @Test
  void chosenTagsHaveTimeAndCostAndOthersHaveNone() {
    fleet.bundles.add(Samples.bundle(PRICES));
    String status =
        "runningMode: {mode: Manual}\n"
            + "usage: {asOf: '2026-11-23T11:00:00Z', months: [{month: 2026-11, manualSeconds: 60}]}";
    add(status, "tags: {team: red, owner: bob}");
    add(status, "tags: {team: red, owner: eve}");
    add(status);
    var series = fleet.scrape(false, "team");
    assertThat(of("tag_running_seconds", "value", series))
        .isEqualTo(Map.of("red", 120.0, "none", 60.0));
    assertThat(of("tag_cost", "value", series)).isEqualTo(Map.of("red", 20.1, "none", 10.05));
    assertThat(series.keySet()).noneMatch(name -> name.contains("owner"));
  }

  @Test
  void aTagShowsTheHundredValuesOfTheMostDesktops() {
    String status =
        "usage: {asOf: '2026-11-23T11:00:00Z', months: [{month: 2026-11, manualSeconds: 1}]}";
    for (int value = 0; value < 150; value++) {
      add(status, "tags: {room: r%03d}".formatted(value));
    }
    for (int desktop = 0; desktop < 3; desktop++) {
      add(status, "tags: {room: r149}");
    }
    var values = of("tag_running_seconds", "value", fleet.scrape(false, "room"));
    assertThat(values)
        .hasSize(TagSeries.MOST_VALUES + 1)
        .containsEntry("r149", 4.0)
        .containsEntry("r000", 1.0)
        .containsEntry("r098", 1.0)
        .containsEntry("other", 50.0)
        .doesNotContainKey("r099");
  }

  @Test
  void aReplicaThatStandsByCountsNothing() {
    fleet.directories.add(Samples.directory());
    fleet.leads = false;
    assertThat(fleet.scrape(true)).isEmpty();
  }

  @Test
  void whatIsGoneIsGoneAtTheNextScrape() {
    add("state: AVAILABLE");
    fleet.directories.add(Samples.directory());
    assertThat(fleet.scrape(true)).isNotEmpty();
    fleet.workspaces.clear();
    fleet.directories.clear();
    assertThat(fleet.scrape(true)).isEmpty();
  }

  @Test
  void seriesOfEachDesktopCanBeTurnedOff() {
    add("state: AVAILABLE");
    assertThat(fleet.scrape(true).keySet()).anyMatch(name -> name.contains("workspace_id"));
    assertThat(fleet.scrape(false).keySet())
        .isNotEmpty()
        .noneMatch(name -> name.contains("workspace_id"));
  }
}
