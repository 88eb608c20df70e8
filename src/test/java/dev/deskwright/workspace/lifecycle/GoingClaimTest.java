package dev.deskwright.workspace.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.Mounted;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody has deleted the claim of a drive that is in use. It goes when the pod ends; until then
 * what is on it can be saved.
 */
class GoingClaimTest {

  private static Desk going(Desk desk) {
    desk.user().getMetadata().setDeletionTimestamp(desk.now.toString());
    return desk;
  }

  private static Desk going(String... spec) {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace(spec);
    return going(desk.run());
  }

  @ParameterizedTest
  @ValueSource(strings = {"reboot", "rebuild", "stop"})
  void noOperationEndsThePod(String operation) {
    Desk desk = going("runningMode: {mode: Manual}");
    desk.annotate("deskwright.dev/" + operation, "1");
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.writeStatus().lastOperation())
        .matches(last -> last.result() == Result.Refused)
        .matches(last -> last.message().contains("\"desk-user\" is being deleted"));
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void noScheduleDoes() {
    Desk desk =
        going("runningMode: {mode: Manual, schedule: {start: '0 7 * * *', stop: '0 18 * * *'}}");
    desk.later(Duration.ofHours(8)).writeStatus();
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.workspace.getStatus().power().next().message()).contains("being deleted");
  }

  @Test
  void noMaintenanceDoes() {
    Desk desk = Desk.fresh();
    desk.directory = Samples.directory("maintenanceWindow: {schedule: '0 0 * * 0'}");
    going(desk.run());
    desk.bundle = Samples.bundle("sharedMemoryMib: 1024");
    desk.now = Instant.parse("2026-11-29T03:00:00Z");
    assertThat(desk.writeStatus().workspace.getStatus().operations()).isEmpty();
  }

  @Test
  void noMigrationDoes() {
    Desk desk = Desk.running();
    desk.otherBundle = Samples.bundleNamed("big", "example/big:1");
    desk.workspace = movedTo("big", desk.workspace);
    assertThat(going(desk).writeStatus().workspace.getStatus().operations()).isEmpty();
  }

  private static WorkSpace movedTo(String bundle, WorkSpace workspace) {
    return Serialization.unmarshal(
        Serialization.asJson(workspace)
            .replace(
                "\"bundleRef\":{\"name\":\"standard\"}",
                "\"bundleRef\":{\"name\":\"" + bundle + "\"}"),
        WorkSpace.class);
  }

  @Test
  void noneThatWasBegunBeforeDoes() {
    Desk desk = Desk.running().annotate("deskwright.dev/reboot", "1").writeStatus();
    assertThat(desk.plan().writes()).hasSize(1);
    assertThat(going(desk).plan().writes()).isEmpty();
    assertThat(desk.later(Duration.ofMinutes(20)).writeStatus().lastOperation().result())
        .isEqualTo(Result.Failed);
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void theRootDriveOfARebuildThatFailedIsLetGo() {
    Desk desk = Desk.running().ask("rebuild", "1").carryOut().carryOut();
    delete(desk, desk.lastOperation().replacement().rootClaim());
    desk.later(Duration.ofMinutes(20)).writeStatus();
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Failed);
    assertThat(desk.plan().writes()).hasSize(1).first().isInstanceOf(Write.DeletePod.class);
    desk.carryOut().carryOut();
    assertThat(Mounted.claims(desk.pod)).containsExactlyInAnyOrder("desk-root", "desk-user");
  }

  @Test
  void theUserDriveOfARestoreThatFailedIsNot() {
    Desk desk = Desk.runningWithSnapshots().ask("snapshot", "1");
    desk.settle();
    desk.ask("restore", "1").carryOut().carryOut().snapshotsAreReady().carryOut();
    String made = desk.lastOperation().replacement().userClaim();
    delete(desk, made);
    desk.later(Duration.ofMinutes(20)).writeStatus();
    assertThat(desk.lastOperation().result()).isEqualTo(Result.Failed);
    assertThat(desk.plan().writes()).noneMatch(Write.DeletePod.class::isInstance);
    assertThat(desk.ask("reboot", "1").lastOperation().message())
        .contains("\"%s\" is being deleted".formatted(made), "delete the pod");
    assertThat(desk.status().conditions())
        .filteredOn(condition -> condition.type().equals("StorageReady"))
        .allMatch(condition -> condition.message().contains(made));
    desk.pod = null;
    desk.claims.remove(made);
    desk.carryOut();
    assertThat(Mounted.claims(desk.pod)).containsExactlyInAnyOrder("desk-root", "desk-user");
  }

  private static void delete(Desk desk, String claim) {
    desk.claims.get(claim).getMetadata().setDeletionTimestamp(desk.now.toString());
  }

  @Test
  void whoSuspendsItMeansIt() {
    Desk desk = Desk.running();
    var status = desk.workspace.getStatus();
    desk.workspace = Samples.workspace("suspended: true");
    desk.workspace.setStatus(status);
    assertThat(going(desk).plan().writes()).hasSize(1).first().isInstanceOf(Write.DeletePod.class);
  }
}
