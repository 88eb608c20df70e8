package dev.deskwright.workspace.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.lifecycle.Write.CreateClaim;
import dev.deskwright.workspace.lifecycle.Write.CreatePod;
import dev.deskwright.workspace.lifecycle.Write.DeletePod;
import dev.deskwright.workspace.lifecycle.Write.PatchClaim;
import dev.deskwright.workspace.lifecycle.Write.PatchPod;
import dev.deskwright.workspace.observed.Adoptable;
import dev.deskwright.workspace.observed.DriveKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

  private static final String REBOOT = Labels.operation("reboot");
  private static final String EVICTED = "{phase: Failed, reason: Evicted}";

  private static List<String> names(Plan plan) {
    return plan.writes().stream().map(PlannerTest::name).toList();
  }

  private static String name(Write write) {
    if (write instanceof CreateClaim create) {
      return "create claim " + create.claim().getMetadata().getName();
    }
    return write.getClass().getSimpleName();
  }

  @Test
  void aNewDesktopIsTwoClaimsAndAPodInThisOrder() {
    assertThat(names(Desk.fresh().plan()))
        .containsExactly("create claim desk-root", "create claim desk-user", "CreatePod");
  }

  @Test
  void withoutRootPathsItIsOneClaimAndAPod() {
    Desk desk = Desk.fresh();
    desk.bundle = Samples.bundleWithoutRoot();
    assertThat(names(desk.plan())).containsExactly("create claim desk-user", "CreatePod");
  }

  @Test
  void aPodComesAfterVolumesThatAreMadeWithoutIt() {
    Desk desk = Desk.fresh();
    desk.classes.add(Samples.storageClass("fast", true, null, "Immediate"));
    assertThat(names(desk.plan()))
        .containsExactly("create claim desk-root", "create claim desk-user");
    desk.carryOut();
    desk.user().getStatus().setPhase("Pending");
    assertThat(desk.plan()).isEqualTo(Plan.nothing());
    desk.user().getStatus().setPhase("Bound");
    assertThat(names(desk.plan())).containsExactly("CreatePod");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WaitForFirstConsumer", ""})
  void aPodDoesNotWaitForVolumesThatMayWaitForIt(String mode) {
    Desk desk = Desk.fresh();
    desk.classes.add(Samples.storageClass("fast", true, null, mode));
    desk.carryOut();
    assertThat(desk.pod).isNotNull();
  }

  @Test
  void aPodOnADriveThatIsTakenOverDoesNotWait() {
    Desk desk = Desk.running();
    desk.classes.add(Samples.storageClass("fast", true, null, "Immediate"));
    desk.bundle = Samples.bundleWithoutRoot();
    desk.drop(DriveKind.root);
    desk.adoptable = new Adoptable(desk.user(), false);
    desk.claims.clear();
    desk.pod = null;
    desk.workspace = Samples.workspace("userVolume: {claimName: desk-user}");
    desk.userAnswer = Samples.known(desk.workspace);
    assertThat(names(desk.plan())).containsExactly("PatchClaim", "CreatePod");
  }

  @Test
  void aSecondPassPlansNothing() {
    Desk desk = Desk.fresh().carryOut();
    assertThat(desk.plan()).isEqualTo(Plan.nothing());
    assertThat(Desk.running().plan()).isEqualTo(Plan.nothing());
  }

  @Test
  void aPassAfterACrashDoesTheRest() {
    Desk desk = Desk.fresh().carryOut();
    desk.pod = null;
    desk.drop(DriveKind.user);
    assertThat(names(desk.plan())).containsExactly("create claim desk-user", "CreatePod");
  }

  @Test
  void aDeletedPodIsMadeAgain() {
    Desk desk = Desk.running();
    desk.pod = null;
    assertThat(names(desk.plan())).containsExactly("CreatePod");
  }

  @ParameterizedTest
  @ValueSource(strings = {EVICTED, "{phase: Failed}", "{phase: Succeeded}"})
  void anEndedPodIsReplaced(String status) {
    Desk desk = Desk.running().podIs(status).later(Duration.ofHours(1));
    assertThat(desk.plan().writes()).containsExactly(new DeletePod(desk.pod));
  }

  @ParameterizedTest
  @CsvSource({"0, 30", "10, 20", "29, 1"})
  void aPodThatEndsSoonAfterItsStartIsLeftForALittle(int seconds, int wait) {
    Desk desk = Desk.running().podIs(EVICTED).later(Duration.ofSeconds(seconds));
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.plan().retryAfter()).contains(Duration.ofSeconds(wait));
  }

  @Test
  void thirtySecondsAfterItsStartAnEndedPodIsReplacedAtOnce() {
    Desk desk = Desk.running().podIs(EVICTED).later(Planner.SHORTEST_POD_LIFE);
    assertThat(names(desk.plan())).containsExactly("DeletePod");
    assertThat(desk.plan().retryAfter()).isEmpty();
  }

  @Test
  void aPodThatIsBeingDeletedIsWaitedForHoweverLong() {
    Desk desk = Desk.running();
    beingDeleted(desk.pod);
    assertThat(desk.plan()).isEqualTo(Plan.nothing());
    assertThat(desk.later(Duration.ofDays(30)).plan()).isEqualTo(Plan.nothing());
    assertThat(desk.podIs(EVICTED).plan()).isEqualTo(Plan.nothing());
  }

  @Test
  void inAdminMaintenanceDrivesAreKeptAndNoPodIsTouched() {
    Desk desk = Desk.fresh();
    desk.workspace = Samples.workspace("maintenance: AdminMaintenance");
    assertThat(names(desk.plan()))
        .containsExactly("create claim desk-root", "create claim desk-user");
    Desk running = Desk.running().podIs(EVICTED).later(Duration.ofHours(1));
    running.workspace = Samples.workspace("maintenance: AdminMaintenance");
    assertThat(running.plan()).isEqualTo(Plan.nothing());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noPodIsMadeOnAClaimThatIsBeingDeleted(boolean root) {
    Desk desk = Desk.running();
    desk.pod = null;
    beingDeleted(root ? desk.root() : desk.user());
    assertThat(desk.plan()).isEqualTo(Plan.nothing());
  }

  @Test
  void aClaimThatIsBeingDeletedIsNotPatched() {
    Desk desk = Desk.running();
    beingDeleted(desk.user());
    desk.workspace = Samples.workspace("tags: {team: red}");
    assertThat(names(desk.plan())).containsExactly("PatchClaim", "PatchPod");
  }

  @Test
  void aDeletedWorkSpaceIsLeftToKubernetes() {
    Desk desk = Desk.fresh();
    beingDeleted(desk.workspace);
    assertThat(desk.plan()).isEqualTo(Plan.nothing());
  }

  @Test
  void whereSomethingIsMissingWhatExistsIsLeftAsItIs() {
    Desk desk = Desk.running();
    desk.bundle = null;
    desk.pod = null;
    assertThat(desk.plan()).isEqualTo(Plan.nothing());
  }

  @Test
  void aRebootIsDoneOnlyOnceItIsRecorded() {
    Desk desk = Desk.running().annotate(REBOOT, "1");
    assertThat(desk.plan()).isEqualTo(Plan.nothing());
    desk.writeStatus();
    assertThat(desk.plan().writes()).containsExactly(new DeletePod(desk.pod));
  }

  @Test
  void aRebootReplacesOnlyThePodThatItWasRecordedFor() {
    Desk desk = Desk.running().annotate(REBOOT, "1").writeStatus();
    desk.pod.getMetadata().setUid("another");
    assertThat(desk.plan()).isEqualTo(Plan.nothing());
  }

  @Test
  void aRebootIsDoneOnce() {
    Desk desk = Desk.running().annotate(REBOOT, "1").writeStatus();
    desk.carryOut().run();
    assertThat(desk.plan()).isEqualTo(Plan.nothing());
    assertThat(desk.writeStatus().plan()).isEqualTo(Plan.nothing());
  }

  @Test
  void aChangedTagIsPatchedInPlace() {
    Desk desk = Desk.running();
    desk.workspace = Samples.workspace("tags: {team: red}");
    assertThat(desk.plan().writes())
        .hasSize(3)
        .allMatch(w -> w instanceof PatchClaim || w instanceof PatchPod);
    assertThat(desk.carryOut().plan()).isEqualTo(Plan.nothing());
  }

  @Test
  void aNewImageInTheBundleChangesNothingNotEvenAPodMadeAgain() {
    Desk desk = Desk.running();
    desk.bundle = Samples.bundleWithImage("example/desktop:2");
    assertThat(desk.plan()).isEqualTo(Plan.nothing());
    desk.pod = null;
    CreatePod create = (CreatePod) desk.plan().writes().get(0);
    assertThat(create.pod().getSpec().getContainers().get(0).getImage())
        .isEqualTo("example/desktop:1");
  }

  private static void beingDeleted(HasMetadata object) {
    object.getMetadata().setDeletionTimestamp("2026-11-23T12:00:30Z");
  }

  @Test
  void aDesktopWhoseImageWasMisspeltHealsWhenTheBundleIsPutRight() {
    Desk desk = Desk.fresh();
    desk.bundle = Samples.bundleWithImage("example/misspelt:1");
    desk.carryOut();
    desk.podIs(
        "{phase: Pending, containerStatuses: [{name: desktop, image: i, restartCount: 0, state:"
            + " {waiting: {reason: ErrImagePull}}}]}");
    desk.writeStatus();
    desk.bundle = Samples.bundle();
    assertThat(names(desk.plan())).containsExactly("PatchClaim", "DeletePod");
    desk.carryOut().run();
    assertThat(desk.pod.getSpec().getContainers().get(0).getImage()).isEqualTo("example/desktop:1");
    assertThat(desk.plan().writes()).isEmpty();
  }

  /** Somebody strips the claim of its annotations: no reason to end a user's desktop. */
  @Test
  void aRunningPodIsNeverEndedForItsImage() {
    Desk desk = Desk.running();
    desk.root().getMetadata().getAnnotations().remove(Labels.IMAGE);
    desk.bundle = Samples.bundleWithImage("example/desktop:2");
    assertThat(names(desk.plan())).doesNotContain("DeletePod");
  }
}
