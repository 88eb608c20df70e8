package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.desired.Blueprint;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Write;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Mounted;
import dev.deskwright.workspace.observed.Ownership;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.Recorded;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold of every write, and of every state. Throws a {@link Breach} where it does not. */
final class Checks {

  final Requested requested;
  private final Cluster cluster;
  private final Caches caches;
  private final Agenda agenda;
  private final Tally tally;
  private final Losses losses;

  /** UIDs of claims that the operator has deleted, whether they are gone or not. */
  private final Set<String> condemned = new HashSet<>();

  Checks(Cluster cluster, Caches caches, Agenda agenda, Tally tally) {
    this.cluster = cluster;
    this.caches = caches;
    this.agenda = agenda;
    this.tally = tally;
    this.requested = new Requested(tally);
    this.losses = new Losses(cluster, tally);
  }

  /** The same, of a cluster that goes on by itself. */
  Checks(Checks of, Cluster cluster, Caches caches, Agenda agenda, Tally tally) {
    this.cluster = cluster;
    this.caches = caches;
    this.agenda = agenda;
    this.tally = tally;
    requested = new Requested(of.requested, tally);
    losses = new Losses(of.losses, cluster, tally);
    condemned.addAll(of.condemned);
  }

  /** What is remembered of the way here, and decides what is a breach. */
  void tell(Canon canon) {
    requested.tell(canon);
    losses.tell(canon);
    condemned.forEach(uid -> canon.of(uid, "condemned", 1));
  }

  /** What others delete, and what is lost by it. */
  void byOthers(HasMetadata object, Runnable deletion) {
    losses.byOthers(object, deletion);
  }

  /** What goes with a WorkSpace that is gone, and must not be another's by now. */
  void withTheirOwners(List<HasMetadata> orphans, Runnable deletion) {
    for (HasMetadata orphan : orphans) {
      if (cluster.workspaces.values().stream().anyMatch(ws -> Ownership.isOf(ws, orphan))) {
        throw new Breach(
            "%s goes with a WorkSpace that had it before"
                .formatted(orphan.getMetadata().getName()));
      }
    }
    losses.withTheirOwner(deletion);
  }

  void planned(Seen seen, Plan plan) {
    String there = seen.observed().pod().map(pod -> pod.getMetadata().getName()).orElse("none");
    for (Write write : plan.writes()) {
      if (write instanceof Write.CreatePod create) {
        if (create.pod().getMetadata().getName().equals(there)) {
          throw new Breach("a pod is planned while there is one");
        }
        Set<String> mounted = Mounted.claims(create.pod());
        boolean goes =
            seen.observed().allClaims().stream()
                    .filter(PersistentVolumeClaim::isMarkedForDeletion)
                    .anyMatch(claim -> mounted.contains(claim.getMetadata().getName()))
                || plan.writes().stream()
                    .filter(Write.DeleteClaim.class::isInstance)
                    .flatMap(other -> Words.object(other).stream())
                    .anyMatch(claim -> mounted.contains(claim.getMetadata().getName()));
        if (goes) {
          throw new Breach("a pod is planned on a claim that goes");
        }
      }
    }
  }

  void before(Seen seen, Write write) {
    WorkSpace workspace = seen.observed().workspace();
    if (!isCreation(write)) {
      Words.object(write).ifPresent(object -> own(workspace, write, object));
    }
    if (write instanceof Write.CreatePod create) {
      mountsNothingThatGoes(create.pod());
    } else if (write instanceof Write.DeletePod delete) {
      hasReason(seen, delete.pod());
    } else if (write instanceof Write.DeleteClaim delete) {
      isNotInUse(workspace, delete.claim());
    }
  }

  private static boolean isCreation(Write write) {
    return write instanceof Write.CreateClaim
        || write instanceof Write.CreatePod
        || write instanceof Write.CreateSnapshot;
  }

  private void own(WorkSpace workspace, Write write, HasMetadata object) {
    boolean adoption = write instanceof Write.PatchClaim && !isOfAnother(object);
    if (!Ownership.isOf(workspace, object) && !adoption) {
      throw new Breach("touches what is not its own: " + Words.of(write));
    }
  }

  private boolean isOfAnother(HasMetadata object) {
    var former = cluster.workspaces.get(object.getMetadata().getLabels().get(Labels.WORKSPACE));
    return former != null && Ownership.isOf(former, object);
  }

  private void mountsNothingThatGoes(Pod pod) {
    for (String name : Mounted.claims(pod)) {
      var claim = Optional.ofNullable(cluster.claims.get(name));
      if (claim.filter(c -> condemned.contains(c.getMetadata().getUid())).isPresent()) {
        throw new Breach("a pod is made on claim %s, which was deleted".formatted(name));
      }
    }
  }

  /** A pod that is ready is deleted only if it must not run, or not as it is. */
  private static void hasReason(Seen seen, Pod pod) {
    WorkSpace workspace = seen.observed().workspace();
    boolean mustNotRun =
        seen.intent().stopped()
            || Boolean.TRUE.equals(workspace.getSpec().suspended())
            || workspace.isMarkedForDeletion();
    boolean named =
        Recorded.underWay(workspace)
            .filter(operation -> pod.getMetadata().getUid().equals(operation.podUid()))
            .isPresent();
    boolean wrong = seen.resolution().blueprint().filter(b -> !fits(seen, pod, b)).isPresent();
    if (PodDiagnosis.readySince(pod).isPresent() && !mustNotRun && !named && !wrong) {
      throw new Breach("a ready pod is deleted without a reason");
    }
    keepsNoDrive(seen, pod);
  }

  /** What somebody has deleted stays as long as a pod has it, and can be saved that long. */
  private static void keepsNoDrive(Seen seen, Pod pod) {
    WorkSpace workspace = seen.observed().workspace();
    boolean meant =
        workspace.isMarkedForDeletion() || Boolean.TRUE.equals(workspace.getSpec().suspended());
    Set<String> mounted = Happenings.isFailed(pod) ? Set.of() : Mounted.claims(pod);
    seen.observed().allClaims().stream()
        .filter(claim -> !meant && claim.isMarkedForDeletion())
        .filter(claim -> !isThrownAway(workspace, claim))
        .map(claim -> claim.getMetadata().getName())
        .filter(mounted::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new Breach("a pod is deleted, with whose end drive %s goes".formatted(name));
            });
  }

  /** The root drive of an operation that failed: nothing was on it but the image. */
  private static boolean isThrownAway(WorkSpace workspace, PersistentVolumeClaim claim) {
    String name = claim.getMetadata().getName();
    return DriveKind.of(claim) == DriveKind.root
        && Recorded.operations(workspace).stream()
            .filter(operation -> operation.result() == Result.Failed)
            .map(OperationStatus::replacement)
            .anyMatch(made -> made != null && name.equals(made.rootClaim()));
  }

  private static boolean fits(Seen seen, Pod pod, Blueprint blueprint) {
    boolean rightImage =
        Recorded.replacement(seen.observed().workspace()).isEmpty()
            || blueprint
                .installed()
                .image()
                .equals(pod.getMetadata().getAnnotations().get(Labels.IMAGE));
    return rightImage && Mounted.claims(pod).equals(blueprint.claimNames());
  }

  private void isNotInUse(WorkSpace workspace, PersistentVolumeClaim claim) {
    String name = claim.getMetadata().getName();
    if (!cluster.users(claim).isEmpty()) {
      throw new Breach("claim %s is deleted while a pod uses it".formatted(name));
    }
    boolean current =
        Optional.ofNullable(cluster.workspaces.get(workspace.getMetadata().getName()))
            .filter(live -> !live.isMarkedForDeletion())
            .map(WorkSpace::getStatus)
            .map(WorkSpaceStatus::userVolume)
            .filter(volume -> volume.claimName().equals(name))
            .isPresent();
    if (current && DriveKind.of(claim) == DriveKind.user) {
      throw new Breach("the user claim in use, %s, is deleted".formatted(name));
    }
  }

  /** What must hold after a write; {@code safe} are the files that were before it. */
  void after(Seen seen, Write write, long safe) {
    if (write instanceof Write.DeleteClaim delete) {
      condemned.add(delete.claim().getMetadata().getUid());
    }
    losses.after(seen, write, safe);
    state();
  }

  void written(long file) {
    losses.written(file);
  }

  /** What must hold in every state. */
  void state() {
    tally.states++;
    losses.state();
    if (tally.counts) {
      tally.distinct.add(Signature.of(cluster, caches, agenda));
    }
    Set<String> mounted = new HashSet<>();
    for (Pod pod : cluster.pods.values()) {
      if (!"Failed".equals(pod.getStatus().getPhase())) {
        for (String claim : Mounted.claims(pod)) {
          if (!mounted.add(claim)) {
            throw new Breach("two pods are on claim " + claim);
          }
        }
      }
    }
  }

  /** What must hold when a status is written on the one that stands. */
  void status(WorkSpace live, WorkSpaceStatus after) {
    requested.status(live, after);
    Metered.neverLess(live, after, cluster.now);
    state();
  }
}
