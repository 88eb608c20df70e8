package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds WorkSpaces by what they name. It is a view of the WorkSpace controller's one cache, so that
 * the other controllers need none of their own.
 */
public final class WorkSpaceIndex {

  private static final String BY_USER = "user";
  private static final String BY_BUNDLE = "bundle";
  private static final String BY_DIRECTORY = "directory";
  private static final String WAITING = "waiting";

  private volatile IndexerResourceCache<WorkSpace> cache;

  /** Called once, before the cache is filled. */
  void attach(IndexerResourceCache<WorkSpace> workspaces) {
    workspaces.addIndexers(
        Map.of(
            BY_USER, ws -> List.of(userKey(ws)),
            BY_BUNDLE, ws -> bundles(ws).map(name -> key(ws, name)).toList(),
            BY_DIRECTORY, ws -> List.of(directoryKey(ws)),
            WAITING, ws -> Waiting.since(ws).map(since -> directoryKey(ws)).stream().toList()));
    cache = workspaces;
  }

  boolean isFilled() {
    return Filled.isFilled(cache);
  }

  /** All WorkSpaces made from a Bundle, or about to be; empty while not all are known. */
  public Optional<List<WorkSpace>> allOf(Bundle bundle) {
    var meta = bundle.getMetadata();
    return Filled.answer(this::isFilled, () -> ofBundle(meta.getNamespace(), meta.getName()));
  }

  /** All WorkSpaces of a Directory; empty while not all are known. */
  public Optional<List<WorkSpace>> allOf(Directory directory) {
    var meta = directory.getMetadata();
    return Filled.answer(this::isFilled, () -> ofDirectory(meta.getNamespace(), meta.getName()));
  }

  /**
   * Those made from a Bundle, or about to be, that are known. The index lags behind what was just
   * written, as that one of them has migrated; asked by name, the cache does not.
   */
  List<WorkSpace> ofBundle(String namespace, String bundle) {
    return cache.byIndex(BY_BUNDLE, namespace + "/" + bundle).stream()
        .flatMap(indexed -> get(ResourceID.fromResource(indexed)).stream())
        .filter(workspace -> bundles(workspace).anyMatch(bundle::equals))
        .toList();
  }

  /** Those of a Directory that are known. */
  List<WorkSpace> ofDirectory(String namespace, String directory) {
    return cache.byIndex(BY_DIRECTORY, namespace + "/" + directory);
  }

  /** Those of them that wait for room in a quota, in no order. */
  List<WorkSpace> waiting(String namespace, String directory) {
    return cache.byIndex(WAITING, namespace + "/" + directory);
  }

  /** The WorkSpaces that name the same user of the same Directory, this one included. */
  List<WorkSpace> ofSameUser(WorkSpace workspace) {
    return cache.byIndex(BY_USER, userKey(workspace));
  }

  /** The WorkSpace as last seen. */
  Optional<WorkSpace> get(ResourceID id) {
    return cache.get(id);
  }

  /** All that are known. */
  public Stream<WorkSpace> all() {
    return cache == null ? Stream.empty() : cache.list(ws -> true);
  }

  /** The one that it asks for, and the one that it is made from until it has migrated. */
  static Stream<String> bundles(WorkSpace workspace) {
    var status = workspace.getStatus();
    String inForce = status == null ? null : status.bundleName();
    return Stream.of(workspace.getSpec().bundleRef().name(), inForce)
        .filter(Objects::nonNull)
        .distinct();
  }

  /** Directories take user names without regard to case, as LDAP's caseIgnoreMatch does. */
  static String userKey(WorkSpace workspace) {
    var spec = workspace.getSpec();
    return directoryKey(workspace) + "/" + spec.userName().toLowerCase(Locale.ROOT);
  }

  static String directoryKey(WorkSpace workspace) {
    return key(workspace, workspace.getSpec().directoryRef().name());
  }

  private static String key(WorkSpace workspace, String name) {
    return workspace.getMetadata().getNamespace() + "/" + name;
  }
}
