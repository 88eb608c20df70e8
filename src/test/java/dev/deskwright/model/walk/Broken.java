package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.model.walk.Budget.Cost;
import dev.deskwright.model.walk.Slice.Second;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.desired.PodTemplate;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Write;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.PodDiagnosis;
import dev.deskwright.workspace.observed.Recorded;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An operator with one mistake, and the promise that it breaks.
 *
 * @param mistake in words
 * @param breach how the breach that has to be found begins
 * @param slice where it is looked for
 */
record Broken(String mistake, String breach, Planning planning, Telling telling, Slice slice) {

  private static final Step HALF_A_DAY = new Step(Move.CALM, 7);
  private static final Step FILE = new Step(Move.FILE, 0);
  private static final Step ASK_REBOOT = new Step(Move.ASK, 0);

  /** To deletionPolicy Snapshot. */
  private static final Step POLICY = new Step(Move.POLICY, 2);

  private static final Slice REBOOT = slice(Operation.reboot, Cost.PERSON, 1);
  private static final Slice REBUILD = slice(Operation.rebuild, Cost.PERSON, 1);

  private static Slice slice(Operation operation, Object... most) {
    return after(List.of(Slice.CALM), operation, most);
  }

  private static Slice after(List<Step> before, Operation operation, Object... most) {
    return new Slice("broken", Second.HEIR, before, Set.of(operation), Slice.budget(most));
  }

  static List<Broken> all() {
    return Stream.of(pods(), drives(), rest(), records()).flatMap(List::stream).toList();
  }

  private static Broken plan(String mistake, String breach, Slice slice, Planning planning) {
    return new Broken(mistake, breach, planning, Telling.REAL, slice);
  }

  private static Broken told(String mistake, String breach, Slice slice, Telling telling) {
    return new Broken(mistake, breach, Planning.REAL, telling, slice);
  }

  private static List<Broken> pods() {
    return List.of(
        plan(
            "makes a second pod while one is ending",
            "two pods are on claim",
            REBOOT,
            BrokenPlans::impatient),
        plan(
            "makes the pod again although it is there",
            "a pod is planned while there is one",
            REBOOT,
            Broken::overeager),
        plan(
            "reboots again when a reboot is done",
            "a ready pod is deleted without a reason",
            REBOOT,
            BrokenPlans::repeating),
        plan(
            "reboots though somebody has deleted a drive that the pod keeps",
            "a pod is deleted, with whose end drive",
            slice(Operation.reboot, Cost.PERSON, 1, Cost.MISHAP, 1),
            Broken::hurried),
        plan("never makes the pod", "no pod runs", REBOOT, BrokenPlans::lazy),
        plan(
            "never deletes a pod",
            "a pod runs that should not",
            REBOOT,
            without(Write.DeletePod.class::isInstance)));
  }

  private static List<Broken> drives() {
    return List.of(
        plan(
            "takes no safety snapshot, and removes the former user drive",
            "user data is lost by",
            after(List.of(Slice.CALM, HALF_A_DAY, FILE), Operation.rebuild, Cost.PERSON, 1),
            BrokenPlans::reckless),
        plan(
            "deletes the root drive under a running pod",
            "claim desk-root is deleted while a pod uses it",
            REBOOT,
            seen -> removing(seen, DriveKind.root, true)),
        plan(
            "deletes the user drive when no pod has it",
            "the user claim in use, desk-user, is deleted",
            REBOOT,
            seen -> removing(seen, DriveKind.user, false)),
        plan(
            "deletes a drive and makes a pod on it",
            "a pod is planned on a claim that goes",
            REBOOT,
            Broken::careless),
        plan(
            "deletes another's drive that it wants",
            "touches what is not its own",
            slice(Operation.reboot, Cost.PERSON, 1),
            BrokenPlans::thieving),
        plan(
            "leaves the former root drive",
            "a former root drive is left over",
            REBUILD,
            without(Write.DeleteClaim.class::isInstance)),
        plan(
            "does not change the drive's owner",
            "the user drive's owner does not fit",
            REBOOT,
            without(Write.PatchClaim.class::isInstance)));
  }

  private static List<Broken> rest() {
    Slice snapshot =
        after(List.of(Slice.CALM, POLICY, Slice.CALM), Operation.reboot, Cost.PERSON, 1);
    return List.of(
        plan(
            "sets no finalizer",
            "the finalizer does not fit",
            snapshot,
            without(Write.PatchWorkSpace.class::isInstance)),
        plan(
            "lets nothing go",
            "a deleted WorkSpace is not let go",
            snapshot,
            seen ->
                seen.observed().workspace().isMarkedForDeletion()
                    ? without(Write.PatchWorkSpace.class::isInstance).plan(seen)
                    : Planning.REAL.plan(seen)),
        plan("looks again every second", "it looks again and again", REBOOT, BrokenPlans::restless),
        told(
            "stops what is AlwaysOn",
            "AlwaysOn, and it is to be stopped",
            REBOOT,
            (seen, status) ->
                Retold.of(status, node -> node.withObject("/power").put("desired", "Stopped"))));
  }

  private static List<Broken> records() {
    return List.of(
        told(
            "never ends an operation",
            "it never ends",
            REBOOT,
            (seen, status) ->
                Retold.operations(
                    status, op -> op.put("result", "Running").without(List.of("finishedAt")))),
        told(
            "hears of no request",
            "reboot \"v1\" is never answered",
            REBOOT,
            (seen, status) -> keeping(seen, status)),
        told(
            "changes what has ended",
            "OperationStatus[",
            after(List.of(Slice.CALM, ASK_REBOOT, Slice.CALM), Operation.reboot, Cost.PERSON, 1),
            (seen, status) ->
                Retold.operations(
                    status, op -> op.put("message", "Looked at in " + status.state() + "."))),
        told(
            "forgets what is under way",
            "forgotten: ",
            REBOOT,
            (seen, status) ->
                Recorded.operations(seen.observed().workspace()).isEmpty()
                    ? status
                    : Retold.of(status, node -> node.remove("operations"))),
        told(
            "takes on what nobody asked for",
            "reboot \"v7\" is taken on 1 times",
            REBOOT,
            (seen, status) -> Retold.adding(status, "v7", "Done", 1)),
        told(
            "begins two operations",
            "two operations are under way",
            REBOOT,
            (seen, status) -> Retold.adding(status, "v7", "Running", 2)),
        told(
            "keeps more than ten operations",
            "11 operations stand in the status",
            REBOOT,
            (seen, status) -> Retold.adding(status, "v7", "Done", 11)),
        told(
            "counts a month of running at once",
            "more running time than time",
            REBOOT,
            (seen, status) -> Retold.usage(status, 2_678_400)),
        told(
            "counts running time anew in each state",
            "running time in",
            REBOOT,
            (seen, status) ->
                seen.observed().now().isBefore(Samples.NOW.plusSeconds(60))
                    ? status
                    : Retold.usage(status, status.state() == WorkSpaceState.AVAILABLE ? 3 : 9)));
  }

  private static Plan with(Plan plan, Write write) {
    List<Write> writes = new ArrayList<>(plan.writes());
    writes.add(write);
    return new Plan(List.copyOf(writes), plan.retryAfter());
  }

  private static Planning without(Predicate<Write> which) {
    return seen -> {
      Plan plan = Planning.REAL.plan(seen);
      return new Plan(plan.writes().stream().filter(which.negate()).toList(), plan.retryAfter());
    };
  }

  private static Plan overeager(Seen seen) {
    Plan plan = Planning.REAL.plan(seen);
    var pod = seen.observed().pod().filter(p -> !p.isMarkedForDeletion());
    return pod.isPresent() && seen.resolution().blueprint().isPresent()
        ? with(plan, new Write.CreatePod(PodTemplate.pod(seen.resolution().blueprint().get())))
        : plan;
  }

  private static Plan hurried(Seen seen) {
    Plan plan = Planning.REAL.plan(seen);
    var pod = seen.observed().pod().filter(p -> !p.isMarkedForDeletion());
    boolean named =
        Recorded.underWay(seen.observed().workspace())
            .filter(o -> pod.map(p -> p.getMetadata().getUid().equals(o.podUid())).orElse(false))
            .isPresent();
    return named && plan.writes().isEmpty() ? with(plan, new Write.DeletePod(pod.get())) : plan;
  }

  private static Plan removing(Seen seen, DriveKind kind, boolean running) {
    Plan plan = Planning.REAL.plan(seen);
    boolean runs =
        seen.observed().pod().filter(p -> PodDiagnosis.readySince(p).isPresent()).isPresent();
    boolean none = seen.observed().pod().isEmpty();
    return plan.writes().isEmpty() && (running ? runs : none)
        ? claim(seen, kind).map(c -> with(plan, new Write.DeleteClaim(c))).findFirst().orElse(plan)
        : none && !running
            ? claim(seen, kind)
                .map(c -> new Plan(List.of(new Write.DeleteClaim(c)), plan.retryAfter()))
                .findFirst()
                .orElse(plan)
            : plan;
  }

  private static Stream<PersistentVolumeClaim> claim(Seen seen, DriveKind kind) {
    return seen.observed().allClaims().stream()
        .filter(c -> DriveKind.of(c) == kind && !c.isMarkedForDeletion());
  }

  private static Plan careless(Seen seen) {
    Plan plan = Planning.REAL.plan(seen);
    boolean made = plan.writes().stream().anyMatch(Write.CreatePod.class::isInstance);
    return made
        ? claim(seen, DriveKind.root)
            .map(c -> with(plan, new Write.DeleteClaim(c)))
            .findFirst()
            .orElse(plan)
        : plan;
  }

  private static WorkSpaceStatus keeping(Seen seen, WorkSpaceStatus status) {
    return Statuses.withOperations(status, Recorded.operations(seen.observed().workspace()));
  }

  @Override
  public String toString() {
    return mistake;
  }
}
