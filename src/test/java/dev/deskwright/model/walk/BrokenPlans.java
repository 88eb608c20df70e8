package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.OperationStatus.Replacement;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.workspace.desired.PodTemplate;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Write;
import dev.deskwright.workspace.observed.Adoptable;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Mounted;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.observed.Snapshots;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans with a mistake each, to see that it is noticed. */
final class BrokenPlans {

  private BrokenPlans() {}

  /** Does not wait for a pod that is ending. */
  static Plan impatient(Seen seen) {
    Plan plan = Planning.REAL.plan(seen);
    var ending = seen.observed().pod().filter(Pod::isMarkedForDeletion);
    if (ending.isEmpty() || seen.resolution().blueprint().isEmpty() || seen.intent().stopped()) {
      return plan;
    }
    Pod pod = PodTemplate.pod(seen.resolution().blueprint().get());
    pod.getMetadata().setName(pod.getMetadata().getName() + "-2");
    return with(plan, List.of(new Write.CreatePod(pod)));
  }

  /** Removes every user drive that the pod does not have. */
  static Plan greedy(Seen seen) {
    return with(Planning.REAL.plan(seen), superseded(seen.observed()));
  }

  private static List<Write> superseded(Observed observed) {
    return observed.pod().filter(pod -> PodDiagnosis.readySince(pod).isPresent()).stream()
        .map(Mounted::claims)
        .flatMap(
            mounted ->
                observed.allClaims().stream()
                    .filter(claim -> DriveKind.of(claim) == DriveKind.user)
                    .filter(claim -> !mounted.contains(claim.getMetadata().getName())))
        .filter(claim -> !claim.isMarkedForDeletion())
        .<Write>map(Write.DeleteClaim::new)
        .toList();
  }

  /** Takes no safety snapshot, and removes the former drive when the operation is done. */
  static Plan reckless(Seen seen) {
    Observed observed = seen.observed();
    var workspace = observed.workspace();
    Plan plan = Planning.REAL.plan(new Seen(without(observed), seen.resolution(), seen.intent()));
    boolean done = Recorded.operations(workspace).stream().allMatch(OperationStatus::ended);
    return done ? with(plan, superseded(observed)) : plan;
  }

  /** Lets go of safety snapshots after a day, whatever users are told. */
  static Plan forgetful(Seen seen) {
    Observed observed = seen.observed();
    var yesterday = observed.now().minus(Duration.ofDays(1));
    boolean busy = Recorded.underWay(observed.workspace()).isPresent();
    return with(
        Planning.REAL.plan(seen),
        observed
            .snapshots()
            .live()
            .filter(snapshot -> !busy && Snapshots.isOf(snapshot, Snapshots.Kind.SAFETY))
            .filter(snapshot -> Snapshots.takenAt(snapshot).isBefore(yesterday))
            .<Write>map(Write.DeleteSnapshot::new)
            .toList());
  }

  private static Observed without(Observed o) {
    WorkSpace workspace = o.workspace();
    if (Recorded.replacement(workspace).isEmpty()) {
      return o;
    }
    var operations = Recorded.operations(workspace).stream().map(BrokenPlans::unsafe).toList();
    var status = Statuses.withOperations(workspace.getStatus(), operations);
    return new Observed(
        Copies.workspace(workspace, workspace.getMetadata(), workspace.getSpec(), status),
        o.directory(),
        o.bundle(),
        o.wished(),
        o.holder(),
        o.leftover(),
        o.adoptable(),
        o.allClaims(),
        o.pod(),
        o.storageClasses(),
        o.snapshots(),
        o.userNamespaces(),
        o.now(),
        o.userAnswer());
  }

  private static OperationStatus unsafe(OperationStatus o) {
    Replacement r = o.replacement();
    return r == null || o.ended()
        ? o
        : new OperationStatus(
            o.operation(),
            o.request(),
            o.result(),
            o.message(),
            o.requestedAt(),
            o.finishedAt(),
            o.podUid(),
            new Replacement(
                r.bundleName(),
                r.rootClaim(),
                r.rootSource(),
                r.userClaim(),
                r.userSource(),
                null,
                null));
  }

  /** Reboots once more for each reboot that is done. */
  static Plan repeating(Seen seen) {
    Plan plan = Planning.REAL.plan(seen);
    boolean rebooted =
        Recorded.operations(seen.observed().workspace()).stream()
            .anyMatch(o -> o.operation() == Operation.reboot && o.result() == Result.Done);
    var alive = seen.observed().pod().filter(pod -> !pod.isMarkedForDeletion());
    return rebooted && alive.isPresent() && plan.writes().isEmpty()
        ? with(plan, List.of(new Write.DeletePod(alive.get())))
        : plan;
  }

  /** Never makes the pod. */
  static Plan lazy(Seen seen) {
    Plan plan = Planning.REAL.plan(seen);
    return new Plan(
        plan.writes().stream().filter(write -> !(write instanceof Write.CreatePod)).toList(),
        plan.retryAfter());
  }

  /** Deletes a claim that is not this WorkSpace's, instead of waiting for it. */
  static Plan thieving(Seen seen) {
    var foreign =
        seen.observed()
            .adoptable()
            .map(Adoptable::claim)
            .filter(claim -> !claim.isMarkedForDeletion());
    return foreign.isPresent()
        ? new Plan(List.of(new Write.DeleteClaim(foreign.get())), Optional.empty())
        : Planning.REAL.plan(seen);
  }

  /** Wants to look again every other second, for nothing. */
  static Plan restless(Seen seen) {
    return new Plan(Planning.REAL.plan(seen).writes(), Optional.of(Duration.ofSeconds(1)));
  }

  private static Plan with(Plan plan, List<Write> more) {
    List<Write> writes = new ArrayList<>(plan.writes());
    Stream.of(more).flatMap(List::stream).filter(w -> !writes.contains(w)).forEach(writes::add);
    return new Plan(List.copyOf(writes), plan.retryAfter());
  }
}
