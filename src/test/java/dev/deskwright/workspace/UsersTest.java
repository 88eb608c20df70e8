package dev.deskwright.workspace;

import static dev.deskwright.workspace.InMemoryCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.DirectoryStatus.State;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users of a directory, and what becomes of their desktops, with the operator on a mock server. */
class UsersTest {

  private final InMemoryCluster cluster = new InMemoryCluster();

  @AfterEach
  void close() {
    cluster.close();
  }

  private String userResolved(String name) {
    WorkSpace workspace = cluster.workspace(name).get();
    return Conditions.find(Conditions.of(workspace), ConditionType.UserResolved)
        .map(condition -> condition.reason())
        .orElse("none");
  }

  private String directoryIs(ConditionType type) {
    return Conditions.find(Conditions.of(cluster.directory().get()), type)
        .map(condition -> condition.reason())
        .orElse("none");
  }

  /** Time goes by, and something makes the operator look at the Directory. */
  private void later(Duration time) {
    cluster.later(time);
    cluster
        .directory()
        .edit(
            directory -> {
              directory
                  .getMetadata()
                  .setAnnotations(Map.of("looked-at", String.valueOf(System.nanoTime())));
              return directory;
            });
  }

  @Test
  void theUserIsInTheFirstStatus() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    var status = cluster.workspace("desk").get().getStatus();
    assertThat(status.user().displayName()).isEqualTo("alice");
    assertThat(cluster.writes().stream().filter(w -> w.endsWith("workspaces/desk/status")))
        .as("writes of the status")
        .hasSizeLessThanOrEqualTo(2);
    eventually().until(() -> directoryIs(ConditionType.Reachable), "Reachable"::equals);
    assertThat(cluster.directory().get().getStatus().state()).isEqualTo(State.REGISTERED);
  }

  @Test
  void manyNewUsersAreLookedUpTogether() {
    cluster.create(Samples.directory());
    cluster.create(Samples.bundle());
    for (int i = 0; i < 60; i++) {
      cluster.create(Samples.workspaceNamed("w" + i, "uid-" + i, "userName: user" + i));
    }
    for (int i = 0; i < 60; i++) {
      String name = "w" + i;
      eventually().until(() -> userResolved(name), "Resolved"::equals);
    }
    assertThat(cluster.directories().questions().size()).isLessThan(30);
  }

  @Test
  void aUserWhoIsMadeLaterGetsTheDesktopThen() {
    cluster.directories().gone("alice", WorkSpaceReason.UserNotFound);
    cluster.createAll();
    cluster.awaitReady("desk", "UserNotFound");
    assertThat(cluster.claim("desk-user").get()).isNull();
    cluster.directories().back("alice");
    later(Duration.ofMinutes(1));
    cluster.runUntilAvailable("desk");
  }

  @Test
  void aDirectoryThatIsDownChangesNoDesktopAndKeepsNewOnesWaiting() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    cluster.directories().down(true);
    later(Duration.ofHours(1));
    eventually().until(() -> directoryIs(ConditionType.Reachable), "Unreachable"::equals);
    assertThat(cluster.directory().get().getStatus().state()).isEqualTo(State.REGISTERED);
    cluster.create(Samples.workspaceNamed("new", "uid-new", "userName: bob"));
    cluster.awaitReady("new", "DirectoryUnreachable");
    assertThat(cluster.claim("new-user").get()).isNull();
    assertThat(userResolved("desk")).isEqualTo("Resolved");
    assertThat(cluster.pod("desk").get()).isNotNull();
    cluster.directories().down(false);
    later(Duration.ofMinutes(1));
    cluster.run("new");
    eventually().until(() -> directoryIs(ConditionType.Reachable), "Reachable"::equals);
  }

  @Test
  void theDesktopOfAUserWhoIsGoneIsSuspendedAndComesBack() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    cluster.directories().gone("alice", WorkSpaceReason.UserDisabled);
    later(Duration.ofMinutes(15));
    cluster.awaitReady("desk", "UserDisabled");
    assertThat(cluster.pod("desk").get()).isNotNull();
    cluster.settle();

    cluster.stopOperator();
    cluster.later(Duration.ofHours(24));
    cluster.startOperator();
    eventually().until(() -> cluster.pod("desk").get() == null);
    eventually()
        .until(
            () -> cluster.workspace("desk").get().getStatus().state(),
            WorkSpaceState.SUSPENDED::equals);
    assertThat(cluster.claim("desk-user").get()).isNotNull();

    cluster.directories().back("alice");
    later(Duration.ofMinutes(15));
    cluster.runUntilAvailable("desk");
    assertThat(cluster.workspace("desk").get().getStatus().user().goneSince()).isNull();
  }

  @Test
  void aCensusWithoutNewsWritesNothing() {
    cluster.createAll();
    cluster.runUntilAvailable("desk");
    cluster.settle();
    int before = cluster.writes().size();
    int asked = cluster.directories().questions().size();
    later(Duration.ofMinutes(15));
    eventually().until(() -> cluster.directories().questions().size() > asked);
    cluster.settle();
    assertThat(cluster.writes().subList(before, cluster.writes().size())).isEmpty();
  }

  @Test
  void membersOfAGroupGetAWorkSpaceAndKeepTheirDataWhenTheyLeave() {
    cluster.directories().group("design", "carol");
    cluster.create(
        Samples.directory("provisionGroups: [{group: design, bundleRef: {name: standard}}]"));
    cluster.create(Samples.bundle());
    eventually().until(() -> cluster.workspace("carol").get() != null);
    cluster.runUntilAvailable("carol");
    cluster.directories().group("design");
    later(Duration.ofMinutes(15));
    eventually()
        .until(
            () ->
                cluster.workspace("carol").get().getMetadata().getAnnotations() != null
                    && cluster
                        .workspace("carol")
                        .get()
                        .getMetadata()
                        .getAnnotations()
                        .containsKey("deskwright.dev/left-at"));
    later(Duration.ofHours(25));
    eventually().until(() -> cluster.pod("carol").get() == null);
    assertThat(cluster.workspace("carol").get().getSpec().suspended()).isTrue();
    assertThat(cluster.claim("carol-user").get()).isNotNull();
    cluster.directories().group("design", "carol");
    later(Duration.ofMinutes(15));
    cluster.runUntilAvailable("carol");
    assertThat(List.of(cluster.workspace("carol").get().getSpec().suspended()))
        .containsExactly(false);
  }
}
