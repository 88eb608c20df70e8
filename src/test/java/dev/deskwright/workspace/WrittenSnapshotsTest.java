package dev.deskwright.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import dev.deskwright.workspace.snapshots.Copies;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenSnapshotsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  /** Stands still until it is told otherwise. */
  private static final class StillClock extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final StillClock clock = new StillClock();
  private final WrittenSnapshots written = new WrittenSnapshots(clock);
  private final VolumeSnapshot snapshot = snapshot("one");

  private static VolumeSnapshot snapshot(String uid) {
    return Copies.asked(Drive.USER, Kind.MANUAL, NOW)
        .edit()
        .editMetadata()
        .withUid(uid)
        .addToLabels(Labels.WORKSPACE_ID, "ws-1")
        .endMetadata()
        .build();
  }

  private List<VolumeSnapshot> over(VolumeSnapshot... cached) {
    return written.over(List.of(cached), "team", "ws-1");
  }

  private void create(VolumeSnapshot created) {
    written.create(created, () -> created);
  }

  @Test
  void whatWasCreatedIsSeenAtOnceByItsWorkSpaceAlone() {
    create(snapshot);
    assertThat(over()).containsExactly(snapshot);
    assertThat(written.over(List.of(), "team", "ws-2")).isEmpty();
    assertThat(written.over(List.of(), "other", "ws-1")).isEmpty();
  }

  @Test
  void whatTheCacheHasOfItIsNewer() {
    create(snapshot);
    var ready = snapshot.edit().withNewStatus().withReadyToUse(true).endStatus().build();
    assertThat(over(ready)).containsExactly(ready);
  }

  @Test
  void afterTheCacheHasToldOfItTheCacheAloneCounts() {
    create(snapshot);
    written.seen(snapshot, false);
    assertThat(over()).isEmpty();
  }

  @Test
  void theCacheMayTellOfItBeforeTheAnswerIsThere() {
    written.create(
        snapshot,
        () -> {
          written.seen(snapshot, false);
          written.seen(snapshot, true);
          return snapshot;
        });
    assertThat(over()).isEmpty();
  }

  @Test
  void theEndOfAnEarlierOneOfItsNameDoesNotHideIt() {
    VolumeSnapshot earlier = snapshot("zero");
    create(snapshot);
    assertThat(over(earlier)).containsExactly(snapshot);
    written.seen(earlier, true);
    assertThat(over()).containsExactly(snapshot);
  }

  @Test
  void whatCouldNotBeCreatedIsNotThere() {
    assertThatThrownBy(
            () ->
                written.create(
                    snapshot,
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(over()).isEmpty();
  }

  @Test
  void whatWasDeletedIsSeenAsBeingDeleted() {
    written.deleted(snapshot);
    assertThat(over(snapshot)).singleElement().matches(VolumeSnapshot::isMarkedForDeletion);
    assertThat(over()).isEmpty();
    VolumeSnapshot next = snapshot("two");
    assertThat(over(next)).containsExactly(next);
  }

  @Test
  void aChangeThatCameBeforeTheDeletionDoesNotBringItBack() {
    written.deleted(snapshot);
    written.seen(snapshot, false);
    assertThat(over(snapshot)).singleElement().matches(VolumeSnapshot::isMarkedForDeletion);
    written.seen(snapshot, true);
    assertThat(over(snapshot)).containsExactly(snapshot);
  }

  /** Of what was deleted while the watch was broken, the cache never tells. */
  @Test
  void nothingIsRememberedForLong() {
    create(snapshot);
    clock.now = NOW.plus(WrittenSnapshots.LONGEST_LAG);
    assertThat(over()).isEmpty();
  }
}
