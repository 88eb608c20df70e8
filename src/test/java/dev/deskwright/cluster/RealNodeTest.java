package dev.deskwright.cluster;

import static dev.deskwright.cluster.GivenCluster.LIMIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.DeskwrightOperator;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.config.ConfigException;
import dev.deskwright.fixture.CopyingSnapshotter;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.kernel.Labels;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.workspace.SnapshotCrds;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real files on a real node: a desktop's drives are changed, copied, replaced and looked at. The
 * node has to be this machine and its volumes folders of it, for the snapshots to be taken by
 * {@link CopyingSnapshotter}; and it has to have the desktop's image.
 */
@EnabledIfEnvironmentVariable(
    named = "KUBECONFIG",
    matches = ".+",
    disabledReason = "This test needs a cluster: set KUBECONFIG to one that may be written to")
class RealNodeTest {

  private static final String IMAGE = "deskwright/desktop:0.1.0";

  /** The schedule is twice a day: by this clock the first moment of it has come. */
  private static final Duration HALF_A_DAY_LATER = Duration.ofHours(13);

  private static final String DESKTOP =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: Directory
      metadata: {name: corp}
      spec: {type: SimpleAD, domainName: corp.example.com}
      ---
      apiVersion: deskwright.dev/v1alpha1
      kind: Bundle
      metadata: {name: standard}
      spec:
        image: %1$s
        compute: {type: Value}
        protocol: {name: WebSocket, port: 6901, path: /websockify}
        readiness: {port: 6902, path: /healthz}
        security: {runAsUser: 1000, profile: Baseline}
        nodeSelector: {kubernetes.io/hostname: %2$s}
      ---
      apiVersion: deskwright.dev/v1alpha1
      kind: WorkSpace
      metadata: {name: alice}
      spec: {userName: alice, directoryRef: {name: corp}, bundleRef: {name: standard}}
      """;

  @TempDir private static Path folder;

  private static GivenCluster cluster;
  private static KubernetesClient client;
  private static KubernetesClient operatorClient;
  private static DeskwrightOperator operator;
  private static CopyingSnapshotter snapshotter;
  private static final AheadClock CLOCK = new AheadClock();

  /** The real time, or some time ahead of it. */
  private static final class AheadClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(ahead);
    }
  }

  @BeforeAll
  static void start() throws IOException, ConfigException {
    cluster = GivenCluster.open("realnode");
    client = cluster.client();
    var node = RealNode.with(client, IMAGE);
    if (node.isEmpty()) {
      skip("It needs a cluster with a node that is this machine and has the image " + IMAGE);
    }
    if (!RealNode.hasFolderVolumes(client)) {
      skip("It needs a default StorageClass of provisioner " + RealNode.FOLDER_PROVISIONER);
    }
    SnapshotCrds.definitions()
        .forEach(definition -> client.resource(definition).forceConflicts().serverSideApply());
    snapshotter = CopyingSnapshotter.start(client, folder, Clock.systemUTC());
    startOperator();
    String objects = DESKTOP.formatted(IMAGE, node.get().getMetadata().getName());
    client.load(new ByteArrayInputStream(objects.getBytes(UTF_8))).create();
  }

  /** What JUnit is told here, Maven does not print. */
  private static void skip(String reason) {
    System.out.println("Skipped RealNodeTest. " + reason);
    Assumptions.abort(reason);
  }

  private static void startOperator() throws ConfigException {
    operatorClient = new KubernetesClientBuilder().withConfig(cluster.connection()).build();
    operator =
        new DeskwrightOperator(
            cluster.operatorConfig(),
            operatorClient,
            CLOCK,
            Meters.registry(Component.OPERATOR),
            new PlayedDirectories());
    operator.start();
  }

  @AfterAll
  static void stop() {
    if (operator != null) {
      cluster.deleteAll();
      await().atMost(LIMIT).until(RealNodeTest::areVolumesGone);
      operator.close();
      operatorClient.close();
    }
    if (snapshotter != null) {
      snapshotter.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void rebuildAndRestoreBringFilesBack_andTheCopyForSafetyHoldsWhatWasChangedSince() {
    cluster.awaitAvailable("alice");
    run("echo before > ~/letter");
    takeScheduledSnapshots();
    run("echo after > ~/letter && echo more > ~/notes && sudo touch /usr/local/bin/tool");
    var oldDrives = claims();

    var rebuild = operate(Operation.rebuild);
    assertThat(run("cat ~/letter")).isEqualTo("before\n");
    assertThat(run("ls /usr/local/bin ~")).doesNotContain("tool", "notes");
    assertThat(safetyCopy(rebuild).resolve("letter")).hasContent("after");
    assertThat(safetyCopy(rebuild).resolve("notes")).hasContent("more");
    await().atMost(LIMIT).until(() -> oldDrives.stream().noneMatch(cluster::hasClaim));

    run("echo kept > ~/letter && sudo touch /usr/local/bin/kept");
    operate(Operation.snapshot);
    run("echo lost > ~/letter && sudo rm /usr/local/bin/kept");
    var restore = operate(Operation.restore);
    assertThat(run("cat ~/letter")).isEqualTo("kept\n");
    assertThat(run("ls /usr/local/bin")).contains("kept");
    assertThat(safetyCopy(restore).resolve("letter")).hasContent("lost");
    assertThat(safetyCopy(rebuild).resolve("letter")).hasContent("after");
  }

  /** The cluster removes their folders, which must not be under way when JUnit does so. */
  private static boolean areVolumesGone() {
    return client.persistentVolumes().list().getItems().stream()
        .map(volume -> volume.getSpec().getClaimRef())
        .noneMatch(claim -> claim != null && client.getNamespace().equals(claim.getNamespace()));
  }

  /** Nobody waits half a day: the operator's clock is ahead for a moment. */
  private static void takeScheduledSnapshots() {
    CLOCK.ahead = HALF_A_DAY_LATER;
    annotate("example.com/look-at-your-clock");
    await("snapshots of the schedule")
        .atMost(LIMIT)
        .until(
            () -> {
              var taken =
                  client
                      .resources(VolumeSnapshot.class)
                      .withLabel(Labels.SNAPSHOT_KIND, "automatic")
                      .list()
                      .getItems();
              return taken.size() == 2
                  && taken.stream()
                      .allMatch(
                          snapshot ->
                              snapshot.getStatus() != null && snapshot.getStatus().getReadyToUse());
            });
    CLOCK.ahead = Duration.ZERO;
  }

  private static void annotate(String key) {
    client
        .resources(WorkSpace.class)
        .withName("alice")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"%s\":\"1\"}}}".formatted(key));
  }

  /** Asks for an operation, once, and waits until it is done. */
  private static OperationStatus operate(Operation operation) {
    annotate(Labels.operation(operation.key()));
    var ended =
        await(operation.key())
            .atMost(LIMIT)
            .until(
                () -> recorded(operation),
                found -> found.filter(OperationStatus::ended).isPresent())
            .orElseThrow();
    assertThat(ended.result()).as(ended.message()).isEqualTo(Result.Done);
    cluster.awaitAvailable("alice");
    return ended;
  }

  private static Optional<OperationStatus> recorded(Operation operation) {
    var status = client.resources(WorkSpace.class).withName("alice").get().getStatus();
    return Stream.ofNullable(status.operations())
        .flatMap(List::stream)
        .filter(recorded -> recorded.operation() == operation)
        .findFirst();
  }

  /** The folder of the user drive as it was before an operation. */
  private static Path safetyCopy(OperationStatus operation) {
    String name = operation.replacement().userSafety();
    return snapshotter.folder(client.resources(VolumeSnapshot.class).withName(name).get());
  }

  private static List<String> claims() {
    return client.persistentVolumeClaims().list().getItems().stream()
        .map(claim -> claim.getMetadata().getName())
        .toList();
  }

  /** Runs a script on the desktop, as its user, and gives what it printed. */
  private static String run(String script) {
    return RealNode.run(client, "alice", "desktop", script);
  }
}
