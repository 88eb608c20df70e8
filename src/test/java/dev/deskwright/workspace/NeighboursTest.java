package dev.deskwright.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A desktop that migrates to Bundle standard, and the operator's own status that says so. */
class NeighboursTest {

  private final List<String> told = new ArrayList<>();
  private final WorkSpaceIndex index = new WorkSpaceIndex();
  private final Neighbours neighbours =
      new Neighbours(
          index, workspace -> false, bundle -> told.add(bundle.getName()), directory -> {});

  private static WorkSpace madeFrom(String bundle) {
    WorkSpace workspace = Samples.workspace();
    workspace.setStatus(Serialization.unmarshal("bundleName: " + bundle, WorkSpaceStatus.class));
    return workspace;
  }

  @Test
  void theBundleThatItHasLeftIsToldAndTheOneThatItHas() {
    neighbours.statusWritten(madeFrom("former"), madeFrom("former").getStatus());
    assertThat(told).isEmpty();
    neighbours.statusWritten(madeFrom("former"), madeFrom("standard").getStatus());
    assertThat(told).containsExactlyInAnyOrder("former", "standard");
  }

  @Test
  void itIsNotCountedForTheFormerAnyMoreBeforeAWatchTellsOfIt() {
    index.attach(new Lagging(madeFrom("former"), madeFrom("standard")));
    assertThat(index.ofBundle("team", "former")).isEmpty();
    assertThat(index.ofBundle("team", "standard")).hasSize(1);
  }

  /**
   * A cache that has what was just written, with an index that has not.
   *
   * @param indexed the WorkSpace as the index has it
   * @param written the same as it was just written
   */
  private record Lagging(WorkSpace indexed, WorkSpace written)
      implements IndexerResourceCache<WorkSpace> {

    @Override
    public void addIndexers(Map<String, Function<WorkSpace, List<String>>> indexers) {}

    @Override
    public List<WorkSpace> byIndex(String indexName, String indexKey) {
      return WorkSpaceIndex.bundles(indexed).map("team/"::concat).anyMatch(indexKey::equals)
          ? List.of(indexed)
          : List.of();
    }

    @Override
    public Optional<WorkSpace> get(ResourceID id) {
      return Optional.of(written);
    }

    @Override
    public Stream<ResourceID> keys() {
      return Stream.of(ResourceID.fromResource(written));
    }

    @Override
    public Stream<WorkSpace> list(Predicate<WorkSpace> predicate) {
      return Stream.of(written).filter(predicate);
    }

    @Override
    public Stream<WorkSpace> list(String namespace, Predicate<WorkSpace> predicate) {
      return list(predicate);
    }
  }
}
