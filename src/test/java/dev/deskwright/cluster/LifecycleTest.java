package dev.deskwright.cluster;

import static dev.deskwright.cluster.GivenCluster.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.config.ConfigException;
import dev.deskwright.fixture.RunningOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The life of desktops on the cluster that {@code KUBECONFIG} names: with a real scheduler, volume
 * binder and garbage collector, on real or simulated nodes. It works in a namespace of its own, and
 * leaves the CustomResourceDefinitions behind.
 */
@EnabledIfEnvironmentVariable(
    named = "KUBECONFIG",
    matches = ".+",
    disabledReason = "This test needs a cluster: set KUBECONFIG to one that may be written to")
class LifecycleTest {

  private static final Path FIRST_DESKTOP = Path.of("examples", "01-first-desktop.yaml");

  private static final String RETAINED =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: WorkSpace
      metadata: {name: frank}
      spec:
        userName: frank
        directoryRef: {name: corp}
        bundleRef: {name: standard}
        deletionPolicy: Retain
      """;

  private static GivenCluster cluster;
  private static KubernetesClient client;
  private static RunningOperator operator;

  @BeforeAll
  static void start() throws IOException, ConfigException {
    cluster = GivenCluster.open("lifecycle");
    client = cluster.client();
    operator = RunningOperator.start(cluster.operatorConfig(), cluster.connection());
  }

  @AfterAll
  static void stop() {
    if (operator != null) {
      cluster.deleteAll();
      operator.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aDesktopComesUp_comesBack_andGoesWithAllThatIsItsOwn() throws IOException {
    client.load(Files.newInputStream(FIRST_DESKTOP)).create();
    cluster.awaitAvailable("alice");
    String first = cluster.podUid("alice").orElseThrow();

    client.pods().withName("alice").delete();
    await()
        .atMost(LIMIT)
        .until(() -> cluster.podUid("alice").filter(uid -> !uid.equals(first)).isPresent());
    cluster.awaitAvailable("alice");

    client.resources(WorkSpace.class).withName("alice").delete();
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(cluster.podUid("alice")).isEmpty();
              assertThat(cluster.hasClaim("alice-root") || cluster.hasClaim("alice-user"))
                  .isFalse();
            });

    retainedDriveStays();
  }

  private static void retainedDriveStays() {
    client.resource(RETAINED).create();
    cluster.awaitAvailable("frank");
    client.resources(WorkSpace.class).withName("frank").delete();
    await()
        .atMost(LIMIT)
        .until(() -> cluster.podUid("frank").isEmpty() && !cluster.hasClaim("frank-root"));
    assertThat(cluster.hasClaim("frank-user")).as("the retained drive").isTrue();
    client.persistentVolumeClaims().withName("frank-user").delete();
  }
}
