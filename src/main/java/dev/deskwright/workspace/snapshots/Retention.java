package dev.deskwright.workspace.snapshots;

import dev.deskwright.api.v1alpha1.SnapshotRules;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import dev.deskwright.workspace.observed.Snapshots.Pair;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which snapshots have been kept for long enough: automatic ones by number and age, safety ones by
 * age. What somebody asked for, and a final one, is never deleted; nor is the last good one.
 */
public final class Retention {

  private static final Duration YOUNG = Duration.ofHours(1);
  private static final Duration USELESS = Duration.ofDays(1);

  private Retention() {}

  /**
   * The snapshots to delete.
   *
   * @param rules the Directory's; null for the defaults
   * @param inUse names of those that an operation may still need
   */
  public static List<VolumeSnapshot> expired(
      SnapshotRules rules, Snapshots snapshots, Set<String> inUse, Instant now) {
    return expired(mayEverGo(snapshots, inUse), RulesInForce.of(rules), goodSets(snapshots), now);
  }

  /** How long until another one may be deleted although nothing happens. */
  public static Optional<Duration> recheck(
      SnapshotRules rules, Snapshots snapshots, Set<String> inUse, Instant now) {
    RulesInForce inForce = RulesInForce.of(rules);
    List<VolumeSnapshot> mayGo = mayEverGo(snapshots, inUse);
    List<String> good = goodSets(snapshots);
    int expired = expired(mayGo, inForce, good, now).size();
    return mayGo.stream()
        .flatMap(s -> turningPoints(s, inForce.keep()))
        .filter(point -> point.isAfter(now))
        .distinct()
        .sorted()
        .filter(point -> expired(mayGo, inForce, good, point).size() > expired)
        .findFirst()
        .map(point -> Duration.between(now, point));
  }

  private static List<VolumeSnapshot> expired(
      List<VolumeSnapshot> mayGo, RulesInForce rules, List<String> goodSets, Instant now) {
    return mayGo.stream()
        .filter(s -> isOver(Snapshots.createdAt(s), YOUNG, now))
        .filter(s -> isExpired(s, rules, goodSets, now))
        .toList();
  }

  private static Stream<Instant> turningPoints(VolumeSnapshot snapshot, Duration keep) {
    return Stream.of(
        Snapshots.createdAt(snapshot).plus(YOUNG),
        wantedAt(snapshot).plus(USELESS),
        Snapshots.takenAt(snapshot).plus(keep));
  }

  /**
   * The slot is told by the operator's own clock: should the API server's be far behind, one that
   * was asked for just now would count as old, be deleted, and be made again, without end.
   */
  private static Instant wantedAt(VolumeSnapshot snapshot) {
    Instant created = Snapshots.createdAt(snapshot);
    return Snapshots.set(snapshot)
        .flatMap(SnapshotSchedule::slot)
        .map(slot -> SnapshotSchedule.latest(slot, created))
        .orElse(created);
  }

  private static List<VolumeSnapshot> mayEverGo(Snapshots snapshots, Set<String> inUse) {
    Set<String> kept = new HashSet<>(inUse);
    Stream.of(
            snapshots.newestReady(s -> Snapshots.isOf(s, Drive.USER)).stream(),
            snapshots.lastAutomaticUser().stream(),
            snapshots.lastPair().stream().flatMap(Pair::members))
        .flatMap(last -> last)
        .forEach(s -> kept.add(name(s)));
    return snapshots
        .live()
        .filter(s -> Snapshots.isOf(s, Kind.AUTOMATIC) || Snapshots.isOf(s, Kind.SAFETY))
        .filter(s -> !kept.contains(name(s)))
        .toList();
  }

  private static boolean isExpired(
      VolumeSnapshot snapshot, RulesInForce rules, List<String> goodSets, Instant now) {
    if (isOver(Snapshots.takenAt(snapshot), rules.keep(), now)) {
      return true;
    }
    if (Snapshots.isOf(snapshot, Kind.SAFETY)) {
      return false;
    }
    int rank = goodSets.indexOf(setOf(snapshot));
    boolean useless = rank < 0 || !Snapshots.isReady(snapshot);
    return rank >= rules.keepLast() || (useless && isOver(wantedAt(snapshot), USELESS, now));
  }

  /**
   * The sets with a good snapshot of the user drive, newest first. Others don't count: they would
   * push good ones out.
   */
  private static List<String> goodSets(Snapshots snapshots) {
    return snapshots
        .live()
        .filter(s -> Snapshots.isOf(s, Drive.USER) && Snapshots.isOf(s, Kind.AUTOMATIC))
        .filter(Snapshots::isReady)
        .sorted(Comparator.comparing(Snapshots::takenAt).reversed())
        .map(Retention::setOf)
        .distinct()
        .toList();
  }

  private static String setOf(VolumeSnapshot snapshot) {
    return Snapshots.set(snapshot).orElseGet(() -> name(snapshot));
  }

  private static boolean isOver(Instant since, Duration time, Instant now) {
    return !now.isBefore(since.plus(time));
  }

  private static String name(VolumeSnapshot snapshot) {
    return snapshot.getMetadata().getName();
  }
}
