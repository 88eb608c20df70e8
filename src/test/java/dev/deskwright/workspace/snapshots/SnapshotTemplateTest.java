package dev.deskwright.workspace.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTemplateTest {

  private static VolumeSnapshot snapshot(Kind kind, String className) {
    return SnapshotTemplate.snapshot(
        Samples.workspace(),
        Map.of("team", "red", Labels.WORKSPACE, "desk"),
        Map.of(Labels.IMAGE, "example/desktop:1"),
        new SnapshotTemplate.Wanted(
            SnapshotTemplate.name("desk", Drive.ROOT, "20261124-0412"),
            "desk-root",
            Drive.ROOT,
            kind,
            "20261124-0412",
            className));
  }

  @Test
  void aSnapshotSaysWhoseItIsOfWhatAndWhy() {
    assertThat(snapshot(Kind.AUTOMATIC, null))
        .isEqualTo(
            Serialization.unmarshal(
                """
                apiVersion: snapshot.storage.k8s.io/v1
                kind: VolumeSnapshot
                metadata:
                  name: desk-root-20261124-0412
                  namespace: team
                  labels:
                    team: red
                    deskwright.dev/workspace: desk
                    deskwright.dev/drive: root
                    deskwright.dev/snapshot-kind: automatic
                    deskwright.dev/snapshot-set: 20261124-0412
                  annotations: {deskwright.dev/image: 'example/desktop:1'}
                  ownerReferences:
                  - {apiVersion: deskwright.dev/v1alpha1, kind: WorkSpace, name: desk, uid: 11111111-0000-0000-0000-000000000000, controller: true}
                spec:
                  source: {persistentVolumeClaimName: desk-root}
                """,
                VolumeSnapshot.class));
  }

  @Test
  void aFinalOneOutlivesItsWorkSpace() {
    assertThat(snapshot(Kind.FINAL, null).getMetadata().getOwnerReferences()).isEmpty();
    assertThat(snapshot(Kind.SAFETY, null).getMetadata().getOwnerReferences()).hasSize(1);
  }

  @Test
  void theClassOfTheRulesIsUsed() {
    assertThat(snapshot(Kind.MANUAL, "fast").getSpec().getVolumeSnapshotClassName())
        .isEqualTo("fast");
  }

  @Test
  void aNameThatWouldBeTooLongIsCutAndStaysUnlikeOthers() {
    String one = SnapshotTemplate.name("a".repeat(253), Drive.USER, "20261124-0412");
    String other = SnapshotTemplate.name("a".repeat(252) + "b", Drive.USER, "20261124-0412");
    assertThat(one).hasSize(253).endsWith("-user-20261124-0412").isNotEqualTo(other);
  }
}
