package dev.deskwright.workspace.snapshots;

import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When the automatic snapshots of a fleet come due, by the default rules: those of desktops with
 * random UIDs, the same ones each time.
 */
public final class SnapshotBurst {

  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final List<Instant> due;

  private SnapshotBurst(int desktops, Instant possibleSince) {
    var random = new Random(42);
    var snapshots = new Snapshots(Api.PRESENT, List.of(), possibleSince);
    due =
        Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
            .limit(desktops)
            .map(
                uid ->
                    SnapshotSchedule.next(
                        null, uid, LONG_AGO, Optional.of(LONG_AGO), snapshots, NOW))
            .map(Optional::orElseThrow)
            .toList();
  }

  /** Of one interval, in a fleet that has long been there. */
  public static SnapshotBurst inADayLikeAnyOther(int desktops) {
    return new SnapshotBurst(desktops, LONG_AGO);
  }

  /** Of a fleet whose snapshots were all missed until now. */
  public static SnapshotBurst whenAllWereMissed(int desktops) {
    return new SnapshotBurst(desktops, NOW);
  }

  /** How many desktops come due at all. */
  public long all() {
    return due.size();
  }

  /** How many come due in the fullest stretch of this length, counted from the hour. */
  public long largest(Duration stretch) {
    return due.stream()
        .collect(
            Collectors.groupingBy(
                at -> at.getEpochSecond() / stretch.toSeconds(), Collectors.counting()))
        .values()
        .stream()
        .mapToLong(n -> n)
        .max()
        .orElse(0);
  }
}
