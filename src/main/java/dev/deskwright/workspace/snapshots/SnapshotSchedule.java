package dev.deskwright.workspace.snapshots;

import dev.deskwright.api.v1alpha1.SnapshotRules;
import dev.deskwright.kernel.Ids;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.Snapshots.Drive;
import dev.deskwright.workspace.observed.Snapshots.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When automatic snapshots are due. Time is cut into slots as long as the Directory's interval;
 * where they begin differs from desktop to desktop, so that many desktops are spread evenly.
 */
public final class SnapshotSchedule {

  private static final DateTimeFormatter SLOT =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);
  private static final Duration LONGEST_DELAY = Duration.ofHours(1);

  private SnapshotSchedule() {}

  /**
   * The slot whose snapshots are to be taken now. The root drive's is to be made before the user
   * drive's: the slot is taken once the user drive's exists.
   *
   * @param rules the Directory's; null for the defaults
   * @param uid of the WorkSpace
   * @param drivesSince when the drives were made: what was before them is not theirs
   * @param runningSince since when the volumes are in use; empty while they are not
   */
  public static Optional<Instant> due(
      SnapshotRules rules,
      String uid,
      Instant drivesSince,
      Optional<Instant> runningSince,
      Snapshots snapshots,
      Instant now) {
    Optional<Turn> turn = turn(rules, uid, drivesSince, runningSince, snapshots, now);
    return turn.filter(t -> !t.at().isAfter(now)).map(Turn::slot);
  }

  /**
   * When the next ones are due, which is in the past if they should have been taken already. Empty
   * while the desktop does not run, or if none are taken.
   */
  public static Optional<Instant> next(
      SnapshotRules rules,
      String uid,
      Instant drivesSince,
      Optional<Instant> runningSince,
      Snapshots snapshots,
      Instant now) {
    return turn(rules, uid, drivesSince, runningSince, snapshots, now).map(Turn::at);
  }

  /** How long until the next ones are due; empty if that does not come by time alone. */
  public static Optional<Duration> recheck(
      SnapshotRules rules,
      String uid,
      Instant drivesSince,
      Optional<Instant> runningSince,
      Snapshots snapshots,
      Instant now) {
    return next(rules, uid, drivesSince, runningSince, snapshots, now)
        .filter(at -> at.isAfter(now))
        .map(at -> Duration.between(now, at));
  }

  /** A slot as it stands in names and in the label for the set. */
  public static String set(Instant slot) {
    return SLOT.format(slot);
  }

  /** The slot that a set is of; empty if its name is no slot's. */
  static Optional<Instant> slot(String set) {
    try {
      return Optional.of(SLOT.parse(set, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A slot, and when it is its turn. */
  private record Turn(Instant slot, Instant at) {}

  private static Optional<Turn> turn(
      SnapshotRules written,
      String uid,
      Instant drivesSince,
      Optional<Instant> runningSince,
      Snapshots snapshots,
      Instant now) {
    RulesInForce rules = RulesInForce.of(written);
    if (!rules.automatic() || !snapshots.available() || runningSince.isEmpty()) {
      return Optional.empty();
    }
    Instant slot = slotAt(uid, rules.every(), now);
    Instant after = slot.plus(rules.every());
    Turn coming = new Turn(after, after);
    if (!slot.isAfter(drivesSince) || isTaken(slot, snapshots)) {
      return Optional.of(coming);
    }
    Instant at =
        isBegun(slot, snapshots)
            ? slot
            : turnOf(slot, uid, latest(runningSince.get(), snapshots.watchedSince()));
    return Optional.of(at.isBefore(after) ? new Turn(slot, at) : coming);
  }

  /** What was missed is made up for a little later, so that many don't do so in one moment. */
  private static Instant turnOf(Instant slot, String uid, Instant possibleSince) {
    return possibleSince.isAfter(slot)
        ? possibleSince.plusSeconds(spread(uid + "/" + set(slot), LONGEST_DELAY))
        : slot;
  }

  /** Beginning of the slot that a moment is in. */
  static Instant slotAt(String uid, Duration every, Instant moment) {
    long offset = spread(uid, every);
    long length = every.toSeconds();
    long second = moment.getEpochSecond();
    return Instant.ofEpochSecond(second - Math.floorMod(second - offset, length));
  }

  /** Seconds from 0 up to a time, evenly spread over all texts. */
  private static long spread(String text, Duration over) {
    return Long.remainderUnsigned(Long.parseUnsignedLong(Ids.hash(text), 16), over.toSeconds());
  }

  /** The other half of a pair does not wait: the two are to be of one moment. */
  private static boolean isBegun(Instant slot, Snapshots snapshots) {
    return automatic(snapshots, Drive.ROOT).anyMatch(set(slot)::equals);
  }

  /**
   * A later one counts too: after the interval was changed, a slot can begin before the last
   * snapshot. One that failed counts, and one that is being deleted, since it has the name.
   */
  private static boolean isTaken(Instant slot, Snapshots snapshots) {
    return automatic(snapshots, Drive.USER).anyMatch(taken -> taken.compareTo(set(slot)) >= 0);
  }

  /** The sets of all automatic snapshots of a drive. */
  private static Stream<String> automatic(Snapshots snapshots, Drive drive) {
    return snapshots.all().stream()
        .filter(s -> Snapshots.isOf(s, drive) && Snapshots.isOf(s, Kind.AUTOMATIC))
        .flatMap(s -> Snapshots.set(s).stream());
  }

  static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
