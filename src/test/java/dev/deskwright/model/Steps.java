package dev.deskwright.model;

import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.model.World.Budget;
import dev.deskwright.model.World.Desktop;
import dev.deskwright.model.World.Drives;
import dev.deskwright.model.World.Ghost;
import dev.deskwright.model.World.Head;
import dev.deskwright.model.World.Kind;
import dev.deskwright.model.World.Phase;
import dev.deskwright.model.World.PodFact;
import dev.deskwright.model.World.Step;
import dev.deskwright.model.World.Work;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What can happen next in a world: each as the world after it. */
final class Steps {

  private static final Set<WorkSpaceState> ON_THE_WAY =
      EnumSet.of(WorkSpaceState.PENDING, WorkSpaceState.STARTING, WorkSpaceState.REBOOTING);
  private static final Drives NO_DRIVES = new Drives(false, false);

  private final Pass pass;
  private final boolean fenced;

  /**
   * Prepares.
   *
   * @param fenced whether WorkSpaces of one user lock each other out
   */
  Steps(Pass pass, boolean fenced) {
    this.pass = pass;
    this.fenced = fenced;
  }

  static World start(Budget budget) {
    var desktop =
        new Desktop(Optional.of(new Head(0, false, null, List.of())), NO_DRIVES, Optional.empty());
    return new World(
        List.of(desktop, desktop),
        List.of(NO_DRIVES, NO_DRIVES),
        List.of(Optional.empty(), Optional.empty()),
        List.of(Optional.empty(), Optional.empty()),
        List.of(Work.IDLE, Work.IDLE),
        budget,
        new Ghost(1, List.of(0, 0), 0, 0, 0));
  }

  /** Everything that can happen, faults included. */
  List<World> all(World w) {
    List<World> next = new ArrayList<>();
    for (int d = 0; d < 2; d++) {
      next.add(operator(w, d));
      next.add(kubernetes(w, d));
      next.add(syncClaims(w, d));
      next.add(syncPods(w, d));
      next.add(syncWorkspaces(w, d));
      next.addAll(faults(w, d));
    }
    if (w.budget().crashes() > 0) {
      next.add(crash(w));
    }
    next.removeIf(w::equals);
    return next;
  }

  /** One turn in which everybody does what they can and nothing fails. */
  World fair(World w) {
    World now = w;
    for (int d = 0; d < 2; d++) {
      now = syncClaims(syncPods(syncWorkspaces(now, d), d), d);
      now = operator(now, d);
      now = kubernetes(now, d);
    }
    return now;
  }

  private World operator(World w, int d) {
    Work work = w.work().get(d);
    if (!work.steps().isEmpty()) {
      return execute(w, d, work);
    }
    if (w.workspaces().get(d).isEmpty()) {
      return w;
    }
    Head head = w.workspaces().get(d).get();
    boolean locks = fenced && !w.claims().get(d).any();
    if (locks && w.work().get(1 - d).locked()) {
      return w;
    }
    List<Step> steps = new ArrayList<>(pass.plan(view(w, d, head)));
    boolean writes = !steps.isEmpty();
    steps.add(new Step(Kind.STATUS, Optional.empty()));
    Work begun = new Work(List.copyOf(steps), Optional.of(head), locks && writes);
    return writes ? work(w, d, begun) : execute(w, d, begun);
  }

  private static Pass.View view(World w, int d, Head head) {
    List<Integer> known = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      if (w.workspaces().get(i).isPresent()) {
        known.add(i);
      }
    }
    return new Pass.View(
        d,
        head,
        w.claims().get(d),
        w.pods().get(d),
        known.isEmpty() ? Optional.empty() : Pass.holder(d, known, w.claims()));
  }

  private World execute(World w, int d, Work work) {
    Step step = work.steps().get(0);
    List<Step> rest = work.steps().subList(1, work.steps().size());
    Work then =
        rest.isEmpty()
            ? Work.IDLE
            : new Work(List.copyOf(rest), work.seen(), work.locked() && rest.size() > 1);
    return switch (step.kind()) {
      case CREATE_ROOT -> work(createRoot(w, d), d, then);
      case CREATE_USER -> work(createUser(w, d), d, then);
      case CREATE_POD -> work(createPod(w, d), d, then);
      case DELETE_POD -> deletePod(w, d, step, then);
      case STATUS -> status(work(w, d, Work.IDLE), d, work.seen().orElseThrow());
    };
  }

  private static World createRoot(World w, int d) {
    boolean user = w.server().get(d).drives().user();
    return drives(w, d, new Drives(true, user), new Drives(true, w.claims().get(d).user()));
  }

  private static World createUser(World w, int d) {
    Drives now = w.server().get(d).drives();
    World after =
        drives(w, d, new Drives(now.root(), true), new Drives(w.claims().get(d).root(), true));
    if (now.user() || w.server().get(d).head().isEmpty()) {
      return after;
    }
    Ghost g = w.ghost();
    var counts = set(g.userDrives(), d, g.userDrives().get(d) + 1);
    return ghost(after, new Ghost(g.nextPod(), counts, g.asked(), g.accepted(), g.rebooted()));
  }

  private static World drives(World w, int d, Drives server, Drives cached) {
    Desktop now = w.server().get(d);
    return claims(server(w, d, new Desktop(now.head(), server, now.pod())), d, cached);
  }

  private static World createPod(World w, int d) {
    Desktop now = w.server().get(d);
    if (now.pod().isPresent()) {
      return pods(w, d, now.pod());
    }
    Ghost g = w.ghost();
    boolean orphan = now.head().isEmpty();
    var pod = Optional.of(new PodFact(orphan ? 0 : g.nextPod(), Phase.STARTING));
    World made = pods(server(w, d, new Desktop(now.head(), now.drives(), pod)), d, pod);
    // A lagging cache lets this happen any number of times: all of them are one to the model.
    if (orphan) {
      return made;
    }
    return ghost(
        made, new Ghost(g.nextPod() + 1, g.userDrives(), g.asked(), g.accepted(), g.rebooted()));
  }

  /** The version in the request must be the one on the server: else the pass fails. */
  private static World deletePod(World w, int d, Step step, Work then) {
    Desktop now = w.server().get(d);
    if (!now.pod().equals(step.pod())) {
      return work(w, d, Work.IDLE);
    }
    PodFact pod = now.pod().orElseThrow();
    World deleted = work(podIs(w, d, Phase.TERMINATING), d, then);
    Ghost g = w.ghost();
    return pod.phase() == Phase.FAILED
        ? deleted
        : ghost(
            deleted,
            new Ghost(g.nextPod(), g.userDrives(), g.asked(), g.accepted(), g.rebooted() + 1));
  }

  private World status(World w, int d, Head seen) {
    Head derived = pass.status(view(w, d, seen));
    Desktop now = w.server().get(d);
    boolean quiet =
        seen.state() == derived.state()
            && ON_THE_WAY.contains(derived.state())
            && seen.operations().equals(derived.operations());
    if (now.head().isEmpty() || quiet || derived.equals(seen)) {
      return w;
    }
    Head live = now.head().get();
    boolean sameList = Objects.equals(seen.operations(), derived.operations());
    Head written =
        new Head(
            live.request(),
            seen.drivesSeen() == derived.drivesSeen() ? live.drivesSeen() : derived.drivesSeen(),
            derived.state(),
            sameList ? live.operations() : derived.operations());
    long accepted =
        written.operations().stream()
            .filter(op -> op.result() == Result.Running && !live.operations().contains(op))
            .count();
    Ghost g = w.ghost();
    World after = server(w, d, new Desktop(Optional.of(written), now.drives(), now.pod()));
    after = workspaces(after, d, Optional.of(written));
    return ghost(
        after,
        new Ghost(
            g.nextPod(), g.userDrives(), g.asked(), g.accepted() + (int) accepted, g.rebooted()));
  }

  /** Scheduler, kubelet and garbage collector, a step. */
  private static World kubernetes(World w, int d) {
    Desktop now = w.server().get(d);
    if (now.pod().isPresent()) {
      Phase phase = now.pod().get().phase();
      if (phase == Phase.TERMINATING) {
        return server(w, d, new Desktop(now.head(), now.drives(), Optional.empty()));
      }
      if (now.head().isEmpty()) {
        return podIs(w, d, Phase.TERMINATING);
      }
      return phase == Phase.STARTING ? podIs(w, d, Phase.READY) : w;
    }
    return now.head().isEmpty() ? server(w, d, new Desktop(now.head(), NO_DRIVES, now.pod())) : w;
  }

  private static List<World> faults(World w, int d) {
    List<World> next = new ArrayList<>();
    Budget b = w.budget();
    Desktop now = w.server().get(d);
    boolean ready = now.pod().map(p -> p.phase() == Phase.READY).orElse(false);
    if (b.losses() > 0 && ready) {
      var less =
          new Budget(b.crashes(), b.losses() - 1, b.requests(), b.lostDrives(), b.deletions());
      next.add(budget(podIs(w, d, Phase.FAILED), less));
      next.add(budget(podIs(w, d, Phase.TERMINATING), less));
    }
    if (d != 0 || now.head().isEmpty()) {
      return next;
    }
    Head head = now.head().get();
    if (b.requests() > 0) {
      Head asked = new Head(head.request() + 1, head.drivesSeen(), head.state(), head.operations());
      Ghost g = w.ghost();
      World after = server(w, d, new Desktop(Optional.of(asked), now.drives(), now.pod()));
      after =
          ghost(
              after,
              new Ghost(g.nextPod(), g.userDrives(), g.asked() + 1, g.accepted(), g.rebooted()));
      next.add(
          budget(
              after,
              new Budget(
                  b.crashes(), b.losses(), b.requests() - 1, b.lostDrives(), b.deletions())));
    }
    if (b.lostDrives() > 0 && head.drivesSeen() && now.drives().user()) {
      World after =
          server(w, d, new Desktop(now.head(), new Drives(now.drives().root(), false), now.pod()));
      next.add(
          budget(
              after,
              new Budget(
                  b.crashes(), b.losses(), b.requests(), b.lostDrives() - 1, b.deletions())));
    }
    if (b.deletions() > 0) {
      next.add(
          budget(
              server(w, d, new Desktop(Optional.empty(), now.drives(), now.pod())),
              new Budget(
                  b.crashes(), b.losses(), b.requests(), b.lostDrives(), b.deletions() - 1)));
    }
    return next;
  }

  /** The operator dies, and one that has listed everything takes its place. */
  private static World crash(World w) {
    Budget b = w.budget();
    World now =
        budget(
            work(work(w, 0, Work.IDLE), 1, Work.IDLE),
            new Budget(b.crashes() - 1, b.losses(), b.requests(), b.lostDrives(), b.deletions()));
    for (int d = 0; d < 2; d++) {
      now = syncClaims(syncPods(syncWorkspaces(now, d), d), d);
    }
    return now;
  }

  private static World syncClaims(World w, int d) {
    return claims(w, d, w.server().get(d).drives());
  }

  private static World syncPods(World w, int d) {
    return pods(w, d, w.server().get(d).pod());
  }

  private static World syncWorkspaces(World w, int d) {
    return workspaces(w, d, w.server().get(d).head());
  }

  private static World podIs(World w, int d, Phase phase) {
    Desktop now = w.server().get(d);
    var pod = now.pod().map(p -> new PodFact(p.uid(), phase));
    return server(w, d, new Desktop(now.head(), now.drives(), pod));
  }

  private static <T> List<T> set(List<T> list, int index, T value) {
    return index == 0 ? List.of(value, list.get(1)) : List.of(list.get(0), value);
  }

  private static World server(World w, int d, Desktop desktop) {
    return new World(
        set(w.server(), d, desktop),
        w.claims(),
        w.pods(),
        w.workspaces(),
        w.work(),
        w.budget(),
        w.ghost());
  }

  private static World claims(World w, int d, Drives drives) {
    return new World(
        w.server(),
        set(w.claims(), d, drives),
        w.pods(),
        w.workspaces(),
        w.work(),
        w.budget(),
        w.ghost());
  }

  private static World pods(World w, int d, Optional<PodFact> pod) {
    return new World(
        w.server(),
        w.claims(),
        set(w.pods(), d, pod),
        w.workspaces(),
        w.work(),
        w.budget(),
        w.ghost());
  }

  private static World workspaces(World w, int d, Optional<Head> head) {
    return new World(
        w.server(),
        w.claims(),
        w.pods(),
        set(w.workspaces(), d, head),
        w.work(),
        w.budget(),
        w.ghost());
  }

  private static World work(World w, int d, Work work) {
    return new World(
        w.server(),
        w.claims(),
        w.pods(),
        w.workspaces(),
        set(w.work(), d, work),
        w.budget(),
        w.ghost());
  }

  private static World budget(World w, Budget budget) {
    return new World(w.server(), w.claims(), w.pods(), w.workspaces(), w.work(), budget, w.ghost());
  }

  private static World ghost(World w, Ghost ghost) {
    return new World(w.server(), w.claims(), w.pods(), w.workspaces(), w.work(), w.budget(), ghost);
  }
}
