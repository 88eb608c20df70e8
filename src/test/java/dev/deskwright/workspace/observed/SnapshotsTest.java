package dev.deskwright.workspace.observed;

import static dev.deskwright.workspace.snapshots.Copies.alone;
import static dev.deskwright.workspace.snapshots.Copies.asked;
import static dev.deskwright.workspace.snapshots.Copies.deleting;
import static dev.deskwright.workspace.snapshots.Copies.failed;
import static dev.deskwright.workspace.snapshots.Copies.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.workspace.observed.Snapshots.Api;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import dev.deskwright.workspace.observed.Snapshots.Pair;
import dev.deskwright.workspace.snapshots.Copies;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  private static final Instant MONDAY = Instant.parse("2026-11-23T04:12:00Z");
  private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
  private static final VolumeSnapshot MONDAYS_ROOT = ready(Drive.ROOT, Kind.AUTOMATIC, MONDAY);
  private static final VolumeSnapshot MONDAYS_USER = ready(Drive.USER, Kind.AUTOMATIC, MONDAY);
  private static final VolumeSnapshot TUESDAYS_USER = ready(Drive.USER, Kind.AUTOMATIC, TUESDAY);
  private static final Optional<Pair> MONDAYS =
      Optional.of(new Pair(Optional.of(MONDAYS_ROOT), MONDAYS_USER));

  @Test
  void thePairIsTheNewestSetInWhichEveryDrivesSnapshotIsReady() {
    assertThat(Copies.of().lastPair()).isEmpty();
    assertThat(Copies.of(MONDAYS_ROOT).lastPair()).isEmpty();
    assertThat(Copies.of(TUESDAYS_USER, MONDAYS_USER, MONDAYS_ROOT).lastPair()).isEqualTo(MONDAYS);
    assertThat(
            Copies.of(
                    MONDAYS_USER,
                    MONDAYS_ROOT,
                    TUESDAYS_USER,
                    asked(Drive.ROOT, Kind.AUTOMATIC, TUESDAY))
                .lastPair())
        .isEqualTo(MONDAYS);
    var manual = ready(Drive.ROOT, Kind.MANUAL, TUESDAY);
    var manualUser = ready(Drive.USER, Kind.MANUAL, TUESDAY);
    assertThat(Copies.of(MONDAYS_USER, MONDAYS_ROOT, manualUser, manual).lastPair())
        .contains(new Pair(Optional.of(manual), manualUser));
  }

  @Test
  void halvesThatWereTakenForDifferentReasonsAreNoPair() {
    var manualRoot = ready(Drive.ROOT, Kind.MANUAL, MONDAY);
    assertThat(Copies.of(MONDAYS_USER, manualRoot).lastPair()).isEmpty();
  }

  @Test
  void safetyCopiesAreNoPairToGoBackTo() {
    assertThat(
            Copies.of(
                    ready(Drive.ROOT, Kind.SAFETY, TUESDAY),
                    ready(Drive.USER, Kind.SAFETY, TUESDAY))
                .lastPair())
        .isEmpty();
  }

  @Test
  void ofADesktopWithoutARootDriveTheUserDrivesSnapshotIsTheWholePair() {
    assertThat(Copies.of(MONDAYS_USER).lastPair()).isEmpty();
    assertThat(Copies.of(alone(MONDAYS_USER)).lastPair())
        .contains(new Pair(Optional.empty(), alone(MONDAYS_USER)));
  }

  @Test
  void aRebuildGoesBackToTheNewestReadyAutomaticOneOfTheUserDrive() {
    assertThat(
            Copies.of(
                    MONDAYS_USER,
                    failed(Drive.USER, Kind.AUTOMATIC, TUESDAY, "no space"),
                    ready(Drive.USER, Kind.MANUAL, TUESDAY),
                    ready(Drive.ROOT, Kind.AUTOMATIC, TUESDAY))
                .lastAutomaticUser())
        .contains(MONDAYS_USER);
  }

  @Test
  void whatIsBeingDeletedNeverCounts() {
    var snapshots = Copies.of(MONDAYS_USER, MONDAYS_ROOT, deleting(TUESDAYS_USER));
    assertThat(snapshots.lastAutomaticUser()).contains(MONDAYS_USER);
    assertThat(snapshots.find(TUESDAYS_USER.getMetadata().getName())).isEmpty();
    assertThat(Copies.of(deleting(MONDAYS_USER), MONDAYS_ROOT).lastPair()).isEmpty();
    assertThat(Copies.of(deleting(MONDAYS_USER)).readyCopyOf("desk-user")).isEmpty();
    assertThat(snapshots.all()).hasSize(3);
  }

  @Test
  void aReadyCopyOfAClaimIsFoundWhateverItWasTakenFor() {
    var safety = ready(Drive.USER, Kind.SAFETY, TUESDAY);
    assertThat(Copies.of(MONDAYS_USER, safety).readyCopyOf("desk-user")).contains(safety);
    assertThat(Copies.of(asked(Drive.USER, Kind.SAFETY, TUESDAY)).readyCopyOf("desk-user"))
        .isEmpty();
    assertThat(Copies.of(MONDAYS_USER).readyCopyOf("desk-user-2")).isEmpty();
  }

  @Test
  void theDriversTimeCountsUnlessItHasNone() {
    var late = ready(Drive.USER, Kind.AUTOMATIC, MONDAY);
    late.getMetadata().setCreationTimestamp(TUESDAY.toString());
    assertThat(Snapshots.takenAt(late)).isEqualTo(MONDAY);
    late.getStatus().setCreationTime("1970-01-01T00:00:00Z");
    assertThat(Snapshots.takenAt(late)).isEqualTo(TUESDAY);
    late.getStatus().setCreationTime(null);
    assertThat(Snapshots.takenAt(late)).isEqualTo(TUESDAY);
  }

  @Test
  void aFailureIsWhatTheDriverSays() {
    assertThat(Snapshots.failure(failed(Drive.USER, Kind.MANUAL, MONDAY, "no space")))
        .contains("no space");
    assertThat(Snapshots.failure(MONDAYS_USER)).isEmpty();
    assertThat(Snapshots.failure(asked(Drive.USER, Kind.MANUAL, MONDAY))).isEmpty();
  }

  @Test
  void withoutTheApiThereIsNothingAndThatIsKnown() {
    assertThat(Snapshots.unavailable())
        .isEqualTo(new Snapshots(false, List.of()))
        .returns(false, Snapshots::available);
    assertThat(Snapshots.unknown())
        .returns(false, Snapshots::available)
        .returns(Api.UNKNOWN, Snapshots::api);
    assertThat(Copies.of().available()).isTrue();
  }
}
