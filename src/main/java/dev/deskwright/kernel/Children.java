package dev.deskwright.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Objects of one kind that the operator makes: read from the informer's cache, written to the API
 * server. What a write returns is in the cache at once, so that the next pass does not repeat it.
 */
public final class Children<R extends HasMetadata> {

  private final Class<R> type;
  private final KubernetesClient client;
  private final InformerEventSource<R, ?> cache;
  private final Echoes<R> echoes;

  /** The same, with a cache that takes every event for news. */
  public Children(Class<R> type, KubernetesClient client, InformerEventSource<R, ?> cache) {
    this(type, client, cache, new Echoes<>(object -> object));
  }

  /**
   * Reads from the cache, and writes with the client.
   *
   * @param echoes is told what is written; the cache's filter asks it
   */
  public Children(
      Class<R> type, KubernetesClient client, InformerEventSource<R, ?> cache, Echoes<R> echoes) {
    this.type = type;
    this.client = client;
    this.cache = cache;
    this.echoes = echoes;
  }

  /** The object as last seen, if it is one of ours. */
  public Optional<R> get(String namespace, String name) {
    return cache.get(new ResourceID(name, namespace));
  }

  /**
   * Creates an object.
   *
   * @param ours whether an object that is already there belongs to the one who asks
   */
  public Outcome create(R desired, Predicate<R> ours) {
    try {
      remember(client.resource(desired).create());
      return Outcome.written();
    } catch (KubernetesClientException e) {
      return e.getCode() == HttpURLConnection.HTTP_CONFLICT
          ? existing(desired, ours, e)
          : refusedOrThrow(desired, e);
    }
  }

  /** The cache may lag behind: only the object itself can tell whose it is. */
  private Outcome existing(R desired, Predicate<R> ours, KubernetesClientException conflict) {
    var live = client.resource(desired).get();
    if (live == null) {
      throw conflict;
    }
    if (!ours.test(live)) {
      return new Outcome.NameTaken(desired.getKind(), desired.getMetadata().getName());
    }
    remember(live);
    return Outcome.written();
  }

  /**
   * Creates an object, or mends it where it has drifted from its labels or from what the function
   * gives of it, which has to be part of its spec.
   *
   * @param ours whether an object that is already there belongs to the one who asks
   */
  public Outcome bringUpToDate(R desired, Function<R, ?> spec, Predicate<R> ours) {
    var meta = desired.getMetadata();
    var live = get(meta.getNamespace(), meta.getName()).filter(ours);
    if (live.isEmpty()) {
      return create(desired, ours);
    }
    boolean drifted =
        Drift.between(spec.apply(desired), spec.apply(live.get()))
            || Drift.between(meta.getLabels(), live.get().getMetadata().getLabels());
    return drifted
        ? patch(
            live.get(),
            Drift.text(
                Map.of(
                    "metadata", Map.of("labels", meta.getLabels()), "spec", spec.apply(desired))))
        : Outcome.written();
  }

  /** Changes what the merge patch names, and nothing else. */
  public Outcome patch(R live, String mergePatch) {
    try {
      // Naming the object rather than its name spares the client a read before the write.
      remember(client.resource(live).patch(MergePatch.CONTEXT, mergePatch));
      return Outcome.written();
    } catch (KubernetesClientException e) {
      return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
          ? Outcome.written()
          : refusedOrThrow(live, e);
    }
  }

  /** Deletes this very object: not one of the same name that came after it or has changed since. */
  public Outcome delete(R live) {
    var meta = live.getMetadata();
    client
        .resources(type)
        .inNamespace(meta.getNamespace())
        .withName(meta.getName())
        .lockResourceVersion(meta.getResourceVersion())
        .delete();
    return Outcome.written();
  }

  private void remember(R written) {
    echoes.expect(written);
    cache.handleRecentResourceCreate(ResourceID.fromResource(written), written);
  }

  private static Outcome refusedOrThrow(HasMetadata object, KubernetesClientException e) {
    return new Outcome.Refused(
        object.getKind(), object.getMetadata().getName(), Refusal.reasonOrThrow(e));
  }
}
