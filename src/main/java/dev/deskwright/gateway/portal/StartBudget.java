package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.portal.Refusal.Code;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often a desktop may be started from here: a client that connects again and again, and does
 * nothing, must not keep waking it. What a user does on the desktop gives the starts back.
 */
final class StartBudget {

  private static final int STARTS = 4;
  private static final Duration WINDOW = Duration.ofHours(1);

  private final Clock clock;
  private final Map<String, Deque<Instant>> taken = new ConcurrentHashMap<>();

  StartBudget(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes one start.
   *
   * @throws Refusal if there is none left in this hour
   */
  void take(WorkSpace workspace) {
    Instant now = clock.instant();
    Instant horizon = now.minus(WINDOW);
    taken.compute(
        Cluster.id(workspace),
        (id, before) -> {
          Deque<Instant> starts = before == null ? new ArrayDeque<>() : before;
          starts.removeIf(start -> start.isBefore(horizon));
          if (starts.size() >= STARTS) {
            throw new Refusal(
                Code.TooManyRequests,
                "The desktop was started %d times in the last hour without being used: wait, or"
                        .formatted(STARTS)
                    + " ask your administrator.",
                Optional.of(Duration.between(now, starts.getFirst().plus(WINDOW))));
          }
          starts.addLast(now);
          return starts;
        });
  }

  /** The user has done something on the desktop. */
  void used(String workspaceId) {
    taken.remove(workspaceId);
  }
}
