package dev.deskwright.workspace.phase;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus.VolumeStatus;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Ids;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.Placement;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.desired.UserResolver;
import dev.deskwright.workspace.observed.Layout;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import dev.deskwright.workspace.observed.Recorded;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Puts an observation into the status of a WorkSpace. Pure. */
public final class StatusDeriver {

  private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

  private StatusDeriver() {}

  /** A status, and the findings it is made of. */
  public record Derived(WorkSpaceStatus status, List<Finding> findings) {}

  /**
   * Derives the status.
   *
   * @param refused what came in the way of the last writes, if anything
   * @param intent the operations as they stand now, and whether the desktop is to run
   */
  public static Derived derive(
      Observed observed, Resolution resolution, Optional<Finding> refused, Intent intent) {
    var findings = Findings.of(observed, resolution, refused, intent);
    return new Derived(status(observed, resolution, findings, intent), findings.all());
  }

  /** The state at this moment, before anything new is taken on. */
  public static WorkSpaceState state(Observed observed, Resolution resolution, Intent intent) {
    var findings = Findings.of(observed, resolution, Optional.empty(), intent);
    return StateDeriver.state(
        observed, findings.parts(), PodDiagnosis.of(observed.pod(), observed.now()), intent);
  }

  private static WorkSpaceStatus status(
      Observed observed, Resolution resolution, Findings findings, Intent intent) {
    var workspace = observed.workspace();
    var meta = workspace.getMetadata();
    var previous = Optional.ofNullable(workspace.getStatus());
    var phase = PodDiagnosis.of(observed.pod(), observed.now());
    var running =
        phase instanceof PodPhase.Running r ? Optional.of(r) : Optional.<PodPhase.Running>empty();
    Layout layout = layout(observed, intent);
    return new WorkSpaceStatus(
        meta.getGeneration(),
        Ids.workspace(meta.getUid()),
        observed.directory().map(d -> Ids.directory(uid(d))).orElse(null),
        observed.bundle().map(b -> Ids.bundle(uid(b))).orElse(null),
        layout.bundleName(),
        UserResolver.status(observed),
        subnetName(observed, previous),
        StateDeriver.state(observed, findings.parts(), phase, intent),
        Resolver.runningMode(observed),
        intent.power(),
        previous.map(WorkSpaceStatus::connection).orElse(null),
        observed.bundle().map(b -> Resolver.computeType(observed, b.getSpec())).orElse(null),
        resolution
            .blueprint()
            .map(b -> b.installed().image())
            .or(() -> previous.map(WorkSpaceStatus::image))
            .orElse(null),
        rootVolume(observed, layout, intent),
        volume(observed, layout, layout.userClaim(), previous.map(WorkSpaceStatus::userVolume)),
        SnapshotView.status(observed),
        RunningTime.usage(observed, resolution),
        running.map(PodPhase.Running::node).orElse(null),
        running.map(PodPhase.Running::ip).orElse(null),
        observed.pod().map(p -> p.getMetadata().getName()).orElse(null),
        PendingUpdates.of(observed, resolution, intent),
        intent.operations(),
        Conditions.from(
            findings.all(), Conditions.of(workspace), meta.getGeneration(), observed.now()));
  }

  /** What the drives say; where they are lost, what they said. */
  private static String subnetName(Observed observed, Optional<WorkSpaceStatus> previous) {
    return observed.claims().isEmpty()
        ? previous.map(WorkSpaceStatus::subnetName).orElse(null)
        : Placement.recorded(observed).orElse(null);
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  /** The new drives become the desktop's at the moment at which the operation is done. */
  private static Layout layout(Observed observed, Intent intent) {
    return replaced(observed, intent).isPresent() ? observed.layout() : observed.settled();
  }

  private static Optional<OperationStatus> replaced(Observed observed, Intent intent) {
    return Recorded.underWay(observed.workspace())
        .filter(operation -> operation.replacement() != null)
        .filter(
            operation ->
                intent.operations().stream()
                    .filter(now -> now.isSameRequest(operation))
                    .anyMatch(now -> now.result() == OperationStatus.Result.Done));
  }

  private static VolumeStatus rootVolume(Observed observed, Layout layout, Intent intent) {
    boolean gone =
        replaced(observed, intent)
            .map(operation -> operation.replacement().rootClaim() == null)
            .orElse(false);
    var previous =
        Optional.ofNullable(observed.workspace().getStatus()).map(WorkSpaceStatus::rootVolume);
    return gone ? null : volume(observed, layout, layout.rootClaim(), previous);
  }

  /**
   * A claim that was there stays in the status, so that its loss is noticed. Which of several is in
   * use is not for the status to guess: the next look would believe it.
   */
  private static VolumeStatus volume(
      Observed observed, Layout layout, String claimName, Optional<VolumeStatus> previous) {
    return Optional.of(claimName)
        .filter(name -> !layout.ambiguous())
        .flatMap(observed::claim)
        .map(c -> new VolumeStatus(c.getMetadata().getName(), sizeGib(c)))
        .or(() -> previous)
        .orElse(null);
  }

  private static Integer sizeGib(PersistentVolumeClaim claim) {
    Quantity size = claim.getSpec().getResources().getRequests().get("storage");
    return size.getNumericalAmount().divide(GIB, RoundingMode.UP).intValueExact();
  }
}
