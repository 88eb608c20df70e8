package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryStatus;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.StatusWriter;
import dev.deskwright.kernel.UseGuard;
import dev.deskwright.workspace.WorkSpaceIndex;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gives a Directory's desktops what they share, and keeps it while there are any. */
@ControllerConfiguration(name = "directory", triggerReconcilerOnAllEvents = true)
public final class DirectoryReconciler implements Reconciler<Directory> {

  private static final Duration UNTIL_ALL_ARE_KNOWN = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final WorkSpaceIndex workspaces;
  private final DirectorySources sources;
  private final UseGuard<Directory> guard;
  private final StatusWriter<DirectoryStatus, Directory> statusWriter;
  private final Clock clock;

  public DirectoryReconciler(
      WorkSpaceIndex workspaces,
      DirectorySources sources,
      UseGuard<Directory> guard,
      StatusWriter<DirectoryStatus, Directory> statusWriter,
      Clock clock) {
    this.workspaces = workspaces;
    this.sources = sources;
    this.guard = guard;
    this.statusWriter = statusWriter;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, Directory>> prepareEventSources(
      EventSourceContext<Directory> context) {
    return sources.prepare(context);
  }

  @Override
  public UpdateControl<Directory> reconcile(Directory directory, Context<Directory> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    if (!workspaces.isComplete()) {
      return UpdateControl.<Directory>noUpdate().rescheduleAfter(UNTIL_ALL_ARE_KNOWN);
    }
    var meta = directory.getMetadata();
    int count = workspaces.ofDirectory(meta.getNamespace(), meta.getName()).size();
    if (guard.update(directory, count > 0)) {
      return UpdateControl.noUpdate();
    }
    Optional<Finding> problem = sources.shared().bringUpToDate(directory);
    writeStatus(directory, count, problem, context);
    return problem.isPresent()
        ? UpdateControl.<Directory>noUpdate().rescheduleAfter(RETRY)
        : UpdateControl.noUpdate();
  }

  private void writeStatus(
      Directory directory, int count, Optional<Finding> problem, Context<Directory> context) {
    var findings = DirectoryFindings.of(directory, problem);
    var status = DirectoryFindings.status(directory, count, findings, clock.instant());
    statusWriter.write(directory, status, findings, context);
  }
}
