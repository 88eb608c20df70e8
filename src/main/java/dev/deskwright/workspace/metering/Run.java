package dev.deskwright.workspace.metering;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The pod of a desktop, as far as its running time goes, in whole seconds.
 *
 * @param podUid tells it from the pods before and after it
 * @param readySince when it became ready. Matters only until its session is recorded: from then on
 *     it counts without a break, whatever its readiness does
 * @param endedAt when it was told to end, or ended by itself; empty while it runs. One and the same
 *     moment at every look, or a pod that has ended would go on being counted
 */
public record Run(String podUid, Instant readySince, Optional<Instant> endedAt) {

  /** Cuts the times to seconds, which is what is counted in. */
  public Run {
    readySince = readySince.truncatedTo(ChronoUnit.SECONDS);
    endedAt = endedAt.map(end -> end.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Whether it has ended by a moment. */
  boolean hasEndedBy(Instant moment) {
    return endedAt.filter(end -> !end.isAfter(moment)).isPresent();
  }
}
