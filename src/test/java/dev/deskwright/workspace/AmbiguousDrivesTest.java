package dev.deskwright.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.MergePatch;
import dev.deskwright.workspace.observed.Mounted;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person says which of several drives is in use, on an in-memory API server. */
class AmbiguousDrivesTest {

  private final InMemoryCluster cluster = new InMemoryCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void theDriveThatKeepsItsLabelIsTheOneThoughTheOtherHasTheFirstNameAndTheOwner() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    cluster.create(
        new PersistentVolumeClaimBuilder(cluster.claim("desk-user").get())
            .editMetadata()
            .withName("desk-user-abcde")
            .withUid(null)
            .endMetadata()
            .build());
    loseStatus();
    cluster.pod("desk").delete();
    cluster.awaitReady("desk", "DrivesAmbiguous");
    lookAgain();
    cluster.settle();
    assertThat(cluster.pod("desk").get()).isNull();
    cluster.awaitReady("desk", "DrivesAmbiguous");

    cluster
        .claim("desk-user")
        .edit(
            claim -> {
              claim.getMetadata().getLabels().remove(Labels.WORKSPACE_ID);
              return claim;
            });
    cluster.runUntilAvailable("desk");
    assertThat(Mounted.claims(cluster.pod("desk").get())).contains("desk-user-abcde");
  }

  private void loseStatus() {
    cluster
        .workspace("desk")
        .editStatus(
            desk -> {
              desk.setStatus(null);
              return desk;
            });
  }

  /** Beside whatever the operator writes meanwhile. */
  private void lookAgain() {
    cluster
        .workspace("desk")
        .patch(
            MergePatch.CONTEXT,
            "{\"metadata\": {\"annotations\": {\"example.com/look-again\": \"now\"}}}");
  }
}
