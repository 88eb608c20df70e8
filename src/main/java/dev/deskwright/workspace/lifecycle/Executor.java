package dev.deskwright.workspace.lifecycle;

import static dev.deskwright.api.v1alpha1.ConditionType.DesktopRunning;
import static dev.deskwright.api.v1alpha1.ConditionType.SnapshotsCurrent;
import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;

import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.kernel.Children;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Outcome;
import dev.deskwright.workspace.observed.Ownership;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.function.Consumer;

/** Carries a plan out, write by write. */
public final class Executor {

  private final Children<PersistentVolumeClaim> claims;
  private final Children<Pod> pods;
  private final SnapshotWriter snapshots;
  private final Consumer<String> patchWorkSpace;

  /**
   * Writes nothing yet.
   *
   * @param patchWorkSpace applies a merge patch to the WorkSpace itself
   */
  public Executor(
      Children<PersistentVolumeClaim> claims,
      Children<Pod> pods,
      SnapshotWriter snapshots,
      Consumer<String> patchWorkSpace) {
    this.claims = claims;
    this.pods = pods;
    this.snapshots = snapshots;
    this.patchWorkSpace = patchWorkSpace;
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
    if (write instanceof Write.DeleteClaim delete) {
      return claims.delete(delete.claim());
    }
    if (write instanceof Write.PatchPod patch) {
      return pods.patch(patch.pod(), patch.mergePatch());
    }
    if (write instanceof Write.CreateSnapshot create) {
      return createOrElse(workspace, create);
    }
    if (write instanceof Write.DeleteSnapshot delete) {
      return snapshots.delete(delete.snapshot());
    }
    if (write instanceof Write.PatchWorkSpace patch) {
      patchWorkSpace.accept(patch.mergePatch());
      return Outcome.written();
    }
    throw new IllegalArgumentException("no such write: " + write);
  }

  private Outcome createOrElse(WorkSpace workspace, Write.CreateSnapshot create) {
    Outcome outcome = snapshots.create(create.snapshot());
    return outcome instanceof Outcome.Written || create.otherwise().isEmpty()
        ? outcome
        : execute(workspace, create.otherwise().get());
  }

  private static Optional<Finding> problem(Write write, Outcome outcome) {
    return outcome.problem(
        condition(write), WorkSpaceReason.NameTaken, WorkSpaceReason.Refused, "WorkSpace");
  }

  private static ConditionType condition(Write write) {
    if (write instanceof Write.CreateSnapshot || write instanceof Write.DeleteSnapshot) {
      return SnapshotsCurrent;
    }
    return write instanceof Write.CreateClaim || write instanceof Write.PatchClaim
        ? StorageReady
        : DesktopRunning;
  }
}
