package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.metering.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The metric {@code deskwright.running.seconds}: how long the desktops of each Directory have run
 * in the current month, by mode. Three values a Directory, however many desktops it has.
 */
public final class UsageMeters {

  private static final String NAME = "deskwright.running.seconds";

  private final WorkSpaceIndex workspaces;
  private final Clock clock;
  private final MultiGauge gauge;
  private volatile Map<String, Map<Mode, Long>> seconds = Map.of();

  /**
   * A metric without values; {@link #refresh()} fills it.
   *
   * @param workspaces where the desktops are read from
   * @param meters where the metric goes
   * @param clock where the time comes from
   */
  public UsageMeters(WorkSpaceIndex workspaces, MeterRegistry meters, Clock clock) {
    this.workspaces = workspaces;
    this.clock = clock;
    this.gauge =
        MultiGauge.builder(NAME)
            .description("Running time of the current month (UTC) so far")
            .baseUnit("seconds")
            .register(meters);
  }

  /** Counts anew, up to now. The values stay as they are until the next call. */
  public void refresh() {
    Instant now = clock.instant();
    var sums = new TreeMap<String, Map<Mode, Long>>();
    workspaces
        .all()
        .map(WorkSpace::getStatus)
        .filter(Objects::nonNull)
        .filter(status -> status.directoryId() != null)
        .forEach(status -> add(sums, status, now));
    seconds = sums;
    // Rows that stay are not registered anew, so that no scrape finds them missing.
    gauge.register(
        sums.keySet().stream()
            .flatMap(id -> Stream.of(Mode.values()).map(mode -> row(id, mode)))
            .toList());
  }

  private static void add(Map<String, Map<Mode, Long>> sums, WorkSpaceStatus status, Instant now) {
    var sum = sums.computeIfAbsent(status.directoryId(), id -> new EnumMap<>(Mode.class));
    Meter.secondsThisMonth(status.usage(), now).forEach((mode, s) -> sum.merge(mode, s, Long::sum));
  }

  private MultiGauge.Row<UsageMeters> row(String directoryId, Mode mode) {
    return MultiGauge.Row.of(
        Tags.of("directory_id", directoryId, "mode", mode.name()),
        this,
        meters -> meters.value(directoryId, mode));
  }

  private double value(String directoryId, Mode mode) {
    return seconds.getOrDefault(directoryId, Map.of()).getOrDefault(mode, 0L);
  }
}
