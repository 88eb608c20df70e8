package dev.deskwright.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Drives and snapshots that hold data, on both API servers that the demo can have. */
class SimulatedDisksTest {

  private static final int HASTE = 50;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final List<String> NO_SERVICE_ACCOUNTS =
      List.of("--disable-admission-plugins=ServiceAccount");
  private static final String FILE = "/letter.txt";

  @Nested
  class InMemory extends Promises {
    private final InMemoryApiServer server = InMemoryApiServer.start(CLOCK);

    @Override
    Config connection() {
      return server.clientConfig();
    }

    @Override
    void closeConnection() {
      server.close();
    }
  }

  /** One server for all: it takes seconds to start. */
  @Nested
  @WithApiServer
  class OnARealApiServer extends Promises {
    private static ApiServer server;

    @BeforeAll
    static void startServer() {
      server = ApiServer.start(NO_SERVICE_ACCOUNTS);
    }

    @AfterAll
    static void stopServer() {
      server.close();
    }

    @Override
    Config connection() {
      return server.connection("default");
    }
  }

  /** What holds on both. */
  abstract static class Promises {
    private KubernetesClient client;
    private SimulatedSteps.RealTime timer;
    private SimulatedNodes nodes;
    private SimulatedObjects objects;

    abstract Config connection();

    /** Called last. */
    void closeConnection() {}

    /** Not before each test: a subclass has to have its server first. */
    private void start() {
      client = new KubernetesClientBuilder().withConfig(connection()).build();
      timer = new SimulatedSteps.RealTime(HASTE);
      nodes = new SimulatedNodes(client, timer, CLOCK);
      nodes.start();
      String namespace = "test-" + UUID.randomUUID();
      client
          .resource(
              new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
          .create();
      objects = new SimulatedObjects(namespace);
    }

    private void startWithSnapshots() {
      start();
      SimulatedSnapshotApi.install(client);
      eventually(() -> client.getApiResources("snapshot.storage.k8s.io/v1") != null);
    }

    @AfterEach
    void stop() {
      if (client != null) {
        removeSnapshots();
        nodes.close();
        timer.close();
        client.close();
      }
      closeConnection();
    }

    private void removeSnapshots() {
      SimulatedSnapshotApi.remove(client);
      eventually(
          () ->
              client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                  .noneMatch(kind -> kind.getSpec().getGroup().equals("snapshot.storage.k8s.io")));
    }

    private static void eventually(Callable<Boolean> wanted) {
      Awaitility.await().atMost(LIMIT).pollInterval(POLL).until(wanted);
    }

    /** The object as soon as it is as wanted. */
    private <T extends HasMetadata> T await(T object, Predicate<T> wanted) {
      return Awaitility.await(object.getMetadata().getName())
          .atMost(LIMIT)
          .pollInterval(POLL)
          .until(() -> client.resource(object).get(), now -> now != null && wanted.test(now));
    }

    private PersistentVolumeClaim bound(PersistentVolumeClaim claim) {
      return await(client.resource(claim).create(), SimulatedVolumes::isBound);
    }

    private VolumeSnapshot ready(VolumeSnapshot snapshot) {
      return await(client.resource(snapshot).create(), SimulatedSnapshots::isReady);
    }

    private Pod running(Pod pod) {
      return await(client.resource(pod).create(), Readiness::isPodReady);
    }

    private void gone(HasMetadata object) {
      client.resource(object).delete();
      eventually(() -> client.resource(object).get() == null);
    }

    @Test
    void aDriveMadeFromASnapshotHasWhatWasThereWhenItWasTaken() {
      startWithSnapshots();
      var before = bound(objects.claim("anna-user"));
      nodes.disks().write(before, FILE, "Dear Ben");
      var snapshot = ready(objects.snapshot("monday", "anna-user"));
      nodes.disks().write(before, FILE, "Dear all");
      var after = bound(objects.claim("anna-user-x2x4x", "monday"));

      assertThat(nodes.disks().read(after, FILE)).contains("Dear Ben");
      assertThat(nodes.disks().read(before, FILE)).contains("Dear all");
      nodes.disks().write(after, FILE, "Dear Carla");
      assertThat(nodes.disks().files(snapshot)).isEqualTo(Map.of(FILE, "Dear Ben"));
      assertThat(snapshot.getStatus())
          .satisfies(
              status -> {
                assertThat(status.getCreationTime()).isEqualTo("2026-01-02T03:04:05Z");
                assertThat(status.getRestoreSize()).isEqualTo(new Quantity("50Gi"));
                assertThat(status.getBoundVolumeSnapshotContentName()).startsWith("simulated-");
              });
    }

    @Test
    void aDriveWaitsForItsSnapshot_andASnapshotForItsDrive() {
      startWithSnapshots();
      var copy = client.resource(objects.claim("copy", "monday")).create();
      var snapshot = client.resource(objects.snapshot("monday", "anna-user")).create();
      bound(objects.claim("another"));
      assertThat(SimulatedSnapshots.isReady(client.resource(snapshot).get())).isFalse();
      assertThat(SimulatedVolumes.isBound(client.resource(copy).get())).isFalse();

      bound(objects.claim("anna-user"));
      await(copy, SimulatedVolumes::isBound);
    }

    @Test
    void dataGoesWithItsClaimAndItsSnapshot() {
      startWithSnapshots();
      var claim = bound(objects.claim("anna-user"));
      nodes.disks().write(claim, FILE, "Dear Ben");
      var snapshot = ready(objects.snapshot("monday", "anna-user"));

      gone(claim);
      eventually(() -> !nodes.disks().has(claim));
      assertThat(nodes.disks().read(snapshot, FILE)).contains("Dear Ben");
      gone(snapshot);
      eventually(() -> !nodes.disks().has(snapshot));

      var another = bound(objects.claim("anna-user"));
      assertThat(nodes.disks().files(another)).isEmpty();
      assertThatThrownBy(() -> nodes.disks().write(claim, FILE, "Dear Ben"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(
              objects.namespace() + "/anna-user has no disk to write /letter.txt to");
    }

    @Test
    void aRootDriveIsFilledFromTheImageOnce() {
      start();
      var root = bound(objects.claim("anna-root"));
      var home = bound(objects.claim("anna-user"));
      var first = running(objects.pod("anna", "desktop:1", "anna-root", "anna-user"));
      assertThat(nodes.disks().read(root, SimulatedDisks.IMAGE)).contains("desktop:1");
      assertThat(nodes.disks().files(home)).isEmpty();

      gone(first);
      running(objects.pod("anna", "desktop:2", "anna-root", "anna-user"));
      assertThat(nodes.disks().read(root, SimulatedDisks.IMAGE)).contains("desktop:1");
    }

    @Test
    void aPodIsThereUntilItsNodeHasEndedIt_andSoIsItsDrive() {
      start();
      var root = bound(objects.claim("anna-root"));
      bound(objects.claim("anna-user"));
      var pod = running(objects.pod("anna", "desktop:1", "anna-root", "anna-user"));

      client.resource(root).delete();
      assertThat(client.resource(root).get().isMarkedForDeletion()).isTrue();
      client.resource(pod).delete();
      assertThat(client.resource(pod).get().isMarkedForDeletion()).isTrue();
      eventually(() -> client.resource(pod).get() == null);
      eventually(() -> client.resource(root).get() == null);
      assertThat(nodes.violations()).isEmpty();
    }

    @Test
    void twoPodsOnOneDriveAreNoted() {
      start();
      bound(objects.claim("anna-root"));
      bound(objects.claim("anna-user"));
      bound(objects.claim("ben-root"));
      running(objects.pod("anna", "desktop:1", "anna-root", "anna-user"));
      assertThat(nodes.violations()).isEmpty();
      running(objects.pod("ben", "desktop:1", "ben-root", "anna-user"));

      assertThat(nodes.violations())
          .singleElement()
          .asString()
          .matches("claim .*/anna-user .* is mounted by pods .*/anna .* and .*/ben .* at once");
    }

    @Test
    void aDriveGrows() {
      start();
      var claim = bound(objects.claim("anna-user"));
      client
          .resource(claim)
          .edit(
              now ->
                  new PersistentVolumeClaimBuilder(now)
                      .editSpec()
                      .editResources()
                      .addToRequests("storage", new Quantity("80Gi"))
                      .endResources()
                      .endSpec()
                      .build());
      await(
          claim, now -> new Quantity("80Gi").equals(now.getStatus().getCapacity().get("storage")));
    }

    @Test
    void theSnapshotApiComesAndGoes() {
      start();
      assertThat(client.getApiResources("snapshot.storage.k8s.io/v1")).isNull();
      bound(objects.claim("anna-user"));

      for (int round = 1; round <= 2; round++) {
        SimulatedSnapshotApi.install(client);
        eventually(() -> client.getApiResources("snapshot.storage.k8s.io/v1") != null);
        assertThat(client.getApiResources("snapshot.storage.k8s.io/v1").getResources())
            .anyMatch(served -> served.getName().equals("volumesnapshots"));
        assertThat(client.resources(VolumeSnapshot.class).inAnyNamespace().list().getItems())
            .isEmpty();
        ready(objects.snapshot("monday", "anna-user"));

        removeSnapshots();
        eventually(() -> client.getApiResources("snapshot.storage.k8s.io/v1") == null);
        assertThat(
                client
                    .resources(VolumeSnapshot.class)
                    .inNamespace(objects.namespace())
                    .withName("monday")
                    .get())
            .isNull();
      }
    }
  }
}
