package dev.deskwright.workspace.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels, size and owners of live objects: {@link LabelPatch} and {@link ClaimPatch}. */
class PatchTest {

  private final Desk desk = new Desk();

  @BeforeEach
  void withTags() {
    desk.workspace = Samples.workspace("tags: {team: red, floor: '3'}");
    desk.run();
    desk.pod.getMetadata().getLabels().put("others.example/label", "theirs");
    desk.pod.getMetadata().getAnnotations().put("others.example/note", "theirs");
  }

  private Map<String, String> podLabels() {
    return desk.pod.getMetadata().getLabels();
  }

  private void spec(String... lines) {
    desk.workspace = Samples.workspace(lines);
  }

  @Test
  void nothingToDo() {
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void tagsAreAddedChangedAndRemoved() {
    spec("tags: {team: blue, wing: east}");
    desk.carryOut();
    assertThat(podLabels()).containsEntry("team", "blue").containsEntry("wing", "east");
    assertThat(podLabels()).doesNotContainKey("floor");
    assertThat(desk.user().getMetadata().getLabels())
        .containsEntry("team", "blue")
        .doesNotContainKey("floor");
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void allTagsCanGo() {
    spec();
    desk.carryOut();
    assertThat(podLabels()).doesNotContainKeys("team", "floor");
    assertThat(desk.pod.getMetadata().getAnnotations()).containsEntry(Labels.TAGS, "");
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void whatOthersHavePutThereIsUntouched() {
    spec("tags: {team: blue}");
    desk.carryOut();
    assertThat(podLabels()).containsEntry("others.example/label", "theirs");
    assertThat(desk.pod.getMetadata().getAnnotations())
        .containsEntry("others.example/note", "theirs")
        .containsKey(Labels.POD_HASH);
  }

  @Test
  void aLabelThatSomebodyChangedIsPutBack() {
    podLabels().put(Labels.BUNDLE, "another");
    podLabels().remove("team");
    desk.carryOut();
    assertThat(podLabels()).containsEntry(Labels.BUNDLE, "standard").containsEntry("team", "red");
  }

  @Test
  void aPodWithoutAnnotationsIsMended() {
    desk.pod.getMetadata().setAnnotations(null);
    desk.carryOut();
    assertThat(desk.pod.getMetadata().getAnnotations()).containsEntry(Labels.USER_NAME, "alice");
  }

  @Test
  void aRelabelledClaimStillTellsWhatItWasFilledFrom() {
    spec("tags: {team: blue}");
    desk.carryOut();
    assertThat(desk.root().getMetadata().getAnnotations())
        .containsEntry(Labels.IMAGE, "example/desktop:1")
        .containsEntry(Labels.ROOT_PATHS, "/usr,/etc");
  }

  @Test
  void theUserDriveGoesWithTheWorkSpaceUnlessItIsRetained() {
    String tags = "tags: {team: red, floor: '3'}";
    assertThat(desk.user().getMetadata().getOwnerReferences()).hasSize(1);
    spec(tags, "deletionPolicy: Retain");
    desk.carryOut();
    assertThat(desk.user().getMetadata().getOwnerReferences()).isEmpty();
    assertThat(desk.root().getMetadata().getOwnerReferences()).hasSize(1);
    assertThat(desk.plan().writes()).isEmpty();
    spec(tags, "deletionPolicy: Delete");
    desk.carryOut();
    assertThat(desk.user().getMetadata().getOwnerReferences())
        .extracting(OwnerReference::getUid)
        .containsExactly(desk.workspace.getMetadata().getUid());
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void anOwnerThatSomebodyElseAddedStays() {
    var theirs =
        new OwnerReferenceBuilder()
            .withApiVersion("backup.example/v1")
            .withKind("Backup")
            .withName("nightly")
            .withUid("backup-uid")
            .build();
    desk.user().getMetadata().getOwnerReferences().add(theirs);
    spec("tags: {team: red, floor: '3'}", "deletionPolicy: Retain");
    desk.carryOut();
    assertThat(desk.user().getMetadata().getOwnerReferences()).containsExactly(theirs);
  }

  @Test
  void aDriveGrowsWhereItsClassAllowsIt() {
    desk.classes.add(Samples.storageClass("fast", false, null));
    desk.user().getSpec().setStorageClassName("fast");
    spec("tags: {team: red, floor: '3'}", "userVolume: {sizeGib: 100}");
    desk.carryOut();
    assertThat(desk.user().getSpec().getResources().getRequests().get("storage"))
        .hasToString("100Gi");
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void aDriveNeverShrinks() {
    desk.classes.add(Samples.storageClass("fast", false, null));
    desk.user().getSpec().setStorageClassName("fast");
    spec("tags: {team: red, floor: '3'}", "userVolume: {sizeGib: 10}");
    assertThat(desk.plan().writes()).isEmpty();
  }
}
