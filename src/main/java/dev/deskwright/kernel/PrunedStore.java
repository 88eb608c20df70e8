package dev.deskwright.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An informer's store that drops what no code reads: {@code managedFields} alone is about half of a
 * pod, and what kubectl applied last stands there a second time. Fields are dropped, never objects:
 * a missing object would leave its index entries behind.
 */
public final class PrunedStore<R extends HasMetadata> extends BasicItemStore<R> {

  /**
   * How many objects are read at a time. Before they are pruned they take ten times the room: a
   * larger page outlives the collection of young objects, and fills the heap beside what is kept.
   */
  public static final long PAGE = 200;

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final Consumer<R> prune;

  private PrunedStore(Consumer<R> prune) {
    super(Cache::metaNamespaceKeyFunc);
    this.prune = prune;
  }

  /**
   * A store for one informer, or null, which means the plain one, when there is an informer for
   * each of several namespaces: they would share the store, and each drop what the others put
   * there.
   */
  public static <R extends HasMetadata> PrunedStore<R> forNamespaces(Set<String> namespaces) {
    return forNamespaces(namespaces, object -> {});
  }

  /**
   * The same, for a kind of which still less is read.
   *
   * @param prune drops from an object what is not read
   */
  public static <R extends HasMetadata> PrunedStore<R> forNamespaces(
      Set<String> namespaces, Consumer<R> prune) {
    return namespaces.size() > 1 ? null : new PrunedStore<>(prune);
  }

  @Override
  public R put(String key, R object) {
    var meta = object.getMetadata();
    meta.setManagedFields(List.of());
    if (meta.getAnnotations() != null && meta.getAnnotations().containsKey(LAST_APPLIED)) {
      meta.getAnnotations().remove(LAST_APPLIED);
    }
    prune.accept(object);
    meta.setAnnotations(small(meta.getAnnotations()));
    meta.setLabels(small(meta.getLabels()));
    meta.setAdditionalProperties(Map.of());
    meta.getOwnerReferences().forEach(owner -> owner.setAdditionalProperties(Map.of()));
    return super.put(key, object);
  }

  /** A hash table of a few entries is several times as big as what is in it. */
  private static Map<String, String> small(Map<String, String> map) {
    return map == null || map.values().stream().anyMatch(Objects::isNull) ? map : Map.copyOf(map);
  }
}
