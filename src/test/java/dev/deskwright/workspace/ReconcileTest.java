package dev.deskwright.workspace;

import static dev.deskwright.workspace.InMemoryCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole operator on an in-memory API server: a story for each promise. */
class ReconcileTest {

  private final InMemoryCluster cluster = new InMemoryCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void aWorkSpaceBecomesTwoClaimsAndAPodAndIsAvailableWhenThatIsReady() {
    cluster.createAll("tags: {team: red}");
    cluster.awaitReady("desk", "Starting");
    String uid = cluster.workspace("desk").get().getMetadata().getUid();
    for (var object :
        List.of(
            cluster.claim("desk-root").get(),
            cluster.claim("desk-user").get(),
            cluster.pod("desk").get())) {
      assertThat(object.getMetadata().getLabels())
          .containsEntry("team", "red")
          .containsEntry(Labels.MANAGED_BY, "deskwright")
          .containsEntry(Labels.WORKSPACE, "desk");
      assertThat(object.getMetadata().getOwnerReferences())
          .singleElement()
          .returns(uid, owner -> owner.getUid());
    }
    cluster.runUntilAvailable("desk");
    var status = cluster.workspace("desk").get().getStatus();
    assertThat(status.state()).isEqualTo(WorkSpaceState.AVAILABLE);
    assertThat(status.ipAddress()).isEqualTo("10.0.0.7");
  }

  @Test
  void ofADesktopThatStartsAsItShouldItWritesFiveTimes() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    cluster.settle();
    assertThat(cluster.writes())
        .filteredOn(w -> w.startsWith("POST") && (w.contains("/pods") || w.contains("/persist")))
        .hasSize(3);
    assertThat(cluster.writes()).filteredOn(w -> w.contains("/workspaces/desk/status")).hasSize(2);
  }

  @Test
  void aQueueOfClaimsThatMovesIsNoTroubleAndOneThatDoesNotIs() {
    cluster.create(Samples.storageClass("fast", true, null, "Immediate"));
    cluster.createAll();
    cluster.create(Samples.workspaceNamed("later", "ignored", "userName: bob"));
    cluster.awaitReady("later", "Starting");
    cluster.later(Duration.ofSeconds(59));
    assertThat(cluster.pod("desk").get()).isNull();
    cluster.bind("desk");
    cluster.runUntilAvailable("desk");
    cluster.later(Duration.ofSeconds(30));
    cluster.ask("later", "reboot", "only to be looked at");
    eventually().until(() -> cluster.workspace("later").get().getStatus().operations() != null);
    assertThat(cluster.reason("later")).isEqualTo("Starting");
    cluster.later(Duration.ofSeconds(60));
    cluster.ask("later", "reboot", "to be looked at again");
    cluster.awaitReady("later", "ClaimNotBound");
    cluster.bind("later");
    cluster.runUntilAvailable("later");
  }

  @Test
  void aRestartWritesNothing() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    cluster.settle();
    cluster.stopOperator();
    int before = cluster.writes().size();
    cluster.startOperator();
    cluster.settle();
    assertThat(cluster.writes().subList(before, cluster.writes().size())).isEmpty();
  }

  @Test
  void aStatusThatTheOperatorDidNotMeanIsPutRight() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    cluster.settle();
    cluster.bundle().patch(MergePatch.CONTEXT, "{\"status\": {\"workspaces\": 7}}");
    eventually().until(() -> cluster.bundle().get().getStatus().workspaces() == 1);
    cluster.directory().patch(MergePatch.CONTEXT, "{\"status\": {\"workspaces\": 7}}");
    eventually().until(() -> cluster.directory().get().getStatus().workspaces() == 1);
    cluster
        .workspace("desk")
        .patch(MergePatch.CONTEXT, "{\"status\": {\"nodeName\": \"elsewhere\"}}");
    eventually().until(() -> "n1".equals(cluster.workspace("desk").get().getStatus().nodeName()));
  }

  @Test
  void aDeletedPodIsMadeAgain() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    String uid = cluster.podUid("desk");
    cluster.pod("desk").delete();
    cluster.awaitAnotherPod("desk", uid);
    cluster.runUntilAvailable("desk");
  }

  @Test
  void anEvictedPodIsReplaced() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    String uid = cluster.podUid("desk");
    cluster.later(Duration.ofHours(1));
    cluster.podIs("desk", "{phase: Failed, reason: Evicted}");
    cluster.awaitAnotherPod("desk", uid);
  }

  @Test
  void aChangedTagIsALabelAtOnceAndNothingRestarts() {
    cluster.createAll("tags: {team: red}");
    cluster.runUntilAvailable("desk");
    String uid = cluster.podUid("desk");
    cluster.workspace("desk").edit(ws -> withSpec(ws, Samples.workspace("tags: {team: blue}")));
    eventually()
        .untilAsserted(
            () -> {
              assertThat(cluster.pod("desk").get().getMetadata().getLabels())
                  .containsEntry("team", "blue");
              assertThat(cluster.claim("desk-user").get().getMetadata().getLabels())
                  .containsEntry("team", "blue");
            });
    assertThat(cluster.podUid("desk")).isEqualTo(uid);
  }

  private static WorkSpace withSpec(WorkSpace workspace, WorkSpace example) {
    workspace.setSpec(example.getSpec());
    return workspace;
  }

  @Test
  void aNewImageIsPendingAndReachesNeitherThePodNorOneMadeAgain() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    String uid = cluster.podUid("desk");
    cluster
        .bundle()
        .edit(
            bundle -> {
              bundle.setSpec(Samples.bundleWithImage("example/desktop:2").getSpec());
              return bundle;
            });
    eventually()
        .until(
            () -> cluster.workspace("desk").get().getStatus().pendingUpdates(),
            updates -> updates != null && updates.size() == 1);
    assertThat(cluster.podUid("desk")).isEqualTo(uid);
    cluster.pod("desk").delete();
    cluster.awaitAnotherPod("desk", uid);
    assertThat(cluster.pod("desk").get().getSpec().getContainers().get(0).getImage())
        .isEqualTo("example/desktop:1");
  }

  @Test
  void aForeignPodWithTheWantedNameIsToldAndNotTouched() {
    var foreign =
        cluster.create(new PodBuilder().withNewMetadata().withName("desk").endMetadata().build());
    cluster.createAll();
    cluster.awaitReady("desk", "NameTaken");
    assertThat(cluster.ready("desk").message()).contains("Pod \"desk\"");
    assertThat(cluster.pod("desk").get()).isEqualTo(foreign);
  }

  @Test
  void aForeignClaimWithTheWantedNameIsToldAndNotTouched() {
    var foreign =
        cluster.create(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("desk-user")
                .withLabels(Map.of("app", "theirs"))
                .endMetadata()
                .build());
    cluster.createAll();
    cluster.awaitReady("desk", "NameTaken");
    assertThat(cluster.claim("desk-user").get()).isEqualTo(foreign);
    assertThat(cluster.pod("desk").get()).isNull();
  }

  @Test
  void ofTwoWorkSpacesForOneUserOneHasDrivesAndTheOtherTakesOver() {
    cluster.create(Samples.directory());
    cluster.create(Samples.bundle());
    List.of("one", "two").parallelStream()
        .forEach(name -> cluster.create(Samples.workspaceNamed(name, "ignored")));
    eventually()
        .until(
            () -> cluster.reason("one") + " " + cluster.reason("two"),
            reasons -> reasons.contains("Starting") && reasons.contains("UserHasWorkSpace"));
    boolean first = cluster.reason("one").equals("Starting");
    String winner = first ? "one" : "two";
    String loser = first ? "two" : "one";
    assertThat(cluster.ready(loser).message()).contains("\"" + winner + "\"");
    assertThat(claims()).containsExactly(winner + "-root", winner + "-user");
    cluster.runUntilAvailable(winner);

    cluster.deleteWithGarbage(winner);
    cluster.runUntilAvailable(loser);
    assertThat(claims()).containsExactly(loser + "-root", loser + "-user");
  }

  private List<String> claims() {
    return cluster.client().persistentVolumeClaims().inNamespace("team").list().getItems().stream()
        .map(claim -> claim.getMetadata().getName())
        .sorted()
        .toList();
  }

  @Test
  void whatIsMissingIsToldAndHealsWhenItComes() {
    cluster.create(Samples.workspace());
    cluster.awaitReady("desk", "DirectoryNotFound");
    cluster.create(Samples.directory());
    cluster.awaitReady("desk", "BundleNotFound");
    cluster.create(Samples.bundle());
    cluster.runUntilAvailable("desk");
  }

  @Test
  void anUnknownComputeTypeIsToldOnBothAndHeals() {
    cluster.create(Samples.directory());
    cluster.create(Samples.bundle());
    cluster.create(Samples.workspace("computeType: Huge"));
    cluster.awaitReady("desk", "ComputeTypeUnknown");
    assertThat(cluster.ready("desk").message()).contains("\"Huge\"").contains("Standard");
    cluster.workspace("desk").edit(ws -> withSpec(ws, Samples.workspace()));
    cluster.runUntilAvailable("desk");
  }

  @Test
  void aRebootIsDoneOnceEvenIfTheOperatorRestarts() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    String uid = cluster.podUid("desk");
    reboot("1");
    cluster.awaitAnotherPod("desk", uid);
    String second = cluster.podUid("desk");
    cluster.stopOperator();
    cluster.startOperator();
    cluster.runUntilAvailable("desk");
    eventually().until(() -> operations().get(0).result() == OperationStatus.Result.Done);
    cluster.settle();
    assertThat(operations()).hasSize(1);
    assertThat(cluster.podUid("desk")).isEqualTo(second);

    reboot("2");
    cluster.awaitAnotherPod("desk", second);
    cluster.runUntilAvailable("desk");
    eventually().until(() -> operations().size() == 2 && operations().get(1).ended());
  }

  @Test
  void aRebootAskedForWhileTheOperatorIsAwayIsDone() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    String uid = cluster.podUid("desk");
    cluster.stopOperator();
    reboot("1");
    cluster.startOperator();
    cluster.awaitAnotherPod("desk", uid);
  }

  private void reboot(String value) {
    cluster.ask("desk", "reboot", value);
  }

  private List<OperationStatus> operations() {
    return cluster.workspace("desk").get().getStatus().operations();
  }

  @Test
  void aLostDriveIsNotReplacedByAnEmptyOneAndComesBackWhenItDoes() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    var drive = Serialization.clone(cluster.claim("desk-user").get());
    cluster.claim("desk-user").delete();
    cluster.awaitReady("desk", "ClaimLost");
    cluster.settle();
    assertThat(cluster.claim("desk-user").get()).isNull();
    cluster.create(drive);
    cluster.awaitReady("desk", "Available");
  }

  @Test
  void aNewWorkSpaceWaitsForWhatAnEarlierOneOfItsNameLeft() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    cluster.workspace("desk").delete();
    cluster.create(Samples.workspace());
    eventually().until(() -> cluster.ready("desk") != null);
    assertThat(cluster.workspace("desk").get().getStatus().conditions())
        .anyMatch(c -> c.message().contains("of an earlier WorkSpace of this name"));
    String old = cluster.podUid("desk");
    cluster.pod("desk").delete();
    cluster.claim("desk-root").delete();
    cluster.claim("desk-user").delete();
    cluster.awaitAnotherPod("desk", old);
    cluster.runUntilAvailable("desk");
  }

  @Test
  void bundleAndDirectoryCannotVanishUnderTheirUsersAndGoWithTheLast() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    eventually()
        .until(
            () ->
                List.of(
                    cluster.bundle().get().getFinalizers().size(),
                    cluster.directory().get().getFinalizers().size()),
            List.of(1, 1)::equals);
    cluster.bundle().delete();
    cluster.directory().delete();
    eventually()
        .untilAsserted(
            () -> {
              assertThat(cluster.bundle().get().getStatus().conditions().get(0).reason())
                  .isEqualTo("InUse");
              assertThat(cluster.directory().get().getStatus().conditions().get(0).reason())
                  .isEqualTo("InUse");
            });
    assertThat(cluster.reason("desk")).isEqualTo("Available");
    cluster.deleteWithGarbage("desk");
    eventually().until(() -> cluster.bundle().get() == null && cluster.directory().get() == null);
  }
}
