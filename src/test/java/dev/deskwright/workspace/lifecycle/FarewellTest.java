package dev.deskwright.workspace.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a deleted WorkSpace leaves behind. */
class FarewellTest {

  private static Desk desk(String policy) {
    Desk desk = Desk.fresh();
    desk.snapshotApi = true;
    desk.workspace = Samples.workspace("deletionPolicy: " + policy);
    return desk.run();
  }

  private static Desk deleted(Desk desk) {
    desk.workspace.getMetadata().setDeletionTimestamp(desk.now.toString());
    return desk;
  }

  @Test
  void onlyThePolicySnapshotTakesAFinalizer() {
    assertThat(desk("Delete").workspace.getMetadata().getFinalizers()).isEmpty();
    assertThat(desk("Retain").workspace.getMetadata().getFinalizers()).isEmpty();
    assertThat(desk("Snapshot").workspace.getMetadata().getFinalizers())
        .containsExactly(Farewell.FINALIZER);
  }

  @Test
  void aFinalizerOfSomebodyElseStays() {
    Desk desk = desk("Snapshot");
    desk.workspace.getMetadata().setFinalizers(List.of("theirs", Farewell.FINALIZER));
    desk.workspace.getSpec();
    deleted(desk).pod = null;
    desk.claims.clear();
    desk.carryOut();
    assertThat(desk.workspace.getMetadata().getFinalizers()).containsExactly("theirs");
  }

  @Test
  void theLastSnapshotIsTakenOfADriveAtRestAndOutlivesTheWorkSpace() {
    Desk desk = deleted(desk("Snapshot"));
    assertThat(kinds(desk)).containsExactly("DeletePod");
    desk.carryOut();
    assertThat(kinds(desk)).containsExactly("CreateSnapshot");
    desk.carryOut();
    assertThat(kinds(desk)).as("not ready yet").isEmpty();
    desk.snapshotsAreReady();
    assertThat(kinds(desk)).containsExactly("DeleteClaim", "PatchWorkSpace");
    desk.carryOut();
    assertThat(desk.workspace.getMetadata().getFinalizers()).isEmpty();
    var last = desk.snapshots.values().iterator().next();
    assertThat(last.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(last.getMetadata().getLabels())
        .containsEntry(Labels.SNAPSHOT_KIND, "final")
        .containsEntry(Labels.USER, "alice");
    assertThat(desk.claims).containsOnlyKeys("desk-root");
  }

  @Test
  void withoutTheSnapshotApiTheDriveStaysAndNothingHangs() {
    Desk desk = deleted(desk("Snapshot")).carryOut();
    desk.snapshotApi = false;
    assertThat(kinds(desk)).containsExactly("PatchWorkSpace");
    assertThat(desk.user().getMetadata().getOwnerReferences()).isEmpty();
  }

  @Test
  void aLastSnapshotThatIsNeverReadyDoesNotHoldTheWorkSpaceForEver() {
    Desk desk = deleted(desk("Snapshot")).carryOut().carryOut();
    assertThat(desk.plan().retryAfter()).contains(Farewell.LONGEST);
    desk.later(Farewell.LONGEST);
    assertThat(kinds(desk)).containsExactly("PatchWorkSpace");
    assertThat(desk.user()).isNotNull();
  }

  @Test
  void aPodThatDoesNotEndIsWaitedForSinceItStillWrites() {
    Desk desk = deleted(desk("Snapshot"));
    desk.pod.getMetadata().setDeletionTimestamp(desk.now.minus(Duration.ofHours(1)).toString());
    assertThat(kinds(desk)).isEmpty();
  }

  @Test
  void aRefusedSnapshotLetsTheWorkSpaceGo() {
    Desk desk = deleted(desk("Snapshot")).carryOut();
    var take = (Write.CreateSnapshot) desk.plan().writes().get(0);
    assertThat(take.otherwise()).get().isInstanceOf(Write.PatchWorkSpace.class);
    assertThat(desk.plan().letsGo()).isTrue();
  }

  private static List<String> kinds(Desk desk) {
    return desk.plan().writes().stream().map(write -> write.getClass().getSimpleName()).toList();
  }
}
