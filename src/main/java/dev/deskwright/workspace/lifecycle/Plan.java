package dev.deskwright.workspace.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to do next.
 *
 * @param writes in this order; the first that fails ends the plan
 * @param retryAfter when to plan again although nothing may happen
 */
public record Plan(List<Write> writes, Optional<Duration> retryAfter) {

  static Plan nothing() {
    return new Plan(List.of(), Optional.empty());
  }

  static Plan of(List<Write> writes) {
    return new Plan(List.copyOf(writes), Optional.empty());
  }

  /** Whether the WorkSpace may be gone after it. */
  public boolean letsGo() {
    return writes.stream().anyMatch(Farewell::letsGo);
  }
}
