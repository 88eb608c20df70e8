package dev.deskwright.workspace.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.Adoptable;
import dev.deskwright.workspace.observed.Ownership;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A new WorkSpace takes over the drive that an earlier one of the same user has left. */
class AdoptionTest {

  private static final String NEW_UID = "22222222-0000-0000-0000-000000000000";

  /** A new desktop that names the drive of a deleted one. */
  private static Desk heir(boolean inUse) {
    Desk former = Desk.fresh();
    former.workspace = Samples.workspace("deletionPolicy: Retain");
    former.run();
    Desk heir = Desk.fresh();
    heir.workspace = Samples.workspaceNamed("new", NEW_UID, "userVolume: {claimName: desk-user}");
    heir.adoptable = new Adoptable(former.user(), inUse);
    return heir;
  }

  @Test
  void theDriveChangesHandsInOnePatchThatFailsIfSomebodyElseWasFaster() {
    Desk heir = heir(false);
    heir.carryOut();
    heir.adoptable = null;
    var drive = heir.user();
    assertThat(drive.getMetadata().getName()).isEqualTo("desk-user");
    assertThat(drive.getMetadata().getLabels())
        .containsEntry(Labels.WORKSPACE, "new")
        .containsEntry(Labels.WORKSPACE_ID, Ids.workspace(NEW_UID));
    assertThat(drive.getMetadata().getOwnerReferences()).hasSize(1);
    assertThat(heir.claims).containsOnlyKeys("desk-user", "new-root");
    heir.podRuns().writeStatus();
    assertThat(heir.workspace.getStatus().userVolume().claimName()).isEqualTo("desk-user");
    assertThat(heir.plan().writes()).isEmpty();
  }

  @Test
  void aDriveThatIsMissingIsNotReplacedByAnEmptyOne() {
    Desk heir = heir(false);
    heir.adoptable = null;
    refused(heir, "no such PersistentVolumeClaim");
  }

  @Test
  void aDriveOfAnotherUserIsNotTakenOver() {
    Desk heir = heir(false);
    heir.adoptable.claim().getMetadata().setAnnotations(Map.of(Labels.USER_NAME, "bob"));
    refused(heir, "it is of user \"bob\"");
  }

  @Test
  void aDriveOfAnotherDirectoryIsNotTakenOver() {
    Desk heir = heir(false);
    heir.adoptable.claim().getMetadata().getLabels().put(Labels.DIRECTORY, "other");
    refused(heir, "in Directory \"other\"");
  }

  @Test
  void aDriveThatIsStillUsedIsNotTakenAway() {
    refused(heir(true), "WorkSpace \"desk\" still uses it");
  }

  @Test
  void aDriveThatIsBeingDeletedIsNotTakenOver() {
    Desk heir = heir(false);
    heir.adoptable.claim().getMetadata().setDeletionTimestamp("2026-11-23T12:00:00Z");
    refused(heir, "it is being deleted");
  }

  @Test
  void aDriveThatGoesWithItsFormerWorkSpaceIsNotTakenOver() {
    Desk heir = heir(false);
    heir.adoptable
        .claim()
        .getMetadata()
        .setOwnerReferences(List.of(Ownership.reference(Samples.workspace())));
    refused(heir, "it goes with WorkSpace \"desk\", which did not keep it");
  }

  private static void refused(Desk heir, String why) {
    assertThat(heir.plan().writes()).isEmpty();
    assertThat(heir.recheck()).as("nothing else would tell it").isPresent();
    assertThat(heir.status().conditions())
        .filteredOn(condition -> condition.reason().equals("ClaimNotAdoptable"))
        .extracting(Condition::message)
        .isNotEmpty()
        .allMatch(message -> message.contains(why));
  }
}
