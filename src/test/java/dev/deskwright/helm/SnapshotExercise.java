package dev.deskwright.helm;

import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.MovableClock;
import dev.deskwright.fixture.PlayedNode;
import dev.deskwright.fixture.Samples;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Makes an operator do everything that it does with snapshots; the test plays their driver. */
final class SnapshotExercise {

  private static final String API_VERSION = "snapshot.storage.k8s.io/v1";
  private static final Path DEFINITIONS = Path.of("src/test/resources/snapshot-crds");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KubernetesClient client;

  private SnapshotExercise(KubernetesClient client) {
    this.client = client;
  }

  /** Gives the API server the snapshot API. */
  static void installApi(KubernetesClient client) throws IOException {
    try (Stream<Path> files = Files.list(DEFINITIONS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        try (InputStream text = Files.newInputStream(file)) {
          client.load(text).create();
        }
      }
    }
    await().atMost(LIMIT).until(() -> client.supports(API_VERSION, "VolumeSnapshot"));
  }

  /** What is there already: a WorkSpace alice. */
  static void on(KubernetesClient client, MovableClock clock) {
    var exercise = new SnapshotExercise(client);
    exercise.deleteWithALastSnapshot();
    exercise.deleteWhereTheLastSnapshotsNameIsTaken();
    exercise.outliveASnapshot(clock);
  }

  /** The last snapshot is taken, its drive deleted, and the WorkSpace let go. */
  private void deleteWithALastSnapshot() {
    String name = makeSaved("carol");
    workspace("carol").delete();
    await(name).atMost(LIMIT).until(() -> snapshot(name).get() != null);
    var taken = snapshot(name).get();
    client
        .resource(
            new VolumeSnapshotBuilder(taken)
                .withNewStatus()
                .withReadyToUse(true)
                .withCreationTime(taken.getMetadata().getCreationTimestamp())
                .endStatus()
                .build())
        .updateStatus();
    awaitGone("carol");
  }

  /** Only the object of that name can tell whose it is. */
  private void deleteWhereTheLastSnapshotsNameIsTaken() {
    String name = makeSaved("dave");
    client.resource(snapshot(name, "dave-user", Map.of())).create();
    workspace("dave").delete();
    awaitGone("dave");
  }

  /** Makes a WorkSpace whose deletion takes a last snapshot, and says how that is named. */
  private String makeSaved(String name) {
    client
        .resource(Samples.workspace(name).replace("spec: {", "spec: {deletionPolicy: Snapshot, "))
        .create();
    var node = new PlayedNode(client);
    node.makeReady(name);
    node.bind(name + "-user");
    await(name + " is held")
        .atMost(LIMIT)
        .until(() -> !workspace(name).get().getMetadata().getFinalizers().isEmpty());
    String uid = workspace(name).get().getMetadata().getUid();
    return name + "-user-final-" + Ids.hash(uid).substring(0, 5);
  }

  private void awaitGone(String name) {
    await(name + " is gone").atMost(LIMIT).until(() -> workspace(name).get() == null);
  }

  /** One that never became ready is of no use, and goes after a day. */
  private void outliveASnapshot(MovableClock clock) {
    String uid = workspace("alice").get().getMetadata().getUid();
    String name = "alice-user-20261124-0412";
    client
        .resource(
            snapshot(
                name,
                "alice-user",
                Map.of(
                    "app.kubernetes.io/managed-by", "deskwright",
                    "deskwright.dev/workspace", "alice",
                    "deskwright.dev/workspace-id", Ids.workspace(uid),
                    "deskwright.dev/drive", "user",
                    "deskwright.dev/snapshot-kind", "automatic",
                    "deskwright.dev/snapshot-set", "20261124-0412")))
        .create();
    clock.putForward(Duration.ofDays(2));
    workspace("alice")
        .patch(
            MergePatch.CONTEXT,
            "{\"metadata\": {\"annotations\": {\"example.com/look-again\": \"now\"}}}");
    await(name).atMost(LIMIT).until(() -> snapshot(name).get() == null);
  }

  private Resource<WorkSpace> workspace(String name) {
    return client.resources(WorkSpace.class).withName(name);
  }

  private Resource<VolumeSnapshot> snapshot(String name) {
    return client.resources(VolumeSnapshot.class).withName(name);
  }

  private static VolumeSnapshot snapshot(String name, String claim, Map<String, String> labels) {
    return new VolumeSnapshotBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withNewSource()
        .withPersistentVolumeClaimName(claim)
        .endSource()
        .endSpec()
        .build();
  }
}
