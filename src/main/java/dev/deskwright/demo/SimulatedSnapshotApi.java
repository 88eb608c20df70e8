package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotClass;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotContent;
import java.util.List;

/**
 * The snapshot API, {@code snapshot.storage.k8s.io/v1}, for an API server that has no storage
 * behind it. As on any cluster it is served where its CustomResourceDefinitions are: these are
 * small ones, that say no more than which kinds there are.
 */
public final class SimulatedSnapshotApi {

  /** The definition whose presence says that there are snapshots. */
  public static final String DEFINITION = "volumesnapshots.snapshot.storage.k8s.io";

  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(VolumeSnapshot.class, VolumeSnapshotClass.class, VolumeSnapshotContent.class);

  private SimulatedSnapshotApi() {}

  /** Installs what is missing. A real API server serves it a moment later. */
  public static void install(KubernetesClient client) {
    for (Class<? extends HasMetadata> kind : KINDS) {
      var definition = definition(kind);
      if (client.resource(definition).get() == null) {
        client.resource(definition).create();
      }
    }
  }

  /** Removes it, and with it all snapshots. */
  public static void remove(KubernetesClient client) {
    if (isInstalled(client)) {
      // A real API server does this by itself, the in-memory one does not.
      client.resources(VolumeSnapshot.class).inAnyNamespace().list().getItems().stream()
          .forEach(snapshot -> client.resource(snapshot).delete());
    }
    KINDS.forEach(kind -> client.resource(definition(kind)).delete());
  }

  /** Whether there are definitions of it, these or others. */
  static boolean isInstalled(KubernetesClient client) {
    return client.apiextensions().v1().customResourceDefinitions().withName(DEFINITION).get()
        != null;
  }

  private static CustomResourceDefinition definition(Class<? extends HasMetadata> kind) {
    boolean namespaced = Namespaced.class.isAssignableFrom(kind);
    return new CustomResourceDefinitionBuilder()
        .withNewMetadata()
        .withName(HasMetadata.getFullResourceName(kind))
        .addToLabels(SimulatedNodes.LABEL, "true")
        .addToAnnotations("api-approved.kubernetes.io", "unapproved, a simulation")
        .endMetadata()
        .withNewSpec()
        .withGroup(HasMetadata.getGroup(kind))
        .withScope(namespaced ? "Namespaced" : "Cluster")
        .withNewNames()
        .withKind(HasMetadata.getKind(kind))
        .withPlural(HasMetadata.getPlural(kind))
        .withSingular(HasMetadata.getSingular(kind))
        .endNames()
        .addNewVersion()
        .withName(HasMetadata.getVersion(kind))
        .withServed(true)
        .withStorage(true)
        .withNewSchema()
        .withNewOpenAPIV3Schema()
        .withType("object")
        .withXKubernetesPreserveUnknownFields(true)
        .endOpenAPIV3Schema()
        .endSchema()
        .withNewSubresources()
        .withNewStatus()
        .endStatus()
        .endSubresources()
        .endVersion()
        .endSpec()
        .build();
  }
}
