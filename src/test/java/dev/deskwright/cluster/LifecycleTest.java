package dev.deskwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.config.ConfigException;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.Setting;
import dev.deskwright.fixture.RunningOperator;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String NAMESPACE = "deskwright-test-" + ProcessHandle.current().pid();
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

  private static KubernetesClient client;
  private static RunningOperator operator;

  @BeforeAll
  static void start() throws IOException, ConfigException {
    client = new KubernetesClientBuilder().withConfig(connection()).build();
    try (var files = Files.list(Path.of("crds"))) {
      for (Path file : files.toList()) {
        client.load(Files.newInputStream(file)).forceConflicts().serverSideApply();
      }
    }
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> client.resources(WorkSpace.class).list() != null);
    var config =
        ConfigReader.read(Map.of(Setting.NAMESPACES, NAMESPACE), Map.of(), Optional.of(NAMESPACE));
    operator = RunningOperator.start(config, connection());
  }

  private static Config connection() {
    Config config = Config.fromKubeconfig(new File(System.getenv("KUBECONFIG")));
    config.setNamespace(NAMESPACE);
    return config;
  }

  @AfterAll
  static void stop() {
    if (operator != null) {
      client.resources(WorkSpace.class).delete();
      client.resources(Bundle.class).delete();
      client.resources(Directory.class).delete();
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  client.resources(Bundle.class).list().getItems().isEmpty()
                      && client.resources(Directory.class).list().getItems().isEmpty());
      operator.close();
    }
    if (client != null) {
      client.namespaces().withName(NAMESPACE).delete();
      client.close();
    }
  }

  @Test
  void aDesktopComesUp_comesBack_andGoesWithAllThatIsItsOwn() throws IOException {
    client.load(Files.newInputStream(FIRST_DESKTOP)).create();
    awaitAvailable("alice");
    String first = podUid("alice").orElseThrow();

    client.pods().withName("alice").delete();
    await()
        .atMost(LIMIT)
        .until(() -> podUid("alice").filter(uid -> !uid.equals(first)).isPresent());
    awaitAvailable("alice");

    client.resources(WorkSpace.class).withName("alice").delete();
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(podUid("alice")).isEmpty();
              assertThat(hasClaim("alice-root") || hasClaim("alice-user")).isFalse();
            });

    retainedDriveStays();
  }

  private static void retainedDriveStays() {
    client.resource(RETAINED).create();
    awaitAvailable("frank");
    client.resources(WorkSpace.class).withName("frank").delete();
    await().atMost(LIMIT).until(() -> podUid("frank").isEmpty() && !hasClaim("frank-root"));
    assertThat(hasClaim("frank-user")).as("the retained drive").isTrue();
    client.persistentVolumeClaims().withName("frank-user").delete();
  }

  private static void awaitAvailable(String name) {
    await(name)
        .atMost(LIMIT)
        .until(
            () -> {
              var status = client.resources(WorkSpace.class).withName(name).get().getStatus();
              return status != null && Objects.equals(status.state(), WorkSpaceState.AVAILABLE);
            });
  }

  private static Optional<String> podUid(String name) {
    return Optional.ofNullable(client.pods().withName(name).get())
        .map(pod -> pod.getMetadata().getUid());
  }

  private static boolean hasClaim(String name) {
    return client.persistentVolumeClaims().withName(name).get() != null;
  }
}
