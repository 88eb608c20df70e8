package dev.deskwright.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
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

  /** A cache that has what was just written, with an index that has not. */
  private static final class Lagging extends FixedCache {

    private final WorkSpace indexed;

    Lagging(WorkSpace indexed, WorkSpace written) {
      super(List.of(written));
      this.indexed = indexed;
    }

    @Override
    public List<WorkSpace> byIndex(String indexName, String indexKey) {
      return WorkSpaceIndex.bundles(indexed).map("team/"::concat).anyMatch(indexKey::equals)
          ? List.of(indexed)
          : List.of();
    }
  }
}
