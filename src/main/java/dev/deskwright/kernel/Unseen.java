package dev.deskwright.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects of which the cache may not have the status that was written last: the answer was lost, or
 * had others' changes in it. What is seen of them next is news, even if it is the operator's own:
 * what is to be written is found by comparing with it.
 */
public final class Unseen {

  private final Set<ResourceID> all = ConcurrentHashMap.newKeySet();

  /** Whether a change has to be looked at. */
  public boolean isNews(HasMetadata before, HasMetadata now) {
    return OthersChanges.between(before, now) || all.contains(ResourceID.fromResource(now));
  }

  /** A status may have been written. */
  void add(HasMetadata object) {
    all.add(ResourceID.fromResource(object));
  }

  /** The last status is in the cache. */
  void remove(HasMetadata object) {
    all.remove(ResourceID.fromResource(object));
  }
}
