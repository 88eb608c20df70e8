package dev.deskwright.workspace.phase;

import static dev.deskwright.api.v1alpha1.ConditionType.DesktopRunning;
import static dev.deskwright.api.v1alpha1.ConditionType.Ready;
import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus.VolumeStatus;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Ids;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.PodPhase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts an observation into the status of a WorkSpace. Pure. */
public final class StatusDeriver {

  private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

  private StatusDeriver() {}

  /**
   * A status, the findings it is made of, and when it may change although nothing happens.
   *
   * @param recheck when to look again, if time alone can change something
   */
  public record Derived(
      WorkSpaceStatus status, List<Finding> findings, Optional<Duration> recheck) {}

  /**
   * Derives the status.
   *
   * @param refused what came in the way of the last writes, if anything
   * @param operations the operations as they stand
   */
  public static Derived derive(
      Observed observed,
      Resolution resolution,
      Optional<Finding> refused,
      List<OperationStatus> operations) {
    var phase = PodDiagnosis.of(observed.pod(), observed.now());
    var findings = findings(observed, resolution, refused, phase);
    var status = status(observed, resolution, phase, findings, operations);
    return new Derived(status, findings, recheck(observed, phase));
  }

  private static WorkSpaceStatus status(
      Observed observed,
      Resolution resolution,
      PodPhase phase,
      List<Finding> findings,
      List<OperationStatus> operations) {
    var workspace = observed.workspace();
    var meta = workspace.getMetadata();
    var previous = Optional.ofNullable(workspace.getStatus());
    var running =
        phase instanceof PodPhase.Running r ? Optional.of(r) : Optional.<PodPhase.Running>empty();
    return new WorkSpaceStatus(
        meta.getGeneration(),
        Ids.workspace(meta.getUid()),
        observed.directory().map(d -> Ids.directory(uid(d))).orElse(null),
        observed.bundle().map(b -> Ids.bundle(uid(b))).orElse(null),
        previous.map(WorkSpaceStatus::bundleName).orElse(null),
        StateDeriver.state(workspace, findings, phase, operations),
        Resolver.runningMode(observed),
        previous.map(WorkSpaceStatus::power).orElse(null),
        previous.map(WorkSpaceStatus::connection).orElse(null),
        observed.bundle().map(b -> Resolver.computeType(observed, b.getSpec())).orElse(null),
        resolution
            .blueprint()
            .map(b -> b.installed().image())
            .or(() -> previous.map(WorkSpaceStatus::image))
            .orElse(null),
        volume(observed.rootClaim(), previous.map(WorkSpaceStatus::rootVolume).orElse(null)),
        volume(observed.userClaim(), previous.map(WorkSpaceStatus::userVolume).orElse(null)),
        null,
        previous.map(WorkSpaceStatus::usage).orElse(null),
        running.map(PodPhase.Running::node).orElse(null),
        running.map(PodPhase.Running::ip).orElse(null),
        observed.pod().map(p -> p.getMetadata().getName()).orElse(null),
        PendingUpdates.of(observed, resolution),
        operations,
        Conditions.from(findings, Conditions.of(workspace), meta.getGeneration(), observed.now()));
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  /** Ready comes first; it repeats the first problem, or tells that work is under way. */
  private static List<Finding> findings(
      Observed observed, Resolution resolution, Optional<Finding> refused, PodPhase phase) {
    boolean blocked = resolution.blueprint().isEmpty();
    var storage =
        Stream.of(refused, resolution.storage())
            .flatMap(Optional::stream)
            .filter(f -> f.type() == StorageReady)
            .findFirst()
            .orElseGet(() -> StorageDiagnosis.of(observed, blocked));
    var desktop =
        refused
            .filter(f -> f.type() == DesktopRunning)
            .orElseGet(() -> DesktopFinding.of(phase, blocked));
    var parts = List.of(resolution.user(), resolution.bundle(), storage, desktop);
    List<Finding> all = new ArrayList<>();
    all.add(ready(observed, parts));
    all.addAll(parts);
    return all;
  }

  private static Finding ready(Observed observed, List<Finding> parts) {
    if (observed.workspace().isMarkedForDeletion()) {
      return Finding.no(Ready, WorkSpaceReason.Terminating, "The WorkSpace is being deleted.");
    }
    if (observed.workspace().getSpec().maintenance() == Maintenance.AdminMaintenance) {
      return Finding.no(
          Ready,
          WorkSpaceReason.AdminMaintenance,
          "An administrator works on the desktop: spec.maintenance says AdminMaintenance.");
    }
    return parts.stream()
        .filter(Finding::isProblem)
        .findFirst()
        .map(problem -> Finding.no(Ready, problem.reason(), problem.message()))
        .orElseGet(
            () ->
                parts.stream().allMatch(part -> part.status().isTrue())
                    ? Finding.yes(
                        Ready, WorkSpaceReason.Available, "The desktop can be connected to.")
                    : Finding.no(Ready, WorkSpaceReason.Starting, "The desktop is being started."));
  }

  /** A claim that was there stays in the status, so that its loss is noticed. */
  private static VolumeStatus volume(Optional<PersistentVolumeClaim> claim, VolumeStatus previous) {
    return claim.map(c -> new VolumeStatus(c.getMetadata().getName(), sizeGib(c))).orElse(previous);
  }

  private static Integer sizeGib(PersistentVolumeClaim claim) {
    Quantity size = claim.getSpec().getResources().getRequests().get("storage");
    return size.getNumericalAmount().divide(GIB, RoundingMode.UP).intValueExact();
  }

  private static Optional<Duration> recheck(Observed observed, PodPhase phase) {
    Optional<Duration> pod = Optional.empty();
    if (phase instanceof PodPhase.Starting starting) {
      pod = starting.recheck();
    } else if (phase instanceof PodPhase.Stopping stopping) {
      pod = stopping.recheck();
    }
    return Stream.of(pod, StorageDiagnosis.recheck(observed))
        .flatMap(Optional::stream)
        .min(Duration::compareTo);
  }
}
