package dev.deskwright.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;
import java.util.Objects;

/**
 * Tells the operator's own statuses, when a watch brings them back, from all others. A status that
 * is not the last one meant is news: a request that was given up can land after the one that was
 * sent in its place, one of an operator that is gone after another's first look, and a watch can
 * begin in the past. What is to be written is found by comparing with it.
 */
public final class WrittenStatuses {

  /** What is forgotten costs a look too many. */
  private static final int MOST = 1_000;

  private final Map<String, Integer> meant = Recent.ofMost(MOST);

  /** Whether a change has to be looked at. */
  public boolean isNews(HasMetadata before, HasMetadata now) {
    return OthersChanges.between(before, now)
        || (!Objects.equals(status(before), status(now)) && !isMeant(now));
  }

  private boolean isMeant(HasMetadata object) {
    return Objects.equals(
        meant.get(object.getMetadata().getUid()), Drift.text(status(object)).hashCode());
  }

  /** An object is to have this status, whether it has it already or it is written now. */
  void mean(HasMetadata object, Object status) {
    meant.put(object.getMetadata().getUid(), Drift.text(status).hashCode());
  }

  private static Object status(HasMetadata object) {
    return object instanceof CustomResource<?, ?> resource ? resource.getStatus() : null;
  }
}
