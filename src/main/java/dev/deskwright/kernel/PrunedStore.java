package dev.deskwright.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Set;

/**
 * An informer's store that drops what no code reads. {@code managedFields} alone is about half of a
 * pod. Fields are dropped, never objects: a missing object would leave its index entries behind.
 */
public final class PrunedStore<R extends HasMetadata> extends BasicItemStore<R> {

  private PrunedStore() {
    super(Cache::metaNamespaceKeyFunc);
  }

  /**
   * A store for one informer, or null, which means the plain one, when there is an informer for
   * each of several namespaces: they would share the store, and each drop what the others put
   * there.
   */
  public static <R extends HasMetadata> PrunedStore<R> forNamespaces(Set<String> namespaces) {
    return namespaces.size() > 1 ? null : new PrunedStore<>();
  }

  @Override
  public R put(String key, R object) {
    object.getMetadata().setManagedFields(null);
    return super.put(key, object);
  }
}
