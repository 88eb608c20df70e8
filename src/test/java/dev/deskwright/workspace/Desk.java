package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.kernel.Drift;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Labels;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.lifecycle.Intents;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Planner;
import dev.deskwright.workspace.lifecycle.Recheck;
import dev.deskwright.workspace.lifecycle.Write;
import dev.deskwright.workspace.observed.Adoptable;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Layout;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.QuotaUse;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.observed.VolumesMade;
import dev.deskwright.workspace.phase.StatusDeriver;
import dev.deskwright.workspace.phase.StatusDeriver.Derived;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One desktop and the little of a cluster that it needs, to be changed step by step. */
public final class Desk {

  public WorkSpace workspace = Samples.workspace();
  public Directory directory = Samples.directory();
  public Bundle bundle = Samples.bundle();
  public Bundle otherBundle;
  public String holder;
  public HasMetadata leftover;
  public Adoptable adoptable;
  public final Map<String, PersistentVolumeClaim> claims = new TreeMap<>();
  public Pod pod;
  public List<StorageClass> classes = new ArrayList<>();
  public boolean snapshotApi;
  public final Map<String, VolumeSnapshot> snapshots = new TreeMap<>();
  public boolean userNamespaces;
  public Optional<String> gatewayCertificate = Optional.empty();
  public QuotaUse quotaUse;
  public Instant now = Samples.NOW;
  public UserAnswer userAnswer = Samples.known(workspace);
  public VolumesMade volumesMade = VolumesMade.NEVER;
  private int pods;

  /** A desktop that nobody has reconciled yet. */
  public static Desk fresh() {
    return new Desk();
  }

  /** A desktop whose drives are bound and whose pod runs, with its status written. */
  public static Desk running() {
    return new Desk().run();
  }

  /** The same in a cluster that can take snapshots. */
  public static Desk runningWithSnapshots() {
    Desk desk = running();
    desk.snapshotApi = true;
    return desk.writeStatus();
  }

  /** Carries plans out until the desktop runs. */
  public Desk run() {
    carryOut();
    podRuns();
    return writeStatus();
  }

  /** Lets the pod come up. */
  public Desk podRuns() {
    podIs(
        "{phase: Running, podIP: 10.0.0.7, conditions: [{type: Ready, status: 'True',"
            + " lastTransitionTime: '%s'}], containerStatuses: [{name: desktop, ready: true,"
                .formatted(now)
            + " started: true, restartCount: 0}]}");
    pod.getSpec().setNodeName("n1");
    return this;
  }

  /** The root drive's claim that is in use. */
  public PersistentVolumeClaim root() {
    return observed().rootClaim().orElse(null);
  }

  /** The user drive's claim that is in use. */
  public PersistentVolumeClaim user() {
    return observed().userClaim().orElse(null);
  }

  /** Loses the claims of a drive. */
  public void drop(DriveKind kind) {
    claims.values().removeIf(claim -> DriveKind.of(claim) == kind);
  }

  public Observed observed() {
    return quotaUse == null ? unlimited() : unlimited().withQuotaUse(quotaUse);
  }

  private Observed unlimited() {
    var all = List.copyOf(claims.values());
    return new Observed(
            workspace,
            Optional.ofNullable(directory),
            named(Layout.of(workspace, all).bundleName()),
            named(workspace.getSpec().bundleRef().name()),
            Optional.ofNullable(holder),
            Optional.ofNullable(leftover),
            Optional.ofNullable(adoptable),
            all,
            Optional.ofNullable(pod),
            classes,
            new Snapshots(snapshotApi, List.copyOf(snapshots.values())),
            userNamespaces,
            now,
            Optional.ofNullable(userAnswer))
        .withVolumesMade(volumesMade);
  }

  private Optional<Bundle> named(String name) {
    return Stream.of(Optional.ofNullable(bundle), Optional.ofNullable(otherBundle))
        .flatMap(Optional::stream)
        .filter(b -> b.getMetadata().getName().equals(name))
        .findFirst();
  }

  public Resolution resolution() {
    return new Resolver(ComputeTypes.builtIn(), gatewayCertificate).resolve(observed());
  }

  public Intent intent() {
    return Intents.of(observed(), resolution());
  }

  public Plan plan() {
    return Planner.plan(observed(), resolution(), intent());
  }

  public Derived derived() {
    return derived(Optional.empty());
  }

  public Derived derived(Optional<Finding> refused) {
    return StatusDeriver.derive(observed(), resolution(), refused, intent());
  }

  public WorkSpaceStatus status() {
    return derived().status();
  }

  /** When to look again, if time alone can change anything. */
  public Optional<Duration> recheck() {
    return Recheck.after(observed(), resolution(), intent());
  }

  /** Makes the derived status the one that stands. */
  public Desk writeStatus() {
    workspace.setStatus(status());
    return this;
  }

  public Desk annotate(String key, String value) {
    workspace.getMetadata().setAnnotations(Map.of(key, value));
    return this;
  }

  public Desk later(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Gives the pod a status, in YAML's flow style. */
  public Desk podIs(String status) {
    pod.setStatus(Samples.pod(status).getStatus());
    return this;
  }

  /** Makes every snapshot ready, as a storage driver does. */
  public Desk snapshotsAreReady() {
    snapshots.values().forEach(Desk::makeReady);
    return this;
  }

  private static void makeReady(VolumeSnapshot snapshot) {
    var status = new VolumeSnapshotStatus();
    status.setReadyToUse(true);
    status.setCreationTime(snapshot.getMetadata().getCreationTimestamp());
    snapshot.setStatus(status);
  }

  /** Lets everything go well until nothing is left to do; returns the writes, by kind. */
  public List<String> settle() {
    List<String> done = new ArrayList<>();
    for (int pass = 0; pass < 30; pass++) {
      var writes = plan().writes();
      writes.forEach(this::carryOut);
      writes.forEach(write -> done.add(write.getClass().getSimpleName()));
      if (pod != null && PodDiagnosis.readySince(pod).isEmpty()) {
        podRuns();
      }
      snapshotsAreReady();
      String before = Drift.text(workspace.getStatus());
      writeStatus();
      if (writes.isEmpty() && before.equals(Drift.text(workspace.getStatus()))) {
        return done;
      }
    }
    throw new AssertionError("it does not settle: " + plan());
  }

  /** Asks for an operation, and lets it be taken on. */
  public Desk ask(String operation, String value) {
    return annotate(Labels.operation(operation), value).writeStatus();
  }

  /** The operation that was recorded last. */
  public OperationStatus lastOperation() {
    var operations = workspace.getStatus().operations();
    return operations.get(operations.size() - 1);
  }

  /** Does to the cluster what the plan says, as an API server would. */
  public Desk carryOut() {
    for (Write write : plan().writes()) {
      carryOut(write);
    }
    return this;
  }

  private void carryOut(Write write) {
    if (write instanceof Write.CreateClaim create) {
      put(bound(live(create.claim(), create.claim().getMetadata().getName() + "-uid")));
    } else if (write instanceof Write.CreatePod create) {
      pod = live(create.pod(), "pod-" + ++pods);
      podIs("{phase: Pending}");
    } else if (write instanceof Write.DeletePod) {
      pod = null;
    } else if (write instanceof Write.PatchClaim patch) {
      put(merge(patch.claim(), patch.mergePatch(), PersistentVolumeClaim.class));
    } else if (write instanceof Write.DeleteClaim delete) {
      claims.remove(delete.claim().getMetadata().getName());
    } else if (write instanceof Write.PatchPod patch) {
      pod = merge(patch.pod(), patch.mergePatch(), Pod.class);
    } else if (write instanceof Write.CreateSnapshot create) {
      var snapshot = live(create.snapshot(), create.snapshot().getMetadata().getName() + "-uid");
      snapshots.put(snapshot.getMetadata().getName(), snapshot);
    } else if (write instanceof Write.DeleteSnapshot delete) {
      snapshots.remove(delete.snapshot().getMetadata().getName());
    } else if (write instanceof Write.PatchWorkSpace patch) {
      workspace = merge(workspace, patch.mergePatch(), WorkSpace.class);
    }
  }

  private void put(PersistentVolumeClaim claim) {
    claims.put(claim.getMetadata().getName(), claim);
  }

  private static PersistentVolumeClaim bound(PersistentVolumeClaim claim) {
    claim.setStatus(new PersistentVolumeClaimStatus());
    claim.getStatus().setPhase("Bound");
    return claim;
  }

  private <T extends HasMetadata> T live(T object, String uid) {
    T copy = Serialization.clone(object);
    copy.getMetadata().setUid(uid);
    copy.getMetadata().setResourceVersion("1");
    copy.getMetadata().setCreationTimestamp(now.toString());
    return copy;
  }

  private static <T> T merge(T object, String patch, Class<T> type) {
    return Serialization.unmarshal(MergePatches.apply(Serialization.asJson(object), patch), type);
  }

  /** What a resolution finds wrong, most telling first. */
  public static List<Finding> problems(Resolution resolution) {
    return Stream.concat(
            Stream.of(resolution.user(), resolution.bundle()), resolution.storage().stream())
        .filter(Finding::isProblem)
        .toList();
  }
}
