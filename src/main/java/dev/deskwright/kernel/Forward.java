package dev.deskwright.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells an object as it was before from one as it is: a watch that begins too early tells everything
 * once more, and a wish that was taken back since must not be followed again. What stays in the past
 * for a minute is the present after all: a backup of the whole cluster was put back.
 */
public final class Forward {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** The newest version looked at, and since when only older ones are seen; null if not so. */
  private record Newest(String uid, long version, Instant behindSince) {}

  private final Map<ResourceID, Newest> all = new ConcurrentHashMap<>();
  private final Clock clock;

  public Forward(Clock clock) {
    this.clock = clock;
  }

  /** Whether this is older than what was looked at before. */
  public boolean isPast(HasMetadata object) {
    ResourceID id = ResourceID.fromResource(object);
    var meta = object.getMetadata();
    Newest now = new Newest(meta.getUid(), version(meta.getResourceVersion()), null);
    Newest kept = all.merge(id, now, this::newer);
    return kept.behindSince() != null;
  }

  /** Forgets an object that is gone. */
  public void forget(HasMetadata object) {
    all.remove(ResourceID.fromResource(object));
  }

  private Newest newer(Newest before, Newest now) {
    if (!before.uid().equals(now.uid()) || now.version() >= before.version()) {
      return now;
    }
    if (before.behindSince() == null) {
      return new Newest(before.uid(), before.version(), clock.instant());
    }
    return clock.instant().isBefore(before.behindSince().plus(LONGEST)) ? before : now;
  }

  /** Numbers that grow with every write; what is no number is never in the past. */
  private static long version(String version) {
    try {
      return Long.parseLong(version);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
