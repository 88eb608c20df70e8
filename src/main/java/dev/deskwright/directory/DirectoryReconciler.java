package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryStatus;
import dev.deskwright.directory.simplead.SimpleAdReport;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.StatusWriter;
import dev.deskwright.kernel.UseGuard;
import dev.deskwright.workspace.QuotaSource;
import dev.deskwright.workspace.QuotaSource.Tally;
import dev.deskwright.workspace.WorkSpaceIndex;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
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

  /** How often the servers are asked how they are. */
  private static final Duration CHECK = Duration.ofMinutes(1);

  private final WorkSpaceIndex workspaces;
  private final DirectorySources sources;
  private final UseGuard<Directory> guard;
  private final StatusWriter<DirectoryStatus, Directory> statusWriter;
  private final UserLookups lookups;
  private final UserCensus census;
  private final QuotaSource quotas;
  private final Clock clock;

  public DirectoryReconciler(
      WorkSpaceIndex workspaces,
      DirectorySources sources,
      UseGuard<Directory> guard,
      StatusWriter<DirectoryStatus, Directory> statusWriter,
      UserLookups lookups,
      Enroller enroller,
      QuotaSource quotas,
      Clock clock) {
    this.workspaces = workspaces;
    this.sources = sources;
    this.guard = guard;
    this.statusWriter = statusWriter;
    this.lookups = lookups;
    this.quotas = quotas;
    this.census = new UserCensus(lookups, enroller, clock);
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, Directory>> prepareEventSources(
      EventSourceContext<Directory> context) {
    lookups.index().attach(context.getPrimaryCache());
    return sources.prepare(context);
  }

  @Override
  public UpdateControl<Directory> reconcile(Directory directory, Context<Directory> context) {
    if (context.isPrimaryResourceDeleted()) {
      return forget(directory);
    }
    return quotas
        .tally(directory)
        .map(tally -> pass(directory, tally, context))
        .orElseGet(() -> UpdateControl.<Directory>noUpdate().rescheduleAfter(UNTIL_ALL_ARE_KNOWN));
  }

  private UpdateControl<Directory> pass(
      Directory directory, Tally before, Context<Directory> context) {
    if (guard.update(directory, before.workspaces() > 0)) {
      return UpdateControl.noUpdate();
    }
    Found found = look(directory, before);
    writeStatus(directory, found, context);
    return UpdateControl.<Directory>noUpdate()
        .rescheduleAfter(found.problem().isPresent() || !found.reach().isUp() ? RETRY : CHECK);
  }

  /** Asking servers may take a while, so that there may be more WorkSpaces now than before. */
  private Found look(Directory directory, Tally before) {
    Optional<SimpleAdReport> own = sources.simpleAd().bringUpToDate(directory);
    Optional<Finding> problem =
        sources.shared().bringUpToDate(directory).or(() -> own.flatMap(SimpleAdReport::problem));
    Reach reach = reach(directory);
    return new Found(
        quotas.tally(directory).orElse(before),
        problem,
        own.map(SimpleAdReport::dnsIpAddresses),
        reach,
        census.problem(directory));
  }

  private UpdateControl<Directory> forget(Directory directory) {
    ResourceID id = ResourceID.fromResource(directory);
    lookups.forget(id);
    census.forget(id);
    return UpdateControl.noUpdate();
  }

  private Reach reach(Directory directory) {
    Asked asked = lookups.use(directory);
    Reach reach = asked.check();
    if (reach.isUp() && census.isDue(directory, asked)) {
      census.take(directory, asked, () -> workspaces.allOf(directory));
    }
    return reach;
  }

  private void writeStatus(Directory directory, Found found, Context<Directory> context) {
    var findings = DirectoryFindings.of(directory, found);
    var status = DirectoryFindings.status(directory, found, findings, clock.instant());
    statusWriter.write(directory, status, findings, context);
  }
}
