package dev.deskwright.demo;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;

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
    String namespace = owner.getMetadata().getNamespace();
    List.of(
            client.pods().inNamespace(namespace),
            client.persistentVolumeClaims().inNamespace(namespace),
            client.services().inNamespace(namespace),
            client.network().v1().networkPolicies().inNamespace(namespace))
        .forEach(
            kind ->
                kind.list().getItems().stream()
                    .filter(owned -> owned.hasOwnerReferenceFor(owner.getMetadata().getUid()))
                    .forEach(owned -> client.resource(owned).delete()));
  }
}
