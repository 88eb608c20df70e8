package dev.deskwright.demo;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deletes what a deleted WorkSpace or Directory owned, as the controller-manager of a real cluster
 * does: with it, {@code kubectl delete ws} in the demo does what a person expects.
 */
final class SimulatedGarbageCollector {

  private final KubernetesClient client;

  SimulatedGarbageCollector(KubernetesClient client) {
    this.client = client;
  }

  List<SharedIndexInformer<? extends HasMetadata>> start() {
    return List.of(collectFor(WorkSpace.class), collectFor(Directory.class));
  }

  private <T extends HasMetadata> SharedIndexInformer<T> collectFor(Class<T> kind) {
    return client
        .resources(kind)
        .inAnyNamespace()
        .inform(SimulatedNodes.onEach(owner -> {}, this::ownerGone));
  }

  void ownerGone(HasMetadata owner) {
    Stream.of(Pod.class, PersistentVolumeClaim.class, Service.class, NetworkPolicy.class)
        .forEach(kind -> deleteOwned(kind, owner));
    if (SimulatedSnapshotApi.isInstalled(client)) {
      deleteOwned(VolumeSnapshot.class, owner);
    }
  }

  private void deleteOwned(Class<? extends HasMetadata> kind, HasMetadata owner) {
    client
        .resources(kind)
        .inNamespace(owner.getMetadata().getNamespace())
        .list()
        .getItems()
        .stream()
        .filter(owned -> owned.hasOwnerReferenceFor(owner.getMetadata().getUid()))
        .forEach(owned -> client.resource(owned).delete());
  }
}
