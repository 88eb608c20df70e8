package dev.deskwright.workspace.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.SnapshotRules;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Api;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotScheduleTest {

  private static final String UID = "11111111-0000-0000-0000-000000000000";
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HALF_DAY = Duration.ofHours(12);

  /** A slot of the default rules, long after the drives were made. */
  private static final Instant SLOT =
      SnapshotSchedule.slotAt(UID, HALF_DAY, Instant.parse("2026-11-24T12:00:00Z"));

  private static final Snapshots NONE = Copies.of();

  private static Optional<Instant> due(
      SnapshotRules rules, Instant runningSince, Snapshots snapshots, Instant now) {
    return SnapshotSchedule.due(
        rules, UID, LONG_AGO, Optional.ofNullable(runningSince), snapshots, now);
  }

  private static Optional<Instant> next(Instant runningSince, Snapshots snapshots, Instant now) {
    return SnapshotSchedule.next(
        null, UID, LONG_AGO, Optional.ofNullable(runningSince), snapshots, now);
  }

  private static Snapshots taken(Drive drive, Instant slot) {
    return Copies.of(Copies.ready(drive, Kind.AUTOMATIC, slot));
  }

  @Test
  void ofADesktopThatRunsASlotIsDueAtItsBeginningAndOnce() {
    Snapshots before = taken(Drive.USER, SLOT.minus(HALF_DAY));
    assertThat(due(null, LONG_AGO, before, SLOT.minusSeconds(1))).isEmpty();
    assertThat(due(null, LONG_AGO, before, SLOT)).contains(SLOT);
    assertThat(due(null, LONG_AGO, taken(Drive.USER, SLOT), SLOT)).isEmpty();
    assertThat(next(LONG_AGO, taken(Drive.USER, SLOT), SLOT)).contains(SLOT.plus(HALF_DAY));
  }

  @Test
  void withTheRootDrivesAloneASlotIsNotTaken() {
    assertThat(due(null, LONG_AGO, taken(Drive.ROOT, SLOT), SLOT)).contains(SLOT);
  }

  @Test
  void aSlotIsTakenThoughItsSnapshotFailedOrIsBeingDeleted() {
    var failed = Copies.failed(Drive.USER, Kind.AUTOMATIC, SLOT, "no space");
    assertThat(due(null, LONG_AGO, Copies.of(failed), SLOT)).isEmpty();
    assertThat(due(null, LONG_AGO, Copies.of(Copies.deleting(failed)), SLOT)).isEmpty();
  }

  @Test
  void aManualSnapshotTakesNoSlot() {
    var manual = Copies.of(Copies.ready(Drive.USER, Kind.MANUAL, SLOT));
    assertThat(due(null, LONG_AGO, manual, SLOT)).contains(SLOT);
  }

  @Test
  void nothingIsDueWhileStoppedOrSwitchedOffOrWithoutTheApi() {
    var off = new SnapshotRules(false, null, null, null, null);
    assertThat(due(null, null, NONE, SLOT)).isEmpty();
    assertThat(due(off, LONG_AGO, NONE, SLOT)).isEmpty();
    assertThat(due(null, LONG_AGO, Snapshots.unavailable(), SLOT)).isEmpty();
    assertThat(due(null, LONG_AGO, Snapshots.unknown(), SLOT)).isEmpty();
    assertThat(next(null, NONE, SLOT)).isEmpty();
  }

  @Test
  void rulesThatSayNothingAreTheDefaults() {
    var silent = new SnapshotRules(null, null, null, null, null);
    assertThat(due(silent, LONG_AGO, NONE, SLOT)).isEqualTo(due(null, LONG_AGO, NONE, SLOT));
    assertThat(RulesInForce.of(silent))
        .isEqualTo(RulesInForce.of(null))
        .isEqualTo(new RulesInForce(true, HALF_DAY, 4, Duration.ofDays(14), Optional.empty()));
  }

  @Test
  void aSlotThatBeganBeforeTheDrivesIsNotTheirs() {
    assertThat(SnapshotSchedule.due(null, UID, SLOT, Optional.of(SLOT), NONE, SLOT.plusSeconds(9)))
        .isEmpty();
    assertThat(SnapshotSchedule.next(null, UID, SLOT, Optional.of(SLOT), NONE, SLOT.plusSeconds(9)))
        .contains(SLOT.plus(HALF_DAY));
  }

  @Test
  void aSlotThatWasMissedWhileStoppedIsMadeUpForWithinAnHourOfTheStart() {
    Instant start = SLOT.plus(Duration.ofHours(5));
    Instant madeUp = next(start, NONE, start).orElseThrow();
    assertThat(madeUp).isBetween(start, start.plus(Duration.ofHours(1)));
    assertThat(due(null, start, NONE, madeUp.minusSeconds(1))).isEmpty();
    assertThat(due(null, start, NONE, madeUp)).contains(SLOT);
    assertThat(due(null, start, taken(Drive.USER, SLOT), madeUp)).isEmpty();
  }

  @Test
  void whatIsMadeUpForGivesWayToTheNextSlot() {
    Instant start = SLOT.plus(HALF_DAY).minusSeconds(1);
    assertThat(next(start, NONE, start)).contains(SLOT.plus(HALF_DAY));
  }

  @Test
  void theSecondHalfOfAPairDoesNotWait() {
    Instant restart = SLOT.plusSeconds(20);
    Snapshots seen =
        new Snapshots(Api.PRESENT, taken(Drive.ROOT, SLOT).all(), restart.plusSeconds(1));
    assertThat(due(null, LONG_AGO, seen, restart.plusSeconds(2))).contains(SLOT);
  }

  @Test
  void aLaterSlotOfAShorterIntervalCountsForTheLongerOne() {
    var daily = new SnapshotRules(null, 24, null, null, null);
    Instant slot = SnapshotSchedule.slotAt(UID, Duration.ofDays(1), SLOT);
    assertThat(due(daily, LONG_AGO, taken(Drive.USER, slot.plusSeconds(3_600)), SLOT)).isEmpty();
  }

  @Test
  void theNextMomentIsWhenToLookAgain() {
    Snapshots taken = taken(Drive.USER, SLOT);
    assertThat(
            SnapshotSchedule.recheck(
                null, UID, LONG_AGO, Optional.of(LONG_AGO), taken, SLOT.plusSeconds(60)))
        .contains(HALF_DAY.minusSeconds(60));
    assertThat(SnapshotSchedule.recheck(null, UID, LONG_AGO, Optional.of(LONG_AGO), NONE, SLOT))
        .isEmpty();
  }

  @Test
  void namesCarryTheSlot() {
    assertThat(SnapshotSchedule.set(Instant.parse("2026-11-24T04:12:59Z")))
        .isEqualTo("20261124-0412");
  }

  /** One minute more would be a slot more; the clock moves by odd steps, as real passes come. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12, 24, 168})
  void everySlotOfADesktopThatRunsIsTakenExactlyOnce(int hours) {
    var rules = new SnapshotRules(true, hours, null, null, null);
    List<VolumeSnapshot> taken = new ArrayList<>();
    Instant begin = LONG_AGO;
    Instant end = begin.plus(Duration.ofHours(hours * 20L));
    for (Instant now = begin; now.isBefore(end); now = now.plusSeconds(hours * 131L)) {
      SnapshotSchedule.due(rules, UID, begin, Optional.of(begin), new Snapshots(true, taken), now)
          .ifPresent(slot -> taken.add(Copies.ready(Drive.USER, Kind.AUTOMATIC, slot)));
    }
    assertThat(taken.stream().map(s -> Snapshots.set(s).orElseThrow()).distinct())
        .hasSize(taken.size());
    assertThat(taken).hasSizeBetween(19, 20);
  }

  /** 10,000 over 720 minutes are 14 a minute; by chance alone 40 would be beyond seven sigmas. */
  @Property(tries = 20)
  void tenThousandDesktopsDoNotTakeTheirSnapshotsAtOnce(@ForAll long seed) {
    Map<Long, Integer> perMinute = new HashMap<>();
    for (String uid : uids(seed)) {
      Instant slot = SnapshotSchedule.slotAt(uid, HALF_DAY, SLOT);
      perMinute.merge(slot.getEpochSecond() / 60, 1, Integer::sum);
    }
    assertThat(perMinute.values()).allMatch(count -> count <= 40);
    assertThat(perMinute).hasSizeGreaterThan(700);
  }

  /** The same when all start at nine, or when the operator was away and finds all of them late. */
  @Property(tries = 20)
  void tenThousandThatAreLateDoNotTakeThemAtOnceEither(
      @ForAll long seed, @ForAll @IntRange(max = 1) int cause) {
    Instant nine = Instant.parse("2026-11-24T09:00:00Z");
    Snapshots seen = new Snapshots(Api.PRESENT, List.of(), cause == 0 ? nine : LONG_AGO);
    Instant running = cause == 0 ? LONG_AGO : nine;
    Map<Long, Integer> perMinute = new HashMap<>();
    for (String uid : uids(seed)) {
      Instant at =
          SnapshotSchedule.next(null, uid, LONG_AGO, Optional.of(running), seen, nine)
              .orElseThrow();
      assertThat(at).isBetween(nine, nine.plus(Duration.ofHours(1)));
      perMinute.merge(at.getEpochSecond() / 60, 1, Integer::sum);
    }
    assertThat(perMinute.values()).allMatch(count -> count <= 270);
  }

  private static List<String> uids(long seed) {
    var random = new Random(seed);
    return random
        .longs(10_000)
        .mapToObj(bits -> new UUID(bits, random.nextLong()).toString())
        .toList();
  }
}
