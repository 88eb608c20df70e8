package dev.deskwright.workspace.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the desktop of a user who is gone. */
class SuspensionTest {

  private static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final Duration DAY = Duration.ofHours(24);

  private static UserAnswer gone(WorkSpaceReason reason) {
    return new UserAnswer.Gone(reason, "User \"alice\" is not what she was.");
  }

  private static Desk withoutUser(WorkSpaceReason reason) {
    Desk desk = Desk.running();
    desk.userAnswer = gone(reason);
    return desk.writeStatus();
  }

  private static Condition userResolved(Desk desk) {
    return Conditions.find(Conditions.of(desk.workspace), ConditionType.UserResolved).orElseThrow();
  }

  private static WorkSpaceState state(Desk desk) {
    return desk.workspace.getStatus().state();
  }

  private static void connection(Desk desk, Connection.State state) {
    String now = Conditions.time(desk.now);
    var status = JSON.convertValue(desk.workspace.getStatus(), ObjectNode.class);
    status.putPOJO("connection", new Connection(state, now, now));
    desk.workspace.setStatus(JSON.convertValue(status, WorkSpaceStatus.class));
  }

  @ParameterizedTest
  @EnumSource(names = {"UserNotFound", "UserDisabled", "UserAmbiguous", "DomainNotTrusted"})
  void itRunsThroughTheGraceTimeAndIsToldOf(WorkSpaceReason reason) {
    Desk desk = withoutUser(reason);
    assertThat(userResolved(desk).reason()).isEqualTo(reason.name());
    assertThat(desk.workspace.getStatus().user().goneSince())
        .isEqualTo(Conditions.time(Samples.NOW));
    assertThat(state(desk)).isEqualTo(WorkSpaceState.AVAILABLE);
    desk.now = Samples.NOW.plus(DAY).minusSeconds(1);
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.recheck()).contains(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @EnumSource(names = {"UserNotFound", "UserDisabled", "UserAmbiguous", "DomainNotTrusted"})
  void itIsSuspendedAfterThatAndKeepsItsDrives(WorkSpaceReason reason) {
    Desk desk = withoutUser(reason);
    desk.now = Samples.NOW.plus(DAY);
    desk.carryOut();
    desk.writeStatus();
    assertThat(desk.pod).isNull();
    assertThat(desk.claims).hasSize(2);
    assertThat(state(desk)).isEqualTo(WorkSpaceState.SUSPENDED);
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void itStartsAgainWhenTheUserIsBack() {
    Desk desk = withoutUser(WorkSpaceReason.UserDisabled);
    desk.now = Samples.NOW.plus(DAY);
    desk.carryOut();
    desk.writeStatus();
    desk.userAnswer = Samples.known(desk.workspace);
    desk.run();
    assertThat(state(desk)).isEqualTo(WorkSpaceState.AVAILABLE);
    assertThat(desk.workspace.getStatus().user().goneSince()).isNull();
  }

  @Test
  void aRestartedOperatorThatHasNotAskedYetStartsNothing() {
    Desk desk = withoutUser(WorkSpaceReason.UserDisabled);
    desk.now = Samples.NOW.plus(DAY);
    desk.carryOut();
    desk.writeStatus();
    var before = desk.workspace.getStatus();
    desk.userAnswer = null;
    assertThat(desk.plan().writes()).isEmpty();
    desk.writeStatus();
    assertThat(desk.workspace.getStatus()).isEqualTo(before);
  }

  @Test
  void aDirectoryThatIsDownChangesNothing() {
    Desk desk = Desk.running();
    var before = desk.workspace.getStatus();
    desk.userAnswer = new UserAnswer.Unanswered("No server answers.");
    desk.now = Samples.NOW.plus(Duration.ofDays(30));
    assertThat(desk.plan().writes()).isEmpty();
    desk.writeStatus();
    assertThat(desk.workspace.getStatus().conditions()).isEqualTo(before.conditions());
    assertThat(desk.workspace.getStatus().user()).isEqualTo(before.user());
  }

  @Test
  void nobodyWhoIsConnectedIsStopped() {
    Desk desk = withoutUser(WorkSpaceReason.DomainNotTrusted);
    desk.now = Samples.NOW.plus(DAY);
    connection(desk, Connection.State.CONNECTED);
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.recheck()).isPresent();
    connection(desk, Connection.State.DISCONNECTED);
    assertThat(desk.plan().writes()).hasSize(1);
  }

  @Test
  void theDirectoryCanSayThatItIsKept() {
    Desk desk = withoutUser(WorkSpaceReason.UserNotFound);
    desk.directory = Samples.directory("users: {whenGone: Keep}");
    desk.now = Samples.NOW.plus(Duration.ofDays(365));
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(state(desk)).isEqualTo(WorkSpaceState.AVAILABLE);
  }

  @Test
  void theGraceTimeIsTheDirectorys() {
    Desk desk = withoutUser(WorkSpaceReason.UserNotFound);
    desk.directory = Samples.directory("users: {graceHours: 0}");
    assertThat(desk.plan().writes()).hasSize(1);
  }

  @Test
  void noDesktopIsMadeForAUserWhomNobodyKnows() {
    Desk desk = Desk.fresh();
    desk.userAnswer = gone(WorkSpaceReason.UserNotFound);
    assertThat(desk.plan().writes()).isEmpty();
    desk.writeStatus();
    assertThat(state(desk)).isEqualTo(WorkSpaceState.ERROR);
    assertThat(userResolved(desk).reason()).isEqualTo("UserNotFound");
  }

  @Test
  void aNewOneWaitsWhileNobodyAnswers() {
    Desk desk = Desk.fresh();
    desk.userAnswer = new UserAnswer.Unanswered("No server answers.");
    assertThat(desk.plan().writes()).isEmpty();
    desk.writeStatus();
    assertThat(userResolved(desk).reason()).isEqualTo("DirectoryUnreachable");
    desk.userAnswer = null;
    desk.writeStatus();
    assertThat(userResolved(desk).reason()).isEqualTo("LookingUp");
    assertThat(state(desk)).isEqualTo(WorkSpaceState.PENDING);
  }
}
