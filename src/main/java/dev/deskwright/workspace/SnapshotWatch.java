package dev.deskwright.workspace;

import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.PrunedStore;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One stretch of watching VolumeSnapshots: begun when their API is found, ended when it is lost.
 */
final class SnapshotWatch {

  private static final String BY_WORKSPACE = "workspace";
  private static final Set<String> READ_LABELS =
      Set.of(
          Labels.MANAGED_BY,
          Labels.WORKSPACE,
          Labels.WORKSPACE_ID,
          Labels.DRIVE,
          Labels.SNAPSHOT_KIND,
          Labels.SNAPSHOT_SET);
  private static final Set<String> READ_ANNOTATIONS = Set.of(Labels.IMAGE, Labels.ROOT_PATHS);

  private final List<SharedIndexInformer<VolumeSnapshot>> informers;

  /**
   * Watches nothing yet.
   *
   * @param namespaces the namespaces to watch; empty for all
   */
  SnapshotWatch(
      KubernetesClient client,
      Set<String> namespaces,
      ResourceEventHandler<VolumeSnapshot> handler) {
    var snapshots = client.resources(VolumeSnapshot.class);
    informers =
        namespaces.isEmpty()
            ? List.of(
                prepared(
                    snapshots
                        .inAnyNamespace()
                        .withLabelSelector(Labels.SELECTOR)
                        .runnableInformer(0),
                    handler))
            : namespaces.stream()
                .map(snapshots::inNamespace)
                .map(own -> own.withLabelSelector(Labels.SELECTOR).runnableInformer(0))
                .map(informer -> prepared(informer, handler))
                .toList();
  }

  private static SharedIndexInformer<VolumeSnapshot> prepared(
      SharedIndexInformer<VolumeSnapshot> informer, ResourceEventHandler<VolumeSnapshot> handler) {
    // Each informer has a store of its own, so that pruning is safe with several of them too.
    return informer
        .itemStore(PrunedStore.forNamespaces(Set.of(), SnapshotWatch::prune))
        .addIndexers(
            Map.of(
                BY_WORKSPACE,
                s ->
                    List.of(
                        key(
                            s.getMetadata().getNamespace(),
                            s.getMetadata().getLabels().get(Labels.WORKSPACE_ID)))))
        .addEventHandler(handler)
        .exceptionHandler((started, error) -> started && !isFinal(error));
  }

  /** Trying again does not help where the API is gone or may not be used. */
  static boolean isFinal(Throwable error) {
    return isNotFound(error) || code(error) == HttpURLConnection.HTTP_FORBIDDEN;
  }

  /** Whether the API is gone. */
  static boolean isNotFound(Throwable error) {
    return code(error) == HttpURLConnection.HTTP_NOT_FOUND;
  }

  /** What the API server says, without what is wrapped around it. */
  static String answer(Throwable error) {
    return answers(error)
        .map(KubernetesClientException::getStatus)
        .filter(status -> status != null && status.getMessage() != null)
        .map(status -> status.getMessage())
        .findFirst()
        .orElseGet(() -> String.valueOf(error.getMessage()));
  }

  private static int code(Throwable error) {
    return answers(error).map(KubernetesClientException::getCode).findFirst().orElse(0);
  }

  private static Stream<KubernetesClientException> answers(Throwable error) {
    return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
        .filter(KubernetesClientException.class::isInstance)
        .map(KubernetesClientException.class::cast);
  }

  /** There are many snapshots to a desktop, and little of each is read. */
  static void prune(VolumeSnapshot snapshot) {
    ObjectMeta meta = snapshot.getMetadata();
    meta.setManagedFields(null);
    meta.setOwnerReferences(List.of());
    meta.setFinalizers(List.of());
    meta.setLabels(only(READ_LABELS, meta.getLabels()));
    meta.setAnnotations(only(READ_ANNOTATIONS, meta.getAnnotations()));
  }

  private static Map<String, String> only(Set<String> keys, Map<String, String> all) {
    return all == null
        ? Map.of()
        : all.entrySet().stream()
            .filter(entry -> keys.contains(entry.getKey()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Begins; the future ends when all is known, or when it can't be. */
  CompletableFuture<Void> start() {
    return all(informers.stream().map(informer -> informer.start().toCompletableFuture()));
  }

  /** Ends when watching has ended for good, well or not. */
  CompletableFuture<Void> ended() {
    return CompletableFuture.anyOf(
            informers.stream()
                .map(informer -> informer.stopped().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new))
        .thenApply(nothing -> null);
  }

  private static CompletableFuture<Void> all(Stream<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
  }

  /** The snapshots of a WorkSpace. */
  List<VolumeSnapshot> of(String namespace, String workspaceId) {
    String key = key(namespace, workspaceId);
    return informers.stream()
        .flatMap(informer -> informer.getIndexer().byIndex(BY_WORKSPACE, key).stream())
        .toList();
  }

  void stop() {
    informers.forEach(SharedIndexInformer::stop);
  }

  private static String key(String namespace, String workspaceId) {
    return namespace + "/" + workspaceId;
  }
}
