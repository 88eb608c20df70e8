package dev.deskwright.model.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Why and when the operator looks at a WorkSpace next: all that it keeps in its memory. */
final class Agenda {

  private final Cluster cluster;
  private final Map<String, Instant> wakes = new HashMap<>();
  private final Map<String, Long> told = new HashMap<>();
  private final Map<String, Look> looks = new HashMap<>();

  private record Look(Instant at, long version) {}

  Agenda(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The same, of a cluster that goes on by itself. */
  Agenda(Cluster cluster, Agenda of) {
    this.cluster = cluster;
    wakes.putAll(of.wakes);
    told.putAll(of.told);
    looks.putAll(of.looks);
  }

  /** A new operator looks at everything. */
  void restart() {
    wakes.clear();
    told.clear();
    looks.clear();
  }

  /**
   * It looks now.
   *
   * @param full whether it sees all; what a watch that is behind brings later is an event then
   */
  void looks(String name, boolean full) {
    wakes.remove(name);
    looks.put(name, new Look(cluster.now, full ? cluster.news.version() : -1L));
    told.put(name, full ? cluster.news.of(name) : -1L);
  }

  void again(String name, Duration delay) {
    wakes.put(name, cluster.now.plus(delay));
  }

  /** When it will look at a WorkSpace again although nothing happens. */
  Optional<Instant> wake(String name) {
    return Optional.ofNullable(wakes.get(name));
  }

  /** Whether anything has happened since its last look, or it is time for another one. */
  boolean isAwake(String name) {
    return cluster.workspaces.containsKey(name)
        && (hasEvents(name) || wake(name).filter(at -> !at.isAfter(cluster.now)).isPresent());
  }

  private boolean hasEvents(String name) {
    return told.getOrDefault(name, -1L) != cluster.news.of(name);
  }

  /** Whether a look now would show the same as the last one did, at this very moment. */
  boolean hasJustSeen(String name) {
    return new Look(cluster.now, cluster.news.version()).equals(looks.get(name));
  }
}
