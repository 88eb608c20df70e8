package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.Quotas;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.workspace.desired.Need;
import dev.deskwright.workspace.desired.QuotaCheck;
import dev.deskwright.workspace.observed.Amounts;
import dev.deskwright.workspace.observed.Layout;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodRequests;
import dev.deskwright.workspace.observed.Quota;
import dev.deskwright.workspace.observed.QuotaUse;
import dev.deskwright.workspace.observed.Recorded;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Adds up what the WorkSpaces of a Directory take, from the WorkSpace controller's caches, which
 * know what was just written. Nothing is remembered: each question is answered anew.
 */
public final class QuotaSource {

  /**
   * What is asked of the caches.
   *
   * @param filled whether they know everything
   * @param claims a WorkSpace's claims
   * @param pod its pod
   * @param bundle the Bundle of a name in its namespace
   */
  record Caches(
      BooleanSupplier filled,
      Function<WorkSpace, List<PersistentVolumeClaim>> claims,
      Function<WorkSpace, Optional<Pod>> pod,
      BiFunction<WorkSpace, String, Optional<Bundle>> bundle) {}

  private final WorkSpaceIndex index;
  private final ComputeTypes computeTypes;
  private volatile Caches caches;

  /** Answers once the WorkSpace controller has prepared its caches. */
  public QuotaSource(WorkSpaceIndex index, ComputeTypes computeTypes) {
    this.index = index;
    this.computeTypes = computeTypes;
  }

  void attach(Caches theCaches) {
    caches = theCaches;
  }

  /**
   * The desktops of a Directory, added up.
   *
   * @param workspaces how many there are
   * @param used what they take of its quotas, a figure for each quota that it has, rounded up;
   *     empty without quotas
   */
  public record Tally(int workspaces, Optional<Quotas> used) {}

  /** Adds the desktops of a Directory up; empty while not all is known that this takes. */
  public Optional<Tally> tally(Directory directory) {
    Optional<Quotas> limits = Optional.ofNullable(directory.getSpec().quotas());
    return Filled.answer(
        limits.isPresent() ? caches.filled() : index::isFilled,
        () -> {
          var meta = directory.getMetadata();
          var all = index.ofDirectory(meta.getNamespace(), meta.getName());
          return new Tally(all.size(), limits.map(it -> used(it, all)));
        });
  }

  private Quotas used(Quotas limits, List<WorkSpace> workspaces) {
    Amounts all = workspaces.stream().map(this::taken).reduce(Amounts.NONE, Amounts::plus);
    return new Quotas(
        Quota.workspaces.used(limits, all),
        Quota.runningWorkspaces.used(limits, all),
        Quota.vcpu.used(limits, all),
        Quota.memoryGib.used(limits, all),
        Quota.storageGib.used(limits, all));
  }

  /** The observation, with what others take of the quotas if there are any. */
  Observed withUse(Observed observed) {
    return QuotaCheck.limits(observed.directory())
        .map(limits -> observed.withQuotaUse(use(observed.workspace(), limits)))
        .orElse(observed);
  }

  private QuotaUse use(WorkSpace workspace, Quotas limits) {
    String namespace = workspace.getMetadata().getNamespace();
    String directory = workspace.getSpec().directoryRef().name();
    Amounts others =
        others(index.ofDirectory(namespace, directory), workspace)
            .map(this::taken)
            .reduce(Amounts.NONE, Amounts::plus);
    List<Amounts> ahead =
        others(index.waiting(namespace, directory), workspace)
            .map(this::fresh)
            .filter(other -> Waiting.since(other).isPresent() && !other.isMarkedForDeletion())
            .filter(other -> Waiting.longestFirst().compare(other, workspace) < 0)
            .sorted(Waiting.longestFirst())
            .map(this::needed)
            .toList();
    return QuotaUse.of(limits, others, taken(workspace), ahead);
  }

  private static Stream<WorkSpace> others(List<WorkSpace> all, WorkSpace one) {
    return all.stream().filter(ws -> !ws.getMetadata().getUid().equals(one.getMetadata().getUid()));
  }

  /** An index lags behind what was just written; asked by name, the cache does not. */
  private WorkSpace fresh(WorkSpace workspace) {
    return index.get(ResourceID.fromResource(workspace)).orElse(workspace);
  }

  /** What exists, and the room that an operation keeps while it makes the pod anew. */
  private Amounts taken(WorkSpace indexed) {
    WorkSpace workspace = fresh(indexed);
    var claims = caches.claims().apply(workspace);
    var pod = caches.pod().apply(workspace);
    var drives = Amounts.of(claims);
    return Recorded.remakesPod(workspace)
        ? drives.plus(greater(pod.map(PodRequests::of), compute(workspace, claims)))
        : drives.plus(pod.map(PodRequests::of).orElse(Amounts.NONE));
  }

  private static Amounts greater(Optional<Amounts> present, Amounts wanted) {
    Amounts now = present.orElse(Amounts.NONE);
    return now.plus(wanted.beyond(now));
  }

  /** What one who waits would take. */
  private Amounts needed(WorkSpace workspace) {
    var claims = caches.claims().apply(workspace);
    if (caches.pod().apply(workspace).isPresent()) {
      return Amounts.NONE;
    }
    var compute = compute(workspace, claims);
    return claims.isEmpty()
        ? bundle(workspace, claims)
            .map(bundle -> Need.drives(workspace.getSpec(), bundle.getSpec()).plus(compute))
            .orElse(Amounts.NONE)
        : compute;
  }

  private Amounts compute(WorkSpace workspace, List<PersistentVolumeClaim> claims) {
    Optional<Resources> resources =
        bundle(workspace, claims)
            .flatMap(bundle -> Need.compute(workspace.getSpec(), bundle.getSpec(), computeTypes));
    return resources.map(Amounts::running).orElse(Amounts.NONE);
  }

  private Optional<Bundle> bundle(WorkSpace workspace, List<PersistentVolumeClaim> claims) {
    return caches.bundle().apply(workspace, Layout.of(workspace, claims).bundleName());
  }
}
