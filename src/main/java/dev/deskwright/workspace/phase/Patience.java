package dev.deskwright.workspace.phase;

import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** How long what is seen may still last before it counts as trouble. Pure. */
public final class Patience {

  private Patience() {}

  /** The shortest of what is left of the grace times; none when nothing is waited for. */
  public static Optional<Duration> left(Observed observed) {
    PodPhase phase = PodDiagnosis.of(observed.pod(), observed.now());
    Optional<Duration> pod = Optional.empty();
    if (phase instanceof PodPhase.Starting starting) {
      pod = starting.recheck();
    } else if (phase instanceof PodPhase.Stopping stopping) {
      pod = stopping.recheck();
    }
    return Stream.of(pod, StorageDiagnosis.recheck(observed))
        .flatMap(Optional::stream)
        .min(Duration::compareTo);
  }
}
