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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Deletes what a deleted WorkSpace or Directory owned, as the controller-manager of a real cluster
 * does: with it, {@code kubectl delete ws} in the demo does what a person expects.
 */
final class SimulatedGarbageCollector {

  private final KubernetesClient client;
  private final SimulatedSteps steps;
  private final Set<String> gone = ConcurrentHashMap.newKeySet();

  SimulatedGarbageCollector(KubernetesClient client, SimulatedSteps steps) {
    this.client = client;
    this.steps = steps;
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

  /** To be called for what may have been made when its owner had gone. */
  void seen(HasMetadata object) {
    boolean orphaned =
        object.getMetadata().getOwnerReferences().stream()
            .anyMatch(owner -> gone.contains(owner.getUid()));
    if (orphaned && !object.isMarkedForDeletion()) {
      steps.soon("collecting " + object.getMetadata().getUid(), () -> collectOne(object));
    }
  }

  private boolean collectOne(HasMetadata object) {
    var now = client.resource(object).get();
    if (now != null && now.getMetadata().getUid().equals(object.getMetadata().getUid())) {
      delete(now);
    }
    return true;
  }

  void ownerGone(HasMetadata owner) {
    gone.add(owner.getMetadata().getUid());
    steps.soon("collecting for " + owner.getMetadata().getUid(), () -> collect(owner));
  }

  private boolean collect(HasMetadata owner) {
    Stream.of(Pod.class, PersistentVolumeClaim.class, Service.class, NetworkPolicy.class)
        .forEach(kind -> deleteOwned(kind, owner));
    if (SimulatedSnapshotApi.isInstalled(client)) {
      deleteOwned(VolumeSnapshot.class, owner);
    }
    return true;
  }

  private void deleteOwned(Class<? extends HasMetadata> kind, HasMetadata owner) {
    client
        .resources(kind)
        .inNamespace(owner.getMetadata().getNamespace())
        .list()
        .getItems()
        .stream()
        .filter(owned -> owned.hasOwnerReferenceFor(owner.getMetadata().getUid()))
        .filter(owned -> !owned.isMarkedForDeletion())
        .forEach(this::delete);
  }

  /** Not another object that has its name by now. */
  private void delete(HasMetadata object) {
    client
        .resource(object)
        .lockResourceVersion(object.getMetadata().getResourceVersion())
        .delete();
  }
}
