package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.MaintenanceWindow;
import dev.deskwright.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a Directory's maintenance window is open, and when in it each desktop has its turn. A window
 * that is broken never opens; {@link Schedules#problem(MaintenanceWindow)} says why.
 */
public final class MaintenanceWindows {

  private static final int DEFAULT_MINUTES = 240;

  private MaintenanceWindows() {}

  /** When the window that is open now was opened; empty if none is. */
  public static Optional<Instant> open(MaintenanceWindow window, Instant now) {
    return zone(window)
        .flatMap(zone -> Schedules.lastAtOrBefore(window.schedule(), zone, now))
        .filter(opened -> now.isBefore(opened.plus(duration(window))));
  }

  /**
   * When a desktop has its turn: somewhere in the first half of the window, the same moment for the
   * same key, so that many desktops do not reboot at once and all have time to come back. Where the
   * next window opens before this one closes, it is the first half of the time until then.
   *
   * @param openedAt when the window was opened
   * @param key what tells the desktop from others: its UID
   */
  public static Optional<Instant> turn(MaintenanceWindow window, Instant openedAt, String key) {
    return zone(window)
        .flatMap(zone -> Schedules.nextAfter(window.schedule(), zone, openedAt))
        .map(next -> Duration.between(openedAt, next))
        .map(gap -> gap.compareTo(duration(window)) < 0 ? gap : duration(window))
        .map(whole -> openedAt.plusSeconds(spread(key, whole.toSeconds() / 2)));
  }

  private static long spread(String key, long seconds) {
    return Long.remainderUnsigned(Long.parseUnsignedLong(Ids.hash(key), 16), seconds);
  }

  /**
   * The next moment at which the window opens, a desktop has its turn, or the window closes; empty
   * if it never opens.
   */
  public static Optional<Instant> nextChange(MaintenanceWindow window, String key, Instant now) {
    Optional<Instant> opened = open(window, now);
    return Stream.of(
            opened.flatMap(at -> turn(window, at, key)),
            opened.map(at -> at.plus(duration(window))),
            zone(window).flatMap(zone -> Schedules.nextAfter(window.schedule(), zone, now)))
        .flatMap(Optional::stream)
        .filter(change -> change.isAfter(now))
        .min(Instant::compareTo);
  }

  private static Optional<ZoneId> zone(MaintenanceWindow window) {
    return Schedules.zone(window.timeZone());
  }

  private static Duration duration(MaintenanceWindow window) {
    return Duration.ofMinutes(
        Objects.requireNonNullElse(window.durationMinutes(), DEFAULT_MINUTES));
  }
}
