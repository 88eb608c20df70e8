package dev.deskwright.workspace.lifecycle;

import static dev.deskwright.api.v1alpha1.ConditionType.DesktopRunning;
import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.kernel.Children;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Outcome;
import dev.deskwright.workspace.observed.Ownership;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/** Carries a plan out, write by write. */
public final class Executor {

  private final Children<PersistentVolumeClaim> claims;
  private final Children<Pod> pods;

  public Executor(Children<PersistentVolumeClaim> claims, Children<Pod> pods) {
    this.claims = claims;
    this.pods = pods;
  }

  /** Returns what came in the way; the writes after it were not tried. */
  public Optional<Finding> execute(WorkSpace workspace, Plan plan) {
    for (Write write : plan.writes()) {
      var problem = problem(write, execute(workspace, write));
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private Outcome execute(WorkSpace workspace, Write write) {
    if (write instanceof Write.CreateClaim create) {
      return claims.create(create.claim(), live -> Ownership.isOf(workspace, live));
    }
    if (write instanceof Write.CreatePod create) {
      return pods.create(create.pod(), live -> Ownership.isOf(workspace, live));
    }
    if (write instanceof Write.DeletePod delete) {
      return pods.delete(delete.pod());
    }
    if (write instanceof Write.PatchClaim patch) {
      return claims.patch(patch.claim(), patch.mergePatch());
    }
    if (write instanceof Write.PatchPod patch) {
      return pods.patch(patch.pod(), patch.mergePatch());
    }
    throw new IllegalArgumentException("no such write: " + write);
  }

  private static Optional<Finding> problem(Write write, Outcome outcome) {
    boolean storage = write instanceof Write.CreateClaim || write instanceof Write.PatchClaim;
    return outcome.problem(
        storage ? StorageReady : DesktopRunning,
        WorkSpaceReason.NameTaken,
        WorkSpaceReason.Refused,
        "WorkSpace");
  }
}
