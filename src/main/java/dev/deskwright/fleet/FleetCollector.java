package dev.deskwright.fleet;

import dev.deskwright.config.OperatorConfig.Metrics;
import dev.deskwright.telemetry.Family;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Counts the fleet at each scrape, from caches that are there anyway. Between two scrapes nothing
 * is kept, so nothing has to be forgotten when an object goes.
 */
public final class FleetCollector implements MultiCollector {

  private final Fleet fleet;
  private final BooleanSupplier leads;
  private final Metrics wanted;
  private final Clock clock;

  /**
   * Counts nothing yet.
   *
   * @param leads whether this replica acts: one that stands by would count everything again
   * @param wanted which series there are
   */
  public FleetCollector(Fleet fleet, BooleanSupplier leads, Metrics wanted, Clock clock) {
    this.fleet = fleet;
    this.leads = leads;
    this.wanted = wanted;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    if (!leads.getAsBoolean()) {
      return new MetricSnapshots();
    }
    Instant now = clock.instant();
    var ofDirectories = new DirectorySeries(now);
    var ofTags = new TagSeries(wanted.tags());
    var ofWorkSpaces = new WorkSpaceSeries();
    fleet.directories().get().forEach(ofDirectories::add);
    fleet
        .workspaces()
        .get()
        .map(workspace -> Reading.of(workspace, fleet.prices(workspace), now))
        .forEach(
            reading -> {
              ofDirectories.add(reading);
              ofTags.add(reading);
              if (wanted.perWorkSpace()) {
                ofWorkSpaces.add(reading);
              }
            });
    return new MetricSnapshots(
        Stream.of(ofDirectories.families(), ofTags.families(), ofWorkSpaces.families())
            .flatMap(families -> families)
            .map(Family::snapshot)
            .toList());
  }
}
