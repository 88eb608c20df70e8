package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.lifecycle.Operations;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Planner;
import dev.deskwright.workspace.lifecycle.Write;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.phase.StatusDeriver;
import dev.deskwright.workspace.phase.StatusDeriver.Derived;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One desktop and the little of a cluster that it needs, to be changed step by step. */
public final class Desk {

  public WorkSpace workspace = Samples.workspace();
  public Directory directory = Samples.directory();
  public Bundle bundle = Samples.bundle();
  public String holder;
  public HasMetadata leftover;
  public PersistentVolumeClaim root;
  public PersistentVolumeClaim user;
  public Pod pod;
  public List<StorageClass> classes = new ArrayList<>();
  public boolean userNamespaces;
  public Instant now = Samples.NOW;
  private int pods;

  /** A desktop that nobody has reconciled yet. */
  public static Desk fresh() {
    return new Desk();
  }

  /** A desktop whose drives are bound and whose pod runs, with its status written. */
  public static Desk running() {
    return new Desk().run();
  }

  /** Carries plans out until the desktop runs. */
  public Desk run() {
    carryOut();
    podIs(
        "{phase: Running, podIP: 10.0.0.7, conditions: [{type: Ready, status: 'True'}],"
            + " containerStatuses: [{name: desktop, ready: true, started: true, restartCount: 0}]}");
    pod.getSpec().setNodeName("n1");
    return writeStatus();
  }

  public Observed observed() {
    return new Observed(
        workspace,
        Optional.ofNullable(directory),
        Optional.ofNullable(bundle),
        Optional.ofNullable(holder),
        Optional.ofNullable(leftover),
        Optional.ofNullable(root),
        Optional.ofNullable(user),
        Optional.ofNullable(pod),
        classes,
        userNamespaces,
        now);
  }

  public Resolution resolution() {
    return new Resolver(ComputeTypes.builtIn()).resolve(observed());
  }

  public Plan plan() {
    return Planner.plan(observed(), resolution());
  }

  public Derived derived() {
    return derived(Optional.empty());
  }

  public Derived derived(Optional<Finding> refused) {
    return StatusDeriver.derive(observed(), resolution(), refused, Operations.next(observed()));
  }

  public WorkSpaceStatus status() {
    return derived().status();
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
    } else if (write instanceof Write.PatchPod patch) {
      pod = merge(patch.pod(), patch.mergePatch(), Pod.class);
    }
  }

  private void put(PersistentVolumeClaim claim) {
    if (claim.getMetadata().getName().endsWith("-root")) {
      root = claim;
    } else {
      user = claim;
    }
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
