package dev.deskwright.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Gives an API server the snapshot API, plays its driver, and takes the API away again. */
public final class SnapshotCrds {

  private static final String API_VERSION = "snapshot.storage.k8s.io/v1";
  private static final List<String> KINDS =
      List.of("volumesnapshots", "volumesnapshotclasses", "volumesnapshotcontents");

  private SnapshotCrds() {}

  /** Installs the API, if it is not there; returns when it is served and no snapshot is left. */
  public static void install(KubernetesClient client) {
    if (client.supports(API_VERSION, "VolumeSnapshot")) {
      client.resources(VolumeSnapshot.class).inAnyNamespace().delete();
      return;
    }
    definitions().forEach(definition -> client.resource(definition).create());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.supports(API_VERSION, "VolumeSnapshot"));
  }

  /** Removes the API with all snapshots, if it is there; returns when it is served no longer. */
  public static void remove(KubernetesClient client) {
    definitions().forEach(definition -> client.resource(definition).delete());
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              assertThat(definitions().map(definition -> client.resource(definition).get()))
                  .containsOnlyNulls();
              assertThat(client.getApiResources(API_VERSION)).isNull();
            });
  }

  /** The definitions, as their project publishes them. */
  public static Stream<CustomResourceDefinition> definitions() {
    return KINDS.stream().map(SnapshotCrds::definition);
  }

  private static CustomResourceDefinition definition(String plural) {
    String file = "/snapshot-crds/snapshot.storage.k8s.io_%s.yaml".formatted(plural);
    try (InputStream text = SnapshotCrds.class.getResourceAsStream(file)) {
      return Serialization.unmarshal(text, CustomResourceDefinition.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does what a driver does that has taken a snapshot. */
  public static void makeReady(KubernetesClient client, VolumeSnapshot snapshot) {
    var live = client.resources(VolumeSnapshot.class).resource(snapshot).get();
    client
        .resources(VolumeSnapshot.class)
        .resource(
            new VolumeSnapshotBuilder(live)
                .withNewStatus()
                .withReadyToUse(true)
                .withCreationTime(live.getMetadata().getCreationTimestamp())
                .withBoundVolumeSnapshotContentName("snapcontent-1")
                .endStatus()
                .build())
        .updateStatus();
  }

  static Namespace namespace(String name) {
    return new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
