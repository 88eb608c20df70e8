package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.StatusWriter;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.lifecycle.Executor;
import dev.deskwright.workspace.lifecycle.Operations;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Planner;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.phase.StatusDeriver;
import dev.deskwright.workspace.phase.StatusDeriver.Derived;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings one WorkSpace a step nearer to what it asks for. */
@ControllerConfiguration(name = "workspace", generationAwareEventProcessing = false)
public final class WorkSpaceReconciler implements Reconciler<WorkSpace> {

  /** How soon to try again what the API server refused or somebody else's object prevents. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final WorkSpaceSources sources;
  private final Resolver resolver;
  private final StatusWriter<WorkSpaceStatus, WorkSpace> statusWriter;
  private final UserFence fence = new UserFence();

  public WorkSpaceReconciler(
      WorkSpaceSources sources,
      Resolver resolver,
      StatusWriter<WorkSpaceStatus, WorkSpace> statusWriter) {
    this.sources = sources;
    this.resolver = resolver;
    this.statusWriter = statusWriter;
  }

  @Override
  public List<EventSource<?, WorkSpace>> prepareEventSources(
      EventSourceContext<WorkSpace> context) {
    return sources.prepare(context);
  }

  @Override
  public UpdateControl<WorkSpace> reconcile(WorkSpace workspace, Context<WorkSpace> context) {
    Step step = step(workspace);
    Seen seen = step.plan().writes().isEmpty() ? step.before() : see(workspace);
    List<OperationStatus> operations = Operations.next(seen.observed());
    Derived derived =
        StatusDeriver.derive(seen.observed(), seen.resolution(), step.refused(), operations);
    if (Progress.isWorthWriting(workspace.getStatus(), derived.status())) {
      boolean locked = hasNewOperation(workspace, derived.status());
      statusWriter.write(workspace, derived.status(), derived.findings(), context, locked);
    }
    return next(workspace, step, derived, Operations.recheck(operations, seen.observed().now()));
  }

  private record Seen(Observed observed, Resolution resolution) {}

  private record Step(Seen before, Plan plan, Optional<Finding> refused) {}

  private Seen see(WorkSpace workspace) {
    Observed observed = sources.observe(workspace);
    return new Seen(observed, resolver.resolve(observed));
  }

  /** Until a WorkSpace has its drive, it competes with others for the user. */
  private Step step(WorkSpace workspace) {
    return sources.hasDrive(workspace)
        ? planAndExecute(workspace)
        : fence.alone(workspace, () -> planAndExecute(workspace));
  }

  private Step planAndExecute(WorkSpace workspace) {
    Seen seen = see(workspace);
    Plan plan = Planner.plan(seen.observed(), seen.resolution());
    Executor executor = new Executor(sources.claims(), sources.pods());
    return new Step(seen, plan, executor.execute(workspace, plan));
  }

  private static UpdateControl<WorkSpace> next(
      WorkSpace workspace, Step step, Derived derived, Optional<Duration> operationRecheck) {
    var control = UpdateControl.<WorkSpace>noUpdate();
    if (hasNewOperation(workspace, derived.status())) {
      return control.rescheduleAfter(Duration.ZERO);
    }
    Stream.of(
            step.plan().retryAfter(),
            step.refused().map(f -> RETRY),
            derived.recheck(),
            operationRecheck)
        .flatMap(Optional::stream)
        .min(Duration::compareTo)
        .ifPresent(delay -> control.rescheduleAfter(delay.plusSeconds(1)));
    return control;
  }

  /** An accepted operation is carried out in the pass after the one that recorded it. */
  private static boolean hasNewOperation(WorkSpace workspace, WorkSpaceStatus status) {
    var before = workspace.getStatus() == null ? null : workspace.getStatus().operations();
    return status.operations().stream()
        .anyMatch(o -> !o.ended() && (before == null || !before.contains(o)));
  }
}
