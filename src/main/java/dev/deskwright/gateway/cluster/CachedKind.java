package dev.deskwright.gateway.cluster;

import dev.deskwright.kernel.PrunedStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** One kind, in one informer for each namespace, with an index by one key. */
final class CachedKind<R extends HasMetadata> implements AutoCloseable {

  private static final String INDEX = "key";

  private final List<SharedIndexInformer<R>> informers;

  CachedKind(
      KubernetesClient client, Set<String> namespaces, Class<R> type, Function<R, String> key) {
    var resources = client.resources(type);
    Stream<SharedIndexInformer<R>> made =
        namespaces.isEmpty()
            ? Stream.of(resources.inAnyNamespace().runnableInformer(0))
            : namespaces.stream().map(name -> resources.inNamespace(name).runnableInformer(0));
    this.informers =
        made.map(
                informer ->
                    informer
                        .itemStore(PrunedStore.forNamespaces(Set.of()))
                        .addIndexers(Map.of(INDEX, object -> List.of(key.apply(object)))))
            .toList();
  }

  void listen(BiConsumer<Optional<R>, R> listener) {
    informers.forEach(informer -> informer.addEventHandler(new Listener<>(listener)));
  }

  void start() {
    informers.forEach(informer -> informer.start().toCompletableFuture().join());
  }

  boolean isFilled() {
    return informers.stream().allMatch(SharedIndexInformer::hasSynced);
  }

  Optional<R> get(String namespace, String name) {
    return informers.stream()
        .map(informer -> informer.getStore().getByKey(namespace + "/" + name))
        .filter(Objects::nonNull)
        .findFirst();
  }

  Stream<R> indexed(String key) {
    return informers.stream()
        .flatMap(informer -> informer.getIndexer().byIndex(INDEX, key).stream());
  }

  Stream<R> all() {
    return informers.stream().flatMap(informer -> informer.getStore().list().stream());
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
  }

  private record Listener<R>(BiConsumer<Optional<R>, R> listener)
      implements ResourceEventHandler<R> {

    @Override
    public void onAdd(R object) {
      listener.accept(Optional.empty(), object);
    }

    @Override
    public void onUpdate(R before, R now) {
      listener.accept(Optional.of(before), now);
    }

    @Override
    public void onDelete(R object, boolean unknownState) {
      listener.accept(Optional.of(object), object);
    }
  }
}
