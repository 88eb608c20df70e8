package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A cache of WorkSpaces that never changes, without indexes. */
class FixedCache implements IndexerResourceCache<WorkSpace> {

  private final List<WorkSpace> workspaces;

  FixedCache(List<WorkSpace> workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public void addIndexers(Map<String, Function<WorkSpace, List<String>>> indexers) {}

  @Override
  public List<WorkSpace> byIndex(String indexName, String indexKey) {
    throw new IllegalArgumentException("there is no index " + indexName);
  }

  @Override
  public Optional<WorkSpace> get(ResourceID id) {
    return workspaces.stream().filter(ws -> ResourceID.fromResource(ws).equals(id)).findFirst();
  }

  @Override
  public Stream<ResourceID> keys() {
    return workspaces.stream().map(ResourceID::fromResource);
  }

  @Override
  public Stream<WorkSpace> list(Predicate<WorkSpace> predicate) {
    return workspaces.stream().filter(predicate);
  }

  @Override
  public Stream<WorkSpace> list(String namespace, Predicate<WorkSpace> predicate) {
    return list(predicate).filter(ws -> ws.getMetadata().getNamespace().equals(namespace));
  }
}
