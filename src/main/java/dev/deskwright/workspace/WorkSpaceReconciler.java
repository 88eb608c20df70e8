package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.StatusWriter;
import dev.deskwright.kernel.TransitionReporter;
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
  private final TransitionReporter reporter;
  private final UserFence fence = new UserFence();

  public WorkSpaceReconciler(
      WorkSpaceSources sources,
      Resolver resolver,
      StatusWriter<WorkSpaceStatus, WorkSpace> statusWriter,
      TransitionReporter reporter) {
    this.sources = sources;
    this.resolver = resolver;
    this.statusWriter = statusWriter;
    this.reporter = reporter;
  }

  @Override
  public List<EventSource<?, WorkSpace>> prepareEventSources(
      EventSourceContext<WorkSpace> context) {
    return sources.prepare(context);
  }

  @Override
  public UpdateControl<WorkSpace> reconcile(WorkSpace workspace, Context<WorkSpace> context) {
    Step step = step(workspace);
    Observed after = sources.observe(workspace);
    Resolution resolution = resolver.resolve(after);
    List<OperationStatus> operations = Operations.next(after);
    Derived derived = StatusDeriver.derive(after, resolution, step.refused(), operations);
    if (Progress.isWorthWriting(workspace.getStatus(), derived.status())) {
      write(workspace, derived, context);
    }
    return next(workspace, step, derived, Operations.recheck(operations, after.now()));
  }

  private record Step(Plan plan, Optional<Finding> refused) {}

  /** Until a WorkSpace has its drive, it competes with others for the user. */
  private Step step(WorkSpace workspace) {
    return sources.hasDrive(workspace)
        ? planAndExecute(workspace)
        : fence.alone(workspace, () -> planAndExecute(workspace));
  }

  private Step planAndExecute(WorkSpace workspace) {
    Observed observed = sources.observe(workspace);
    Plan plan = Planner.plan(observed, resolver.resolve(observed));
    return new Step(plan, new Executor(sources.claims(), sources.pods()).execute(workspace, plan));
  }

  private void write(WorkSpace workspace, Derived derived, Context<WorkSpace> context) {
    var before = workspace.getStatus() == null ? null : workspace.getStatus().conditions();
    boolean locked = hasNewOperation(workspace, derived.status());
    if (statusWriter.write(workspace, derived.status(), context, locked)) {
      reporter.report(workspace, before, derived.status().conditions(), derived.findings());
    }
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
