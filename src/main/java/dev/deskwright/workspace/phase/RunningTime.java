package dev.deskwright.workspace.phase;

import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.metering.Meter;
import dev.deskwright.workspace.metering.Run;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Optional;

/** What is seen of a desktop's pod, as running time to be counted. Pure. */
public final class RunningTime {

  private RunningTime() {}

  static Usage usage(Observed observed, Resolution resolution) {
    Usage previous =
        Optional.ofNullable(observed.workspace().getStatus())
            .map(WorkSpaceStatus::usage)
            .orElse(null);
    RunningMode.Mode mode = Resolver.runningMode(observed).mode();
    Usage usage = Meter.advance(previous, run(observed, previous), mode, observed.now());
    var prices = observed.bundle().map(bundle -> bundle.getSpec().prices()).orElse(null);
    return Meter.withCost(usage, prices, observed.now());
  }

  /** A pod counts from when it was first ready until it ends, ready all the time or not. */
  private static Optional<Run> run(Observed observed, Usage previous) {
    return observed
        .pod()
        .flatMap(
            pod ->
                PodDiagnosis.readySince(pod)
                    .or(() -> counted(pod, previous))
                    .map(
                        since ->
                            new Run(
                                pod.getMetadata().getUid(),
                                since,
                                PodDiagnosis.endedAt(pod, observed.now()))));
  }

  /** What is counted already goes on from there, whenever it began. */
  private static Optional<Instant> counted(Pod pod, Usage previous) {
    return Optional.ofNullable(previous)
        .filter(usage -> usage.running() != null)
        .filter(usage -> usage.running().podUid().equals(pod.getMetadata().getUid()))
        .map(usage -> Instant.parse(pod.getMetadata().getCreationTimestamp()));
  }
}
