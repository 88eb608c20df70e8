package dev.deskwright.cluster;

import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.config.ConfigException;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.OperatorConfig;
import dev.deskwright.config.Setting;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The cluster that {@code KUBECONFIG} names, with Deskwright's kinds and a new namespace to work
 * in. The CustomResourceDefinitions stay behind.
 */
final class GivenCluster implements AutoCloseable {

  /** How long anything may take. */
  static final Duration LIMIT = Duration.ofMinutes(3);

  private final String namespace;
  private final KubernetesClient client;

  private GivenCluster(String namespace) {
    this.namespace = namespace;
    this.client = new KubernetesClientBuilder().withConfig(connection()).build();
  }

  /**
   * Connects, and installs the kinds.
   *
   * @param purpose ends the name of the namespace
   */
  static GivenCluster open(String purpose) throws IOException {
    var cluster =
        new GivenCluster("deskwright-test-%d-%s".formatted(ProcessHandle.current().pid(), purpose));
    cluster.installKinds();
    cluster
        .client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(cluster.namespace)
                .endMetadata()
                .build())
        .create();
    return cluster;
  }

  private void installKinds() throws IOException {
    List<Path> files;
    try (var all = Files.list(Path.of("crds"))) {
      files = all.toList();
    }
    for (Path file : files) {
      try (InputStream text = Files.newInputStream(file)) {
        client.load(text).forceConflicts().serverSideApply();
      }
    }
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> client.resources(WorkSpace.class).list() != null);
  }

  /** A client in the namespace. */
  KubernetesClient client() {
    return client;
  }

  /** How another client connects. */
  Config connection() {
    Config config = Config.fromKubeconfig(new File(System.getenv("KUBECONFIG")));
    config.setNamespace(namespace);
    return config;
  }

  /** For an operator that has no business outside the namespace. */
  OperatorConfig operatorConfig() throws ConfigException {
    return ConfigReader.read(
        Map.of(Setting.NAMESPACES, namespace), Map.of(), Optional.of(namespace));
  }

  void awaitAvailable(String workSpace) {
    await(workSpace)
        .atMost(LIMIT)
        .until(
            () -> {
              var status = client.resources(WorkSpace.class).withName(workSpace).get().getStatus();
              return status != null && Objects.equals(status.state(), WorkSpaceState.AVAILABLE);
            });
  }

  Optional<String> podUid(String name) {
    return Optional.ofNullable(client.pods().withName(name).get())
        .map(pod -> pod.getMetadata().getUid());
  }

  boolean hasClaim(String name) {
    return client.persistentVolumeClaims().withName(name).get() != null;
  }

  /** Deletes all of Deskwright's objects; an operator has to run, which lets go of them. */
  void deleteAll() {
    client.resources(WorkSpace.class).delete();
    client.resources(Bundle.class).delete();
    client.resources(Directory.class).delete();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                client.resources(Bundle.class).list().getItems().isEmpty()
                    && client.resources(Directory.class).list().getItems().isEmpty()
                    && client.resources(WorkSpace.class).list().getItems().isEmpty());
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
    client.close();
  }
}
