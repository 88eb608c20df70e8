package dev.deskwright.workspace.metering;

import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Counts how long a desktop runs: from the recorded figures and what is seen now to the next
 * figures. All that it needs is in the record, so a restart between two looks changes nothing.
 */
public final class Meter {

  /** How old the recorded figures of a running desktop may get. */
  private static final Duration OLDEST = Duration.ofDays(1);

  /** All desktops begin a month at once; their writes are spread over this long. */
  private static final Duration MONTH_SPREAD = Duration.ofHours(1);

  private Meter() {}

  /**
   * Counts on, up to now. A pod that the record names counts from {@code asOf} on; another one from
   * its readiness, and the one recorded before it until then. A clock that went backwards counts
   * nothing, and moves nothing back.
   *
   * @param previous the figures as last recorded; null for none
   * @param run the pod that runs, or that has just been told to end
   * @param mode the mode that counts from now on; time since {@code asOf} counts under the recorded
   *     one
   * @return the same figures if there is nothing to count; null if there never was
   */
  public static Usage advance(Usage previous, Optional<Run> run, Mode mode, Instant now) {
    Tally before = Tally.of(previous, now);
    Instant until = Moments.later(now.truncatedTo(ChronoUnit.SECONDS), before.asOf());
    Tally gone = before.withoutGone(run, until);
    Tally after = run.map(pod -> gone.with(pod, mode, until)).orElse(gone);
    return after.toUsage(previous == null ? null : previous.cost());
  }

  /**
   * The figures with the cost of the current month.
   *
   * @param usage the figures; null for none
   * @param prices the Bundle's; null for none
   * @return null without figures
   */
  public static Usage withCost(Usage usage, Prices prices, Instant now) {
    return usage == null
        ? null
        : new Usage(
            usage.asOf(), usage.running(), usage.months(), Costs.of(prices, usage.months(), now));
  }

  /**
   * Whether figures are worth a write of their own. Those of a desktop that just goes on running
   * are not, but once a day and a month; a session that began, ended or changed its mode is, and so
   * is all that changes while nothing runs.
   *
   * @param recorded the figures as last recorded; null for none
   * @param next what {@link #advance} and {@link #withCost} made of them
   */
  public static boolean isNews(Usage recorded, Usage next, Instant now) {
    boolean goesOn =
        recorded != null
            && next != null
            && recorded.running() != null
            && recorded.running().equals(next.running());
    return goesOn ? isDue(recorded, now) : !Objects.equals(recorded, next);
  }

  /**
   * Whether the recorded figures of a running desktop are too old: by a day, or from another month.
   *
   * @param usage the figures as last recorded; null for none
   */
  public static boolean isDue(Usage usage, Instant now) {
    if (usage == null || usage.running() == null) {
      return false;
    }
    Instant asOf = Tally.of(usage, Instant.EPOCH).asOf();
    boolean isOtherMonth = Months.at(asOf).isBefore(Months.at(now));
    return isOtherMonth || !now.isBefore(asOf.plus(OLDEST));
  }

  /**
   * How long until the recorded figures are due, never zero; empty while nothing runs. The first
   * hour of a month is shared out among the pods.
   *
   * @param usage the figures as last recorded; null for none
   */
  public static Optional<Duration> recheck(Usage usage, Instant now) {
    if (usage == null || usage.running() == null) {
      return Optional.empty();
    }
    Instant asOf = Tally.of(usage, Instant.EPOCH).asOf();
    int share = Math.floorMod(usage.running().podUid().hashCode(), (int) MONTH_SPREAD.toSeconds());
    Instant month = Months.startOf(Months.at(asOf).plusMonths(1)).plusSeconds(share);
    Duration wait = Duration.between(now, Moments.earlier(asOf.plus(OLDEST), month));
    Duration least = Duration.ofSeconds(1);
    return Optional.of(wait.compareTo(least) < 0 ? least : wait);
  }

  /**
   * The seconds of the current month in each mode, the session under way included up to now.
   *
   * @param usage the figures as last recorded; null for none
   */
  public static Map<Mode, Long> secondsThisMonth(Usage usage, Instant now) {
    return seconds(upToNow(usage, now), Months.at(now));
  }

  /**
   * The figures with the session under way counted up to now, as if its desktop had just been seen
   * to run.
   *
   * @param usage the figures as last recorded; null for none
   */
  public static Usage upToNow(Usage usage, Instant now) {
    if (usage == null || usage.running() == null) {
      return usage;
    }
    Usage.Session session = usage.running();
    var run = new Run(session.podUid(), Instant.EPOCH, Optional.empty());
    return advance(usage, Optional.of(run), session.mode(), now);
  }

  /**
   * The seconds of a month in each mode, as far as they are counted.
   *
   * @param usage the figures; null for none
   */
  public static Map<Mode, Long> seconds(Usage usage, YearMonth month) {
    var months = usage == null ? null : usage.months();
    var seconds = new EnumMap<Mode, Long>(Mode.class);
    for (Mode mode : Mode.values()) {
      seconds.put(mode, Months.seconds(months, month, mode));
    }
    return seconds;
  }

  /**
   * Whether the figures would have a month if the desktop ran in it: those of a month that is
   * followed by thirteen others are gone.
   *
   * @param usage the figures; null for none
   */
  public static boolean isKept(Usage usage, YearMonth month) {
    return usage == null || Months.isKept(usage.months(), month);
  }
}
