package dev.deskwright.workspace.snapshots;

import static dev.deskwright.workspace.snapshots.Copies.asked;
import static dev.deskwright.workspace.snapshots.Copies.failed;
import static dev.deskwright.workspace.snapshots.Copies.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Condition.Status;
import dev.deskwright.api.v1alpha1.SnapshotRules;
import dev.deskwright.api.v1alpha1.SnapshotStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotDiagnosisTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final WorkSpace DESK = Samples.workspace();
  private static final Snapshots NONE = Copies.of();
  private static final SnapshotRules OFF = new SnapshotRules(false, null, null, null, null);

  private static Instant ago(Duration time) {
    return NOW.minus(time);
  }

  private static VolumeSnapshot user(Duration ago) {
    return ready(Drive.USER, Kind.AUTOMATIC, ago(ago));
  }

  private static VolumeSnapshot asksFor(Duration ago) {
    return asked(Drive.USER, Kind.AUTOMATIC, ago(ago));
  }

  private static Finding running(Snapshots snapshots) {
    return found(null, LONG_AGO, snapshots);
  }

  private static Finding found(SnapshotRules rules, Instant runningSince, Snapshots snapshots) {
    return SnapshotDiagnosis.of(
        rules, DESK, LONG_AGO, Optional.ofNullable(runningSince), snapshots, NOW);
  }

  private static void assertSays(
      Finding finding, Status status, WorkSpaceReason reason, String... words) {
    assertThat(finding.status()).isEqualTo(status);
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(words).allSatisfy(word -> assertThat(finding.message()).contains(word));
  }

  @Test
  void aRecentGoodSnapshotIsCurrentThoughAnotherIsUnderWay() {
    assertSays(
        running(Copies.of(user(Duration.ofHours(11)), asksFor(Duration.ofMinutes(9)))),
        Status.True,
        WorkSpaceReason.SnapshotsCurrent);
  }

  @Test
  void withoutAnyItIsPending() {
    assertSays(found(null, null, NONE), Status.Unknown, WorkSpaceReason.SnapshotPending);
    assertSays(
        found(null, ago(Duration.ofHours(5)), NONE),
        Status.Unknown,
        WorkSpaceReason.SnapshotPending);
  }

  @Test
  void withoutTheApiItSaysWhatToInstall() {
    assertSays(
        running(Snapshots.unavailable()),
        Status.False,
        WorkSpaceReason.SnapshotApiMissing,
        "snapshot.storage.k8s.io/v1",
        "install");
  }

  @Test
  void whatIsNotKnownYetRepeatsWhatWasSaidBefore() {
    assertSays(running(Snapshots.unknown()), Status.Unknown, WorkSpaceReason.SnapshotPending);
    Finding stale = running(Copies.of(user(Duration.ofDays(2))));
    WorkSpace desk = Samples.workspace();
    desk.setStatus(
        status(
            Conditions.from(List.of(stale), null, 1L, NOW),
            new SnapshotStatus("t", null, null, 3)));
    assertThat(
            SnapshotDiagnosis.of(
                null, desk, LONG_AGO, Optional.of(LONG_AGO), Snapshots.unknown(), NOW))
        .isEqualTo(stale);
    assertThat(
            SnapshotDiagnosis.status(
                null, desk, LONG_AGO, Optional.of(LONG_AGO), Snapshots.unknown(), NOW))
        .isEqualTo(new SnapshotStatus("t", null, null, 3));
  }

  private static WorkSpaceStatus status(
      List<dev.deskwright.api.v1alpha1.Condition> conditions, SnapshotStatus snapshots) {
    return new WorkSpaceStatus(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        snapshots,
        null,
        null,
        null,
        null,
        null,
        null,
        conditions);
  }

  @Test
  void switchedOffItSaysWhere() {
    assertSays(
        found(OFF, LONG_AGO, Copies.of(user(Duration.ofDays(90)))),
        Status.False,
        WorkSpaceReason.SnapshotsOff,
        "snapshots.automatic");
  }

  @Test
  void afterTwoIntervalsOfRunningTheLastOneIsStale() {
    assertSays(
        running(Copies.of(user(Duration.ofHours(24)))),
        Status.False,
        WorkSpaceReason.SnapshotsStale,
        "kubectl get volumesnapshots -l deskwright.dev/workspace=desk");
    assertSays(
        running(Copies.of(user(Duration.ofHours(24).minusSeconds(1)))),
        Status.True,
        WorkSpaceReason.SnapshotsCurrent);
    assertSays(running(NONE), Status.False, WorkSpaceReason.SnapshotsStale);
  }

  @Test
  void timeInWhichADesktopWasStoppedMakesNothingStale() {
    Snapshots old = Copies.of(user(Duration.ofDays(40)));
    assertSays(found(null, null, old), Status.True, WorkSpaceReason.SnapshotsCurrent);
    assertSays(
        found(null, ago(Duration.ofHours(23)), old), Status.True, WorkSpaceReason.SnapshotsCurrent);
    assertSays(
        found(null, ago(Duration.ofHours(24)), old), Status.False, WorkSpaceReason.SnapshotsStale);
  }

  @Test
  void aSnapshotThatIsNotReadyAfterTenMinutesIsTroubleAndSaysWhereToLook() {
    var waiting = asksFor(Duration.ofMinutes(10));
    assertSays(
        running(Copies.of(user(Duration.ofHours(12)), waiting)),
        Status.False,
        WorkSpaceReason.SnapshotNotReady,
        waiting.getMetadata().getName(),
        "VolumeSnapshotClass");
    var withContent = waiting.edit().withNewStatus().endStatus().build();
    withContent.getStatus().setBoundVolumeSnapshotContentName("snapcontent-1");
    assertSays(
        running(Copies.of(withContent)),
        Status.False,
        WorkSpaceReason.SnapshotNotReady,
        "kubectl describe volumesnapshotcontent snapcontent-1");
  }

  @Test
  void aLaterGoodOneEndsTheTrouble() {
    assertSays(
        running(
            Copies.of(
                failed(Drive.USER, Kind.AUTOMATIC, ago(Duration.ofHours(13)), "no space"),
                user(Duration.ofHours(1)))),
        Status.True,
        WorkSpaceReason.SnapshotsCurrent);
  }

  @Test
  void theRootDrivesTroubleCountsToo() {
    assertSays(
        running(
            Copies.of(
                user(Duration.ofHours(1)),
                failed(Drive.ROOT, Kind.AUTOMATIC, ago(Duration.ofHours(1)), "no space"))),
        Status.False,
        WorkSpaceReason.SnapshotFailed,
        "desk-root-",
        "no space");
  }

  @Test
  void aFailureOfTheFirstMinuteIsNotToldYet() {
    var failed = failed(Drive.USER, Kind.AUTOMATIC, ago(Duration.ofSeconds(59)), "conflict");
    assertSays(
        running(Copies.of(user(Duration.ofHours(12)), failed)),
        Status.True,
        WorkSpaceReason.SnapshotsCurrent);
    assertThat(SnapshotDiagnosis.recheck(null, Optional.empty(), Copies.of(failed), NOW))
        .contains(Duration.ofSeconds(1));
  }

  @Test
  void aMissingClassSaysWhatToAnnotate() {
    assertSays(
        running(
            Copies.of(
                failed(
                    Drive.USER,
                    Kind.AUTOMATIC,
                    ago(Duration.ofMinutes(2)),
                    "Failed to set default snapshot class with error cannot find default snapshot class"))),
        Status.False,
        WorkSpaceReason.SnapshotFailed,
        "is-default-class",
        "snapshots.className");
  }

  /** Else each try of the driver would be a write to the API server. */
  @Test
  void theMessageDoesNotChangeWithEachTryOfTheDriver() {
    String first =
        message("rpc error at 2026-11-24T11:58:00Z: quota, request id: 8f7c-11, context 0xc0001");
    String second =
        message("rpc error at 2026-11-24T11:59:17.5Z: quota, request id: 77aa-04, context 0xc9f71");
    assertThat(first).isEqualTo(second).contains("quota");
  }

  private static String message(String failure) {
    return running(
            Copies.of(failed(Drive.USER, Kind.AUTOMATIC, ago(Duration.ofMinutes(2)), failure)))
        .message();
  }

  @Test
  void theStatusTellsWhatARebuildAndARestoreGoBackTo() {
    Snapshots snapshots =
        Copies.of(
            user(Duration.ofHours(3)),
            user(Duration.ofHours(15)),
            ready(Drive.ROOT, Kind.AUTOMATIC, ago(Duration.ofHours(15))));
    SnapshotStatus status =
        SnapshotDiagnosis.status(null, DESK, LONG_AGO, Optional.of(LONG_AGO), snapshots, NOW);
    assertThat(status)
        .returns("2026-11-24T09:00:00Z", SnapshotStatus::lastUserAt)
        .returns("2026-11-23T21:00:00Z", SnapshotStatus::lastPairAt)
        .returns(3, SnapshotStatus::count);
    assertThat(Instant.parse(status.nextAt())).isBefore(NOW.plus(Duration.ofHours(12)));
  }

  @Test
  void theStatusOfAStoppedDesktopDoesNotChangeWithTime() {
    Snapshots snapshots = Copies.of(user(Duration.ofHours(3)));
    var today = SnapshotDiagnosis.status(null, DESK, LONG_AGO, Optional.empty(), snapshots, NOW);
    assertThat(today.nextAt()).isNull();
    assertThat(
            SnapshotDiagnosis.status(
                null, DESK, LONG_AGO, Optional.empty(), snapshots, NOW.plus(Duration.ofDays(3))))
        .isEqualTo(today);
  }

  @Test
  void withoutTheApiTheStatusSaysNothing() {
    assertThat(
            SnapshotDiagnosis.status(
                null, DESK, LONG_AGO, Optional.of(LONG_AGO), Snapshots.unavailable(), NOW))
        .isNull();
    assertThat(SnapshotDiagnosis.recheck(null, Optional.of(LONG_AGO), Snapshots.unavailable(), NOW))
        .isEmpty();
  }

  @Test
  void itIsLookedAtAgainWhenSomethingIsLate() {
    assertThat(
            SnapshotDiagnosis.recheck(
                null,
                Optional.of(LONG_AGO),
                Copies.of(user(Duration.ofHours(20)), asksFor(Duration.ofMinutes(4))),
                NOW))
        .contains(Duration.ofMinutes(6));
    assertThat(
            SnapshotDiagnosis.recheck(
                null, Optional.of(LONG_AGO), Copies.of(user(Duration.ofHours(20))), NOW))
        .contains(Duration.ofHours(4));
    assertThat(
            SnapshotDiagnosis.recheck(
                OFF, Optional.of(LONG_AGO), Copies.of(user(Duration.ofHours(20))), NOW))
        .isEmpty();
  }
}
