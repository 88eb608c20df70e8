package dev.deskwright.bundle;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.BundleStatus;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.kernel.PrimaryCache;
import dev.deskwright.kernel.Rebirth;
import dev.deskwright.kernel.StatusWriter;
import dev.deskwright.kernel.UseGuard;
import dev.deskwright.workspace.WorkSpaceIndex;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Checks a Bundle, counts its users, and keeps it while there are any. */
@ControllerConfiguration(name = "bundle", triggerReconcilerOnAllEvents = true)
public final class BundleReconciler implements Reconciler<Bundle> {

  private static final Duration UNTIL_ALL_ARE_KNOWN = Duration.ofMillis(500);

  private final PrimaryCache<Bundle> bundles;
  private final WorkSpaceIndex workspaces;
  private final ComputeTypes computeTypes;
  private final UseGuard<Bundle> guard;
  private final StatusWriter<BundleStatus, Bundle> statusWriter;
  private final SimpleInboundEventSource<Bundle> users;
  private final Rebirth<Bundle> rebirth;
  private final Clock clock;

  /**
   * Reconciles nothing yet.
   *
   * @param bundles is attached to the Bundle cache
   */
  public BundleReconciler(
      PrimaryCache<Bundle> bundles,
      WorkSpaceIndex workspaces,
      ComputeTypes computeTypes,
      UseGuard<Bundle> guard,
      StatusWriter<BundleStatus, Bundle> statusWriter,
      SimpleInboundEventSource<Bundle> users,
      Rebirth<Bundle> rebirth,
      Clock clock) {
    this.bundles = bundles;
    this.workspaces = workspaces;
    this.computeTypes = computeTypes;
    this.guard = guard;
    this.statusWriter = statusWriter;
    this.users = users;
    this.rebirth = rebirth;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, Bundle>> prepareEventSources(EventSourceContext<Bundle> context) {
    bundles.attach(context.getPrimaryCache());
    return List.of(users, rebirth);
  }

  @Override
  public UpdateControl<Bundle> reconcile(Bundle bundle, Context<Bundle> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    return workspaces
        .allOf(bundle)
        .map(all -> pass(bundle, all.size(), context))
        .orElseGet(() -> UpdateControl.<Bundle>noUpdate().rescheduleAfter(UNTIL_ALL_ARE_KNOWN));
  }

  private UpdateControl<Bundle> pass(Bundle bundle, int count, Context<Bundle> context) {
    if (!guard.update(bundle, count > 0)) {
      writeStatus(bundle, count, context);
    }
    return UpdateControl.noUpdate();
  }

  private void writeStatus(Bundle bundle, int count, Context<Bundle> context) {
    var findings = BundleFindings.of(bundle, computeTypes);
    var status = BundleFindings.status(bundle, count, findings, computeTypes, clock.instant());
    statusWriter.write(bundle, status, findings, context);
  }
}
