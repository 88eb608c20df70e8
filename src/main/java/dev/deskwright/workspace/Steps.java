package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.MergePatch;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.lifecycle.Executor;
import dev.deskwright.workspace.lifecycle.Plan;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;

/** Looks at a WorkSpace and takes the next step: a plan, carried out. */
final class Steps {

  private final WorkSpaceSources sources;
  private final Resolver resolver;
  private final UserFence fence = new UserFence();

  Steps(WorkSpaceSources sources, Resolver resolver) {
    this.sources = sources;
    this.resolver = resolver;
  }

  /** What was seen, what was planned for it, and what came in the way of that. */
  record Step(Seen before, Plan plan, Optional<Finding> refused) {}

  /**
   * Looks.
   *
   * @param alone whether nothing else is decided in its Directory meanwhile
   */
  Seen see(WorkSpace workspace, boolean alone) {
    Seen seen = Seen.of(sources.observe(workspace), resolver);
    return alone && seen.asksForRoom()
        ? Seen.of(sources.withQuotaUse(seen.observed()), resolver)
        : seen;
  }

  /**
   * Takes it; empty when quotas bear on it and it does not run alone. Until a WorkSpace has its
   * drive, it competes with others for the user.
   */
  Optional<Step> next(WorkSpace workspace, Context<WorkSpace> context, boolean alone) {
    return sources.hasDrive(workspace)
        ? planAndExecute(workspace, context, alone)
        : fence.alone(workspace, () -> planAndExecute(workspace, context, alone));
  }

  private Optional<Step> planAndExecute(
      WorkSpace workspace, Context<WorkSpace> context, boolean alone) {
    Seen seen = see(workspace, alone);
    if (!alone && seen.asksForRoom()) {
      return Optional.empty();
    }
    Plan plan = seen.plan();
    Executor executor =
        new Executor(
            sources.claims(),
            sources.pods(),
            sources.snapshots(),
            patch -> patch(workspace, patch, context));
    return Optional.of(new Step(seen, plan, executor.execute(workspace, plan)));
  }

  private static void patch(WorkSpace workspace, String mergePatch, Context<WorkSpace> context) {
    var written = context.getClient().resource(workspace).patch(MergePatch.CONTEXT, mergePatch);
    context
        .eventSourceRetriever()
        .getControllerEventSource()
        .handleRecentResourceUpdate(ResourceID.fromResource(written), written, workspace);
  }
}
