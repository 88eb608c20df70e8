package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Forward;
import dev.deskwright.kernel.Rebirth;
import dev.deskwright.kernel.StatusWriter;
import dev.deskwright.workspace.Steps.Step;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.lifecycle.Recheck;
import dev.deskwright.workspace.observed.Recorded;
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
@ControllerConfiguration(
    name = "workspace",
    generationAwareEventProcessing = false,
    triggerReconcilerOnAllEvents = true)
public final class WorkSpaceReconciler implements Reconciler<WorkSpace> {

  /** How soon to try again what the API server refused or somebody else's object prevents. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  /** How soon to look again at what a watch that is behind has told. */
  private static final Duration CATCHES_UP = Duration.ofSeconds(5);

  private final WorkSpaceSources sources;
  private final Steps steps;
  private final StatusWriter<WorkSpaceStatus, WorkSpace> statusWriter;
  private final Rebirth<WorkSpace> rebirth;
  private final Forward forward;
  private final OperationCounter operations;
  private final Locks quotaFence = new Locks();

  public WorkSpaceReconciler(
      WorkSpaceSources sources,
      Resolver resolver,
      StatusWriter<WorkSpaceStatus, WorkSpace> statusWriter,
      Rebirth<WorkSpace> rebirth,
      Forward forward,
      OperationCounter operations) {
    this.operations = operations;
    this.rebirth = rebirth;
    this.forward = forward;
    this.sources = sources;
    this.steps = new Steps(sources, resolver);
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
      forward.forget(workspace);
      return UpdateControl.noUpdate();
    }
    if (forward.isPast(workspace)) {
      return UpdateControl.<WorkSpace>noUpdate().rescheduleAfter(CATCHES_UP);
    }
    return pass(workspace, context, false)
        .orElseGet(
            () ->
                quotaFence.alone(
                    WorkSpaceIndex.directoryKey(workspace),
                    () -> pass(workspace, context, true).orElseThrow()));
  }

  /** Empty when it turns out that it has to be done alone, because quotas bear on it. */
  private Optional<UpdateControl<WorkSpace>> pass(
      WorkSpace workspace, Context<WorkSpace> context, boolean alone) {
    Optional<Step> taken = steps.next(workspace, context, alone);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    Step step = taken.get();
    if (step.plan().letsGo()) {
      return Optional.of(UpdateControl.<WorkSpace>noUpdate().rescheduleAfter(RETRY));
    }
    Seen seen = step.plan().writes().isEmpty() ? step.before() : steps.see(workspace, alone);
    return !alone && seen.asksForRoom()
        ? Optional.empty()
        : Optional.of(tell(workspace, context, step, seen));
  }

  private UpdateControl<WorkSpace> tell(
      WorkSpace workspace, Context<WorkSpace> context, Step step, Seen seen) {
    Derived derived =
        StatusDeriver.derive(seen.observed(), seen.resolution(), step.refused(), seen.intent());
    boolean news = Progress.isWorthWriting(seen.observed(), derived.status());
    if (news) {
      boolean locked = !seen.intent().operations().equals(Recorded.operations(workspace));
      statusWriter.write(workspace, derived.status(), derived.findings(), context, locked);
      sources.neighbours().statusWritten(workspace, derived.status());
      operations.statusWritten(workspace, derived.status());
    }
    return news && Recheck.hasTurned(workspace, seen.intent())
        ? UpdateControl.<WorkSpace>noUpdate().rescheduleAfter(Duration.ZERO)
        : next(step, seen, derived);
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
