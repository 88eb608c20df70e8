package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.MergePatch;
import dev.deskwright.kernel.Rebirth;
import dev.deskwright.kernel.StatusWriter;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.lifecycle.Executor;
import dev.deskwright.workspace.lifecycle.Intents;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Planner;
import dev.deskwright.workspace.lifecycle.Recheck;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.phase.StatusDeriver;
import dev.deskwright.workspace.phase.StatusDeriver.Derived;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings one WorkSpace a step nearer to what it asks for. */
@ControllerConfiguration(
    name = "workspace",
    generationAwareEventProcessing = false,
    triggerReconcilerOnAllEvents = true)
public final class WorkSpaceReconciler implements Reconciler<WorkSpace> {

  /** How soon to try again what the API server refused or somebody else's object prevents. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final WorkSpaceSources sources;
  private final Resolver resolver;
  private final StatusWriter<WorkSpaceStatus, WorkSpace> statusWriter;
  private final Rebirth<WorkSpace> rebirth;
  private final UserFence fence = new UserFence();

  public WorkSpaceReconciler(
      WorkSpaceSources sources,
      Resolver resolver,
      StatusWriter<WorkSpaceStatus, WorkSpace> statusWriter,
      Rebirth<WorkSpace> rebirth) {
    this.rebirth = rebirth;
    this.sources = sources;
    this.resolver = resolver;
    this.statusWriter = statusWriter;
  }

  @Override
  public List<EventSource<?, WorkSpace>> prepareEventSources(
      EventSourceContext<WorkSpace> context) {
    return Stream.concat(sources.prepare(context).stream(), Stream.of(rebirth)).toList();
  }

  @Override
  public UpdateControl<WorkSpace> reconcile(WorkSpace workspace, Context<WorkSpace> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    Step step = step(workspace, context);
    if (step.plan().letsGo()) {
      return UpdateControl.<WorkSpace>noUpdate().rescheduleAfter(RETRY);
    }
    Seen seen = step.plan().writes().isEmpty() ? step.before() : see(workspace);
    Derived derived =
        StatusDeriver.derive(seen.observed(), seen.resolution(), step.refused(), seen.intent());
    boolean news = Progress.isWorthWriting(seen.observed(), derived.status());
    if (news) {
      boolean locked = !seen.intent().operations().equals(Recorded.operations(workspace));
      statusWriter.write(workspace, derived.status(), derived.findings(), context, locked);
    }
    return news && Recheck.hasTurned(workspace, seen.intent())
        ? UpdateControl.<WorkSpace>noUpdate().rescheduleAfter(Duration.ZERO)
        : next(step, seen, derived);
  }

  private record Seen(Observed observed, Resolution resolution, Intent intent) {}

  private record Step(Seen before, Plan plan, Optional<Finding> refused) {}

  private Seen see(WorkSpace workspace) {
    Observed observed = sources.observe(workspace);
    Resolution resolution = resolver.resolve(observed);
    return new Seen(observed, resolution, Intents.of(observed, resolution));
  }

  /** Until a WorkSpace has its drive, it competes with others for the user. */
  private Step step(WorkSpace workspace, Context<WorkSpace> context) {
    return sources.hasDrive(workspace)
        ? planAndExecute(workspace, context)
        : fence.alone(workspace, () -> planAndExecute(workspace, context));
  }

  private Step planAndExecute(WorkSpace workspace, Context<WorkSpace> context) {
    Seen seen = see(workspace);
    Plan plan = Planner.plan(seen.observed(), seen.resolution(), seen.intent());
    Executor executor =
        new Executor(
            sources.claims(),
            sources.pods(),
            sources.snapshots(),
            patch -> patch(workspace, patch, context));
    return new Step(seen, plan, executor.execute(workspace, plan));
  }

  private static void patch(WorkSpace workspace, String mergePatch, Context<WorkSpace> context) {
    var written = context.getClient().resource(workspace).patch(MergePatch.CONTEXT, mergePatch);
    context
        .eventSourceRetriever()
        .getControllerEventSource()
        .handleRecentResourceUpdate(ResourceID.fromResource(written), written, workspace);
  }

  private static UpdateControl<WorkSpace> next(Step step, Seen seen, Derived derived) {
    var control = UpdateControl.<WorkSpace>noUpdate();
    Stream.of(
            step.plan().retryAfter(),
            step.refused().map(f -> RETRY),
            Progress.untold(seen.observed(), derived.status()),
            Recheck.after(seen.observed(), seen.resolution(), seen.intent()))
        .flatMap(Optional::stream)
        .min(Duration::compareTo)
        .ifPresent(delay -> control.rescheduleAfter(delay.plusSeconds(1)));
    return control;
  }
}
