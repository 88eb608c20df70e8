package dev.deskwright.apiserver;

import static dev.deskwright.api.v1alpha1.WorkSpaceState.IMPAIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.deskwright.DeskwrightOperator;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.AuditLog;
import dev.deskwright.fixture.OperationTable;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.workspace.SnapshotCrds;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Brings desktops into every state on a real API server, and asks for every operation there. What
 * docs/reference/operations.md promises is what happens, cell by cell.
 */
@WithApiServer
class OperationTableTest {

  /** How many desktops are worked on at the same time. */
  private static final int AT_ONCE = 8;

  private static final ForwardClock CLOCK = new ForwardClock();

  @TempDir static Path folder;

  private static AuditLog audit;
  private static ApiServer server;
  private static KubernetesClient client;
  private static KubernetesClient operatorsClient;
  private static DeskwrightOperator operator;

  @BeforeAll
  static void start() throws IOException {
    audit = new AuditLog(folder);
    server = ApiServer.start(audit.flags());
    client = server.clientInNewNamespace();
    SnapshotCrds.install(client);
    var connection = server.connection(client.getNamespace());
    connection.setUserAgent(AuditLog.OPERATOR);
    operatorsClient = new KubernetesClientBuilder().withConfig(connection).build();
    operator =
        new DeskwrightOperator(
            ConfigReader.defaults(),
            operatorsClient,
            CLOCK,
            Meters.registry(Component.OPERATOR),
            new PlayedDirectories());
    operator.start();
    client.resource(directory(ZonedDateTime.now(CLOCK).minusHours(1))).create();
    for (String bundle : List.of("standard", PlayedDesktop.OTHER, DesktopStates.BROKEN)) {
      client.resource(Samples.BUNDLE.replace("standard", bundle)).create();
    }
    SuspendedPolicy.install(client);
  }

  @AfterAll
  static void stop() {
    operator.close();
    operatorsClient.close();
    client.close();
    server.close();
  }

  /**
   * The maintenance window was opened an hour ago, and each desktop has its turn in the first half
   * of it: so it is everybody's turn. No snapshot is taken but those that are asked for.
   */
  private static String directory(ZonedDateTime opened) {
    return """
        apiVersion: deskwright.dev/v1alpha1
        kind: Directory
        metadata: {name: corp}
        spec:
          type: SimpleAD
          domainName: corp.example.com
          snapshots: {automatic: false}
          maintenanceWindow: {schedule: "%d %d * * *", durationMinutes: 120}
        """
        .formatted(opened.getMinute(), opened.getHour());
  }

  @Test
  void everyOperationBeginsInTheStatesOfTheTableAndInNoOther() throws InterruptedException {
    var trials = new OperationTrials(client, audit);
    List<Executable> outcomes = new ArrayList<>(carryOut(trials, state -> state != IMPAIRED));
    // A pod counts as stuck a minute after it should have ended.
    CLOCK.putForward(Duration.ofSeconds(90));
    outcomes.addAll(carryOut(trials, state -> state == IMPAIRED));
    System.out.println(OperationTable.text(trials.accepted()));
    assertAll(outcomes);
    assertThat(OperationTable.text(trials.accepted()))
        .isEqualTo(OperationTable.text(OperationTable.expected()));
  }

  private static List<Executable> carryOut(OperationTrials trials, Predicate<WorkSpaceState> wanted)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      var all = Arrays.stream(WorkSpaceState.values()).filter(wanted).flatMap(trials::in).toList();
      return threads.invokeAll(all).stream().<Executable>map(done -> done::get).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aDesktopThatAlwaysRunsIsNotStopped() {
    assertThat(refusal("always-on", Operation.stop))
        .contains("The running mode is AlwaysOn")
        .contains("set spec.runningMode.mode to AutoStop or Manual");
  }

  @Test
  void withoutSnapshotsThereIsNothingToRestore() {
    assertThat(refusal("no-snapshots", Operation.restore))
        .contains("no snapshots of both drives")
        .contains("deskwright.dev/snapshot");
  }

  private static String refusal(String name, Operation operation) {
    var desktop = new PlayedDesktop(client, name);
    desktop.create("standard", Mode.AlwaysOn);
    desktop.makeReady();
    OperationStatus record = desktop.ask(operation, "now").orElseThrow();
    assertThat(record.result()).isEqualTo(Result.Refused);
    return record.message();
  }

  @Test
  void aChangedBundleRefWaitsForAStateThatAllowsTheMigration() {
    var desktop = new PlayedDesktop(client, "patient");
    desktop.create("standard", Mode.AlwaysOn);
    desktop.awaitState(WorkSpaceState.PENDING);
    desktop.changeBundle();
    assertThat(desktop.status().operations()).isNull();
    desktop.makePodReady();
    OperationStatus record = desktop.awaitRecord(Operation.migrate);
    assertThat(record.result()).isEqualTo(Result.Running);
    assertThat(record.request()).isEqualTo(PlayedDesktop.OTHER);
  }
}
