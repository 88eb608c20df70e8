package dev.deskwright.workspace;

import static dev.deskwright.workspace.InMemoryCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Directory;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quotas and subnets, with the whole operator on an in-memory API server. */
class QuotaReconcileTest {

  private final InMemoryCluster cluster = new InMemoryCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  private void create(int count, String... rules) {
    cluster.create(Samples.directory(rules));
    cluster.create(Samples.bundle());
    IntStream.range(0, count).parallel().forEach(this::desktop);
  }

  private void desktop(int number) {
    cluster.create(
        Samples.workspaceNamed(
            "desk-" + number,
            "ignored",
            "userName: user-" + number,
            "runningMode: {mode: Manual}"));
  }

  private long pods() {
    return cluster.client().pods().inNamespace("team").list().getItems().size();
  }

  private long claims() {
    return cluster.client().persistentVolumeClaims().inNamespace("team").list().getItems().size();
  }

  private List<String> waiting(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "desk-" + i)
        .filter(name -> "QuotaExceeded".equals(cluster.reason(name)))
        .toList();
  }

  private void setRules(String... rules) {
    cluster
        .directory()
        .edit(
            directory -> {
              Directory example = Samples.directory(rules);
              directory.setSpec(example.getSpec());
              return directory;
            });
  }

  @Test
  void ofManyThatComeAtOnceAsManyGetDrivesAsThereIsRoomFor() {
    create(12, "quotas: {workspaces: 5, runningWorkspaces: 3}");
    eventually().until(() -> waiting(12), waiting -> waiting.size() == 9);
    assertThat(pods()).isEqualTo(3);
    assertThat(claims()).isEqualTo(10);
    cluster.settle();
    assertThat(pods()).isEqualTo(3);
    assertThat(claims()).isEqualTo(10);
  }

  @Test
  void aRaisedQuotaIsTakenUpAtOnceAndALoweredOneTouchesNothing() {
    create(4, "quotas: {vcpu: 2}");
    eventually().until(() -> waiting(4).size() == 3);
    setRules("quotas: {vcpu: 6}");
    eventually().until(() -> pods() == 3 && waiting(4).size() == 1);
    setRules("quotas: {vcpu: 1}");
    cluster.settle();
    assertThat(pods()).isEqualTo(3);
  }

  @Test
  void aDesktopThatStopsMakesRoomForOneThatWaits() {
    create(2, "quotas: {runningWorkspaces: 1}");
    eventually().until(() -> waiting(2).size() == 1);
    String waiting = waiting(2).get(0);
    String running = waiting.equals("desk-0") ? "desk-1" : "desk-0";
    cluster.runUntilAvailable(running);
    cluster
        .workspace(running)
        .edit(
            ws -> {
              ws.getMetadata().setAnnotations(Map.of("deskwright.dev/stop", "1"));
              return ws;
            });
    cluster.runUntilAvailable(waiting);
    cluster.awaitReady(running, "Stopped");
  }

  @Test
  void aWorkSpaceThatIsDeletedMakesRoomForOneThatWaits() {
    create(2, "quotas: {workspaces: 1}");
    eventually().until(() -> waiting(2).size() == 1);
    String waiting = waiting(2).get(0);
    cluster.deleteWithGarbage(waiting.equals("desk-0") ? "desk-1" : "desk-0");
    cluster.runUntilAvailable(waiting);
  }

  @Test
  void quotasCostNoWriteOfADesktop() {
    create(1, "quotas: {workspaces: 1, runningWorkspaces: 1, vcpu: 9, storageGib: 999}");
    cluster.runUntilAvailable("desk-0");
    cluster.settle();
    assertThat(cluster.writes())
        .filteredOn(w -> w.contains("/pods") || w.contains("/persist") || w.contains("/desk-0"))
        .hasSizeLessThanOrEqualTo(5);
    cluster.stopOperator();
    int before = cluster.writes().size();
    cluster.startOperator();
    cluster.settle();
    assertThat(cluster.writes().subList(before, cluster.writes().size())).isEmpty();
  }

  @Test
  void subnetsCostNoWriteAndReachOnlyNewDesktops() {
    create(1);
    cluster.runUntilAvailable("desk-0");
    cluster.settle();
    int before = cluster.writes().size();
    setRules("subnets: [{name: a, nodeSelector: {zone: a}}, {name: b, nodeSelector: {zone: b}}]");
    cluster.settle();
    assertThat(cluster.writes().subList(before, cluster.writes().size()))
        .noneMatch(w -> w.contains("desk-0"));
    desktop(1);
    cluster.runUntilAvailable("desk-1");
    assertThat(cluster.workspace("desk-1").get().getStatus().subnetName()).isIn("a", "b");
    assertThat(cluster.pod("desk-1").get().getSpec().getAffinity()).isNotNull();
  }
}
