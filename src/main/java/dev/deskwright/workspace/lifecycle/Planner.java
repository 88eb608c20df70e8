package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.desired.ClaimTemplate;
import dev.deskwright.workspace.desired.Drive;
import dev.deskwright.workspace.desired.PodTemplate;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to do next with a desktop: a pure function of what is observed. */
public final class Planner {

  /** A pod that ends at once, again and again, is not made anew in a tight loop. */
  static final Duration SHORTEST_POD_LIFE = Duration.ofSeconds(30);

  private Planner() {}

  /** Plans. Where something it names is missing, what exists is left as it is. */
  public static Plan plan(Observed observed, Resolution resolution) {
    if (observed.workspace().isMarkedForDeletion() || resolution.blueprint().isEmpty()) {
      return Plan.nothing();
    }
    var blueprint = resolution.blueprint().get();
    List<Write> writes = new ArrayList<>();
    for (Drive drive : blueprint.drives()) {
      drive(observed, blueprint, drive).ifPresent(writes::add);
    }
    Optional<Duration> retryAfter = Optional.empty();
    if (observed.workspace().getSpec().maintenance() != Maintenance.AdminMaintenance) {
      retryAfter = pod(observed, blueprint, writes);
    }
    return new Plan(writes, retryAfter);
  }

  private static Optional<Write> drive(Observed observed, Blueprint blueprint, Drive drive) {
    var claim = observed.claim(drive.claimName());
    if (claim.isEmpty()) {
      return Optional.of(new Write.CreateClaim(ClaimTemplate.claim(blueprint, drive)));
    }
    return patch(observed, blueprint, drive, claim.get());
  }

  private static Optional<Write> patch(
      Observed observed, Blueprint blueprint, Drive drive, PersistentVolumeClaim claim) {
    return claim.isMarkedForDeletion()
        ? Optional.empty()
        : ClaimPatch.of(observed, blueprint, drive, claim)
            .map(patch -> new Write.PatchClaim(claim, patch));
  }

  private static Optional<Duration> pod(
      Observed observed, Blueprint blueprint, List<Write> writes) {
    var phase = PodDiagnosis.of(observed.pod(), observed.now());
    if (phase instanceof PodPhase.Absent) {
      if (claimsUsable(observed)) {
        writes.add(new Write.CreatePod(PodTemplate.pod(blueprint)));
      }
      return Optional.empty();
    }
    Pod pod = observed.pod().orElseThrow();
    if (pod.isMarkedForDeletion()) {
      return Optional.empty();
    }
    if (phase instanceof PodPhase.Ended) {
      return replace(pod, observed.now(), writes);
    }
    if (rebootWanted(observed.workspace(), pod) || misspeltBefore(phase, pod, blueprint)) {
      writes.add(new Write.DeletePod(pod));
      return Optional.empty();
    }
    LabelPatch.of(pod, blueprint).ifPresent(patch -> writes.add(new Write.PatchPod(pod, patch)));
    return Optional.empty();
  }

  /** A claim that is being deleted must not be used again: its data is about to go. */
  private static boolean claimsUsable(Observed observed) {
    return observed.claims().stream().noneMatch(PersistentVolumeClaim::isMarkedForDeletion);
  }

  private static Optional<Duration> replace(Pod pod, Instant now, List<Write> writes) {
    var age = Duration.between(Instant.parse(pod.getMetadata().getCreationTimestamp()), now);
    var wait = SHORTEST_POD_LIFE.minus(age);
    if (wait.compareTo(Duration.ZERO) > 0) {
      return Optional.of(wait);
    }
    writes.add(new Write.DeletePod(pod));
    return Optional.empty();
  }

  /** An image that could not be pulled was put right. A pod that runs is left to run. */
  private static boolean misspeltBefore(PodPhase phase, Pod pod, Blueprint blueprint) {
    return phase instanceof PodPhase.Troubled troubled
        && troubled.reason() == WorkSpaceReason.ImagePullFailed
        && !blueprint
            .installed()
            .image()
            .equals(pod.getMetadata().getAnnotations().get(Labels.IMAGE));
  }

  /** Only what stands in the status is carried out: so a crash can neither repeat nor forget it. */
  private static boolean rebootWanted(WorkSpace workspace, Pod pod) {
    var status = workspace.getStatus();
    return status != null
        && status.operations() != null
        && status.operations().stream()
            .anyMatch(
                o ->
                    o.operation() == Operation.reboot
                        && !o.ended()
                        && pod.getMetadata().getUid().equals(o.podUid()));
  }
}
