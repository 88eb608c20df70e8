package dev.deskwright.workspace.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.VolumesMade;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageDiagnosisTest {

  private static Desk pending(int seconds) {
    Desk desk = Desk.fresh().carryOut().later(Duration.ofSeconds(seconds));
    desk.root().getStatus().setPhase("Pending");
    return desk;
  }

  @Test
  void noClaimsYet() {
    var observed = Desk.fresh().observed();
    assertThat(StorageDiagnosis.of(observed, true).reason()).isEqualTo(WorkSpaceReason.Waiting);
    assertThat(StorageDiagnosis.of(observed, false).reason())
        .isEqualTo(WorkSpaceReason.Provisioning);
  }

  @Test
  void bothBound() {
    assertThat(StorageDiagnosis.of(Desk.running().observed(), true).reason())
        .isEqualTo(WorkSpaceReason.Bound);
    assertThat(StorageDiagnosis.recheck(Desk.running().observed())).isEmpty();
  }

  @Test
  void onlyTheUserDriveWhereThereIsNoRootDrive() {
    Desk desk = Desk.running();
    desk.drop(DriveKind.root);
    assertThat(StorageDiagnosis.of(desk.observed(), true).reason())
        .isEqualTo(WorkSpaceReason.Bound);
  }

  @Test
  void aRootDriveAloneIsNotAll() {
    Desk desk = Desk.running();
    desk.drop(DriveKind.user);
    assertThat(StorageDiagnosis.of(desk.observed(), true).reason())
        .isEqualTo(WorkSpaceReason.Provisioning);
  }

  @ParameterizedTest
  @CsvSource({
    "0, Provisioning, 60",
    "59, Provisioning, 1",
    "60, ClaimNotBound,",
    "86400, ClaimNotBound,"
  })
  void oneThatIsNotBoundIsGivenAMinute(int seconds, WorkSpaceReason reason, Integer recheck) {
    var observed = pending(seconds).observed();
    assertThat(StorageDiagnosis.of(observed, true).reason()).isEqualTo(reason);
    assertThat(StorageDiagnosis.recheck(observed).map(Duration::toSeconds).map(Long::intValue))
        .isEqualTo(Optional.ofNullable(recheck));
  }

  /** Another one was bound ten seconds ago; made in the first second, it waits its turn. */
  @ParameterizedTest
  @CsvSource({
    "60, Provisioning, 50",
    "1700, Provisioning, 50",
    "1780, Provisioning, 20",
    "1800, ClaimNotBound,"
  })
  void oneWaitsItsTurnWhileOthersAreBoundButNotForEver(
      int seconds, WorkSpaceReason reason, Integer recheck) {
    Desk desk = pending(seconds);
    desk.volumesMade = new VolumesMade(Instant.EPOCH, Map.of("", desk.now.minusSeconds(10)));
    assertThat(StorageDiagnosis.of(desk.observed(), false).reason()).isEqualTo(reason);
    assertThat(StorageDiagnosis.recheck(desk.observed()).map(Duration::toSeconds))
        .isEqualTo(Optional.ofNullable(recheck).map(Integer::longValue));
  }

  @Test
  void whatBecomesOfAnotherClassSaysNothing() {
    Desk desk = pending(60);
    desk.volumesMade = new VolumesMade(Instant.EPOCH, Map.of("slow", desk.now));
    assertThat(StorageDiagnosis.of(desk.observed(), false).reason())
        .isEqualTo(WorkSpaceReason.ClaimNotBound);
  }

  @Test
  void anOperatorThatHasJustBegunHasSeenNothingYet() {
    Desk desk = pending(3600);
    desk.volumesMade = new VolumesMade(desk.now.minusSeconds(59), Map.of());
    desk.root().getMetadata().setCreationTimestamp(desk.now.minusSeconds(300).toString());
    assertThat(StorageDiagnosis.of(desk.observed(), false).reason())
        .isEqualTo(WorkSpaceReason.Provisioning);
    assertThat(StorageDiagnosis.of(desk.later(Duration.ofSeconds(1)).observed(), false).reason())
        .isEqualTo(WorkSpaceReason.ClaimNotBound);
  }

  @Test
  void whatWasToldStaysToldUntilItIsBound() {
    Desk desk = pending(60).writeStatus();
    desk.volumesMade = new VolumesMade(desk.now, Map.of());
    assertThat(StorageDiagnosis.of(desk.observed(), false).reason())
        .isEqualTo(WorkSpaceReason.ClaimNotBound);
    desk.root().getStatus().setPhase("Bound");
    assertThat(StorageDiagnosis.of(desk.observed(), false).reason())
        .isEqualTo(WorkSpaceReason.Bound);
  }

  @Test
  void theMessageNamesTheClassOrItsAbsence() {
    Desk desk = pending(60);
    assertThat(StorageDiagnosis.of(desk.observed(), true).message())
        .contains("default StorageClass");
    desk.root().getSpec().setStorageClassName("fast");
    assertThat(StorageDiagnosis.of(desk.observed(), true).message())
        .contains("StorageClass \"fast\"");
  }

  @Test
  void aClaimThatLostItsVolumeOrIsBeingDeletedIsTold() {
    Desk lost = Desk.running();
    lost.user().getStatus().setPhase("Lost");
    assertThat(StorageDiagnosis.of(lost.observed(), true).reason())
        .isEqualTo(WorkSpaceReason.ClaimLost);
    Desk deleted = Desk.running();
    deleted.user().getMetadata().setDeletionTimestamp("2026-11-23T12:00:00Z");
    assertThat(StorageDiagnosis.of(deleted.observed(), true).reason())
        .isEqualTo(WorkSpaceReason.ClaimLost);
  }

  @Test
  void aClaimWithoutStatusIsNotBoundYet() {
    Desk desk = Desk.fresh().carryOut();
    desk.root().setStatus(null);
    assertThat(StorageDiagnosis.of(desk.observed(), true).reason())
        .isEqualTo(WorkSpaceReason.Provisioning);
  }
}
