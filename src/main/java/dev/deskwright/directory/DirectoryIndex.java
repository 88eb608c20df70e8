package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;

/** Finds Directories: a view of the Directory controller's one cache. */
final class DirectoryIndex {

  private volatile IndexerResourceCache<Directory> cache;

  /** Called once, before the cache is filled. */
  void attach(IndexerResourceCache<Directory> directories) {
    cache = directories;
  }

  /** Those of a namespace, as last seen. */
  List<Directory> ofNamespace(String namespace) {
    return cache == null ? List.of() : cache.list(namespace, any -> true).toList();
  }
}
