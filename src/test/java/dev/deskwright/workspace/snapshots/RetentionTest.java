package dev.deskwright.workspace.snapshots;

import static dev.deskwright.workspace.snapshots.Copies.asked;
import static dev.deskwright.workspace.snapshots.Copies.deleting;
import static dev.deskwright.workspace.snapshots.Copies.failed;
import static dev.deskwright.workspace.snapshots.Copies.names;
import static dev.deskwright.workspace.snapshots.Copies.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.SnapshotRules;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final SnapshotRules KEEP_TWO = new SnapshotRules(null, null, 2, 14, null);

  private static Instant ago(int hours) {
    return NOW.minus(Duration.ofHours(hours));
  }

  private static VolumeSnapshot user(int hoursAgo) {
    return ready(Drive.USER, Kind.AUTOMATIC, ago(hoursAgo));
  }

  private static VolumeSnapshot root(int hoursAgo) {
    return ready(Drive.ROOT, Kind.AUTOMATIC, ago(hoursAgo));
  }

  private static List<VolumeSnapshot> expired(VolumeSnapshot... all) {
    return Retention.expired(KEEP_TWO, Copies.of(all), Set.of(), NOW);
  }

  @Test
  void automaticSetsBeyondTheNumberThatIsKeptGo() {
    assertThat(expired(user(2), root(2), user(14), root(14), user(26), root(26)))
        .containsExactlyInAnyOrder(user(26), root(26));
  }

  @Test
  void automaticOnesThatAreTooOldGoThoughThereAreFew() {
    assertThat(expired(user(2), root(2), user(24 * 14))).containsExactly(user(24 * 14));
    assertThat(expired(user(2), root(2), user(24 * 14 - 1))).isEmpty();
  }

  @Test
  void theLastGoodOneStaysHoweverOld() {
    assertThat(expired(user(9_000), root(9_000))).isEmpty();
    assertThat(expired(user(9_000), user(9_012))).containsExactly(user(9_012));
  }

  @Test
  void theLastGoodPairStaysThoughLaterOnesOfTheUserDriveAloneAreThere() {
    assertThat(expired(user(2), user(14), user(26), root(500), user(500), user(512)))
        .containsExactlyInAnyOrder(user(26), user(512));
  }

  /** A rebuild goes back to an automatic one: a manual one is no reason to delete that. */
  @Test
  void theLastAutomaticOneStaysThoughALaterManualOneIsThere() {
    assertThat(expired(ready(Drive.USER, Kind.MANUAL, ago(3)), user(9_000))).isEmpty();
  }

  @Test
  void manualAndFinalOnesStay() {
    assertThat(
            expired(
                user(2),
                ready(Drive.USER, Kind.MANUAL, ago(9_000)),
                ready(Drive.ROOT, Kind.MANUAL, ago(9_000)),
                failed(Drive.USER, Kind.MANUAL, ago(9_000), "no space"),
                ready(Drive.USER, Kind.FINAL, ago(9_000))))
        .isEmpty();
  }

  @Test
  void safetyCopiesGoByAgeAlone() {
    var old = ready(Drive.ROOT, Kind.SAFETY, ago(24 * 14));
    var recent = ready(Drive.ROOT, Kind.SAFETY, ago(24 * 14 - 1));
    assertThat(expired(user(2), old, recent)).containsExactly(old);
  }

  @Test
  void whatAnOperationNeedsStays() {
    var snapshots = Copies.of(user(2), user(14), user(26), user(38));
    assertThat(Retention.expired(KEEP_TWO, snapshots, Set.copyOf(names(List.of(user(26)))), NOW))
        .containsExactly(user(38));
  }

  @Test
  void whatFailedOrNeverBecameReadyGoesAfterADay() {
    var failed = failed(Drive.USER, Kind.AUTOMATIC, ago(24), "no space");
    var stuck = asked(Drive.ROOT, Kind.AUTOMATIC, ago(24));
    var failedLately = failed(Drive.USER, Kind.AUTOMATIC, ago(23), "no space");
    assertThat(expired(user(2), failed, stuck, failedLately))
        .containsExactlyInAnyOrder(failed, stuck);
  }

  /** Else it is deleted and made again without end. */
  @Test
  void whatIsOfThisSlotStaysThoughTheApiServersClockIsDaysBehind() {
    var justNow = asked(Drive.USER, Kind.AUTOMATIC, ago(1));
    justNow.getMetadata().setCreationTimestamp(ago(42).toString());
    assertThat(expired(user(14), justNow)).isEmpty();
    assertThat(Retention.recheck(KEEP_TWO, Copies.of(user(14), justNow), Set.of(), NOW))
        .contains(Duration.ofHours(23));
  }

  @Test
  void failuresDoNotPushGoodOnesOut() {
    assertThat(
            expired(
                failed(Drive.USER, Kind.AUTOMATIC, ago(2), "no space"),
                failed(Drive.USER, Kind.AUTOMATIC, ago(14), "no space"),
                user(26),
                root(26),
                user(38),
                root(38)))
        .isEmpty();
  }

  @Test
  void halfAPairWaitsADayForTheOther() {
    assertThat(expired(user(26), root(26), root(2), asked(Drive.USER, Kind.AUTOMATIC, ago(2))))
        .isEmpty();
    assertThat(expired(user(2), root(2), root(26))).containsExactly(root(26));
  }

  @Test
  void nothingYoungerThanAnHourGoes() {
    var rules = new SnapshotRules(null, 1, 1, 1, null);
    var young = ready(Drive.USER, Kind.AUTOMATIC, NOW.minus(Duration.ofMinutes(59)));
    var younger = ready(Drive.USER, Kind.AUTOMATIC, NOW.minus(Duration.ofMinutes(1)));
    assertThat(Retention.expired(rules, Copies.of(young, younger), Set.of(), NOW)).isEmpty();
    assertThat(Retention.recheck(rules, Copies.of(young, younger), Set.of(), NOW))
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void whatIsBeingDeletedIsNotDeletedAgain() {
    assertThat(expired(user(2), user(14), deleting(user(26)))).isEmpty();
  }

  @Test
  void itIsLookedAtAgainWhenTheNextOneIsTooOld() {
    assertThat(Retention.recheck(KEEP_TWO, Copies.of(user(2), root(2)), Set.of(), NOW)).isEmpty();
    assertThat(Retention.recheck(KEEP_TWO, Copies.of(user(2), root(2), user(14)), Set.of(), NOW))
        .contains(Duration.ofDays(14).minusHours(14));
  }

  /** Whatever there is, and however often it is tidied up while time goes by. */
  @Property(tries = 2_000)
  void theLastGoodOneAndTheLastPairAreNeverDeleted(
      @ForAll("histories") List<VolumeSnapshot> history,
      @ForAll @IntRange(min = 1, max = 5) int keepLast,
      @ForAll @IntRange(min = 1, max = 30) int keepDays,
      @ForAll @IntRange(max = 2_000) int hoursLater) {
    var rules = new SnapshotRules(null, null, keepLast, keepDays, null);
    Snapshots before = new Snapshots(true, history);
    Instant later = NOW.plus(Duration.ofHours(hoursLater));
    List<VolumeSnapshot> left = new ArrayList<>(history);
    left.removeAll(Retention.expired(rules, before, Set.of(), NOW));
    left.removeAll(Retention.expired(rules, new Snapshots(true, left), Set.of(), later));
    Snapshots after = new Snapshots(true, left);

    assertThat(after.lastPair()).isEqualTo(before.lastPair());
    assertThat(after.lastAutomaticUser()).isEqualTo(before.lastAutomaticUser());
    assertThat(newestUser(after)).isEqualTo(newestUser(before));
    assertThat(Retention.expired(rules, after, Set.of(), later)).isEmpty();
  }

  @Property(tries = 500)
  void itIsLookedAtAgainExactlyWhenThereIsMoreToDelete(
      @ForAll("histories") List<VolumeSnapshot> history) {
    Snapshots all = new Snapshots(true, history);
    int now = Retention.expired(KEEP_TWO, all, Set.of(), NOW).size();
    Optional<Duration> wait = Retention.recheck(KEEP_TWO, all, Set.of(), NOW);
    if (wait.isEmpty()) {
      assertThat(Retention.expired(KEEP_TWO, all, Set.of(), NOW.plus(Duration.ofDays(9_999))))
          .hasSize(now);
    } else {
      Instant then = NOW.plus(wait.get());
      assertThat(Retention.expired(KEEP_TWO, all, Set.of(), then)).hasSizeGreaterThan(now);
      assertThat(Retention.expired(KEEP_TWO, all, Set.of(), then.minusSeconds(1))).hasSize(now);
    }
  }

  private static Optional<VolumeSnapshot> newestUser(Snapshots snapshots) {
    return snapshots.newestReady(s -> Snapshots.isOf(s, Drive.USER));
  }

  @Provide
  Arbitrary<List<VolumeSnapshot>> histories() {
    Arbitrary<VolumeSnapshot> one =
        Combinators.combine(
                Arbitraries.of(Drive.class),
                Arbitraries.of(Kind.class),
                Arbitraries.integers().between(0, 40),
                Arbitraries.integers().between(0, 5))
            .as((drive, kind, slots, form) -> form(drive, kind, ago(slots * 12), form));
    return one.list().ofMaxSize(25).uniqueElements(s -> s.getMetadata().getName());
  }

  private static VolumeSnapshot form(Drive drive, Kind kind, Instant at, int form) {
    return switch (form) {
      case 0 -> asked(drive, kind, at);
      case 1 -> failed(drive, kind, at, "no space");
      case 2 -> deleting(ready(drive, kind, at));
      case 3 -> Copies.alone(ready(drive, kind, at));
      default -> ready(drive, kind, at);
    };
  }
}
