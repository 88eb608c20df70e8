package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.gateway.cluster.Cluster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long desktops take to start, as this replica has seen it: the average by Bundle, in which the
 * last start weighs a quarter.
 */
final class StartTimes {

  private static final double WEIGHT = 0.25;

  private static final Set<WorkSpaceState> ON_THE_WAY =
      Set.of(
          WorkSpaceState.PENDING,
          WorkSpaceState.STARTING,
          WorkSpaceState.REBOOTING,
          WorkSpaceState.REBUILDING,
          WorkSpaceState.RESTORING,
          WorkSpaceState.UPDATING,
          WorkSpaceState.MAINTENANCE);

  private final Clock clock;
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();
  private final Map<String, Duration> averages = new ConcurrentHashMap<>();

  StartTimes(Clock clock) {
    this.clock = clock;
  }

  /** To be called at every change of a WorkSpace. */
  void seen(WorkSpace workspace) {
    String id = Cluster.id(workspace);
    if (isOnTheWay(workspace)) {
      begun.putIfAbsent(id, clock.instant());
      return;
    }
    Instant since = begun.remove(id);
    if (since != null && Permissions.state(workspace) == WorkSpaceState.AVAILABLE) {
      averages.merge(key(workspace), Duration.between(since, clock.instant()), StartTimes::weighed);
    }
  }

  private static Duration weighed(Duration before, Duration last) {
    return Duration.ofMillis(
        Math.round(before.toMillis() * (1 - WEIGHT) + last.toMillis() * WEIGHT));
  }

  static boolean isOnTheWay(WorkSpace workspace) {
    return !workspace.isMarkedForDeletion() && ON_THE_WAY.contains(Permissions.state(workspace));
  }

  /** Since when it has been on its way. */
  Optional<Instant> since(WorkSpace workspace) {
    return Optional.ofNullable(begun.get(Cluster.id(workspace)));
  }

  /** How long it still takes, if an earlier start says so; at least a second. */
  Optional<Duration> remaining(WorkSpace workspace) {
    Instant since = begun.getOrDefault(Cluster.id(workspace), clock.instant());
    return Optional.ofNullable(averages.get(key(workspace)))
        .map(average -> average.minus(Duration.between(since, clock.instant())))
        .map(left -> left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left);
  }

  /** Starts of what differs in image or in what has to be done are not compared. */
  private static String key(WorkSpace workspace) {
    return workspace.getMetadata().getNamespace() + "/" + workspace.getSpec().bundleRef().name();
  }
}
