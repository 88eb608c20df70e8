package dev.deskwright.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A view of a controller's one cache, for others than the controller; empty until it is there. */
public final class PrimaryCache<R extends HasMetadata> {

  private volatile IndexerResourceCache<R> cache;

  /** Called once, before the cache is filled. */
  public void attach(IndexerResourceCache<R> primaries) {
    cache = primaries;
  }

  /** All, as last seen. */
  public Stream<R> all() {
    return cache == null ? Stream.empty() : cache.list(any -> true);
  }

  /** Those of a namespace, as last seen. */
  public List<R> ofNamespace(String namespace) {
    return cache == null ? List.of() : cache.list(namespace, any -> true).toList();
  }

  /** One, as last seen. */
  public Optional<R> get(String namespace, String name) {
    return cache == null ? Optional.empty() : cache.get(new ResourceID(name, namespace));
  }
}
