package dev.deskwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.model.World.Budget;
import dev.deskwright.model.World.Desktop;
import dev.deskwright.model.World.Phase;
import dev.deskwright.model.World.Work;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.lifecycle.Intents;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Planner;
import dev.deskwright.workspace.lifecycle.Write;
import dev.deskwright.workspace.observed.Observed;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every interleaving, in a small world, of lagging caches, crashes, lost pods, a lost drive,
 * requests and deletions: explored breadth first with the real plan. Then each promise is tried
 * with a plan that is broken on purpose, to see that a breach is noticed.
 */
class ModelTest {

  private static final Logger LOG = LoggerFactory.getLogger(ModelTest.class);
  private static final int LONGEST_FAIR_RUN = 40;
  private static final int MOST_STATES = 200_000;

  /** What an exploration found. */
  record Found(int states, int depth, Optional<String> breach) {}

  private static Found explore(Pass pass, boolean fenced, Budget budget) {
    var steps = new Steps(pass, fenced);
    Set<World> known = new HashSet<>();
    Set<World> good = new HashSet<>();
    List<World> frontier = List.of(Steps.start(budget));
    known.addAll(frontier);
    int depth = 0;
    while (!frontier.isEmpty()) {
      if (known.size() > MOST_STATES) {
        return new Found(known.size(), depth, Optional.of("too many states to explore"));
      }
      List<World> next = new ArrayList<>();
      for (World world : frontier) {
        Optional<String> breach = breach(world).or(() -> unsettled(steps, world, good));
        if (breach.isPresent()) {
          return new Found(known.size(), depth, breach.map(b -> b + ": " + world));
        }
        steps.all(world).stream().filter(known::add).forEach(next::add);
      }
      frontier = next;
      depth++;
    }
    return new Found(known.size(), depth, Optional.empty());
  }

  /** What must hold in every state. */
  private static Optional<String> breach(World w) {
    if (w.server().stream().allMatch(d -> d.head().isPresent() && d.drives().any())) {
      return Optional.of("two WorkSpaces of one user have drives");
    }
    if (w.ghost().userDrives().stream().anyMatch(made -> made > 1)) {
      return Optional.of("a lost user drive came back empty");
    }
    if (w.ghost().accepted() > w.ghost().asked()) {
      return Optional.of("a request was accepted twice");
    }
    return w.ghost().rebooted() > w.ghost().accepted()
        ? Optional.of("a pod was deleted without a request of its own")
        : Optional.empty();
  }

  /** When nothing fails any more, all comes to rest, and to what is asked for. */
  private static Optional<String> unsettled(Steps steps, World world, Set<World> good) {
    List<World> path = new ArrayList<>();
    World now = world;
    while (!good.contains(now)) {
      Optional<String> breach = breach(now);
      if (breach.isPresent()) {
        return breach;
      }
      path.add(now);
      World then = steps.fair(now);
      if (then.equals(now)) {
        if (!isRest(now)) {
          return Optional.of("it comes to rest short of what is asked for, at " + now);
        }
        break;
      }
      if (path.size() > LONGEST_FAIR_RUN) {
        return Optional.of("it never comes to rest");
      }
      now = then;
    }
    good.addAll(path);
    return Optional.empty();
  }

  private static boolean isRest(World w) {
    boolean idle = w.work().stream().allMatch(Work.IDLE::equals);
    List<Desktop> there = w.server().stream().filter(d -> d.head().isPresent()).toList();
    long running = there.stream().filter(ModelTest::isRunning).count();
    boolean lost =
        there.stream().anyMatch(d -> d.head().orElseThrow().drivesSeen() && !d.drives().user());
    boolean ended =
        there.stream()
            .flatMap(d -> d.head().orElseThrow().operations().stream())
            .allMatch(op -> op.result() != Result.Running);
    return idle && (lost || (ended && running == 1));
  }

  private static boolean isRunning(Desktop desktop) {
    return desktop.drives().root()
        && desktop.drives().user()
        && desktop.pod().map(p -> p.phase() == Phase.READY).orElse(false)
        && desktop.head().orElseThrow().state() == WorkSpaceState.AVAILABLE;
  }

  private static final Budget CRASHES = new Budget(2, 0, 0, 0, 0);
  private static final Budget REBOOTS = new Budget(1, 1, 1, 0, 0);
  private static final Budget LOST_DRIVE = new Budget(1, 1, 0, 1, 0);

  /** So many faults of each kind, in any order, at any moment. */
  private static final List<Budget> FAULTS =
      List.of(
          CRASHES,
          REBOOTS,
          LOST_DRIVE,
          new Budget(0, 0, 2, 0, 0),
          new Budget(1, 0, 0, 0, 1),
          new Budget(0, 1, 0, 0, 1),
          new Budget(0, 0, 1, 0, 1));

  @Test
  void thePlanKeepsItsPromisesInEveryInterleaving() {
    int states = 0;
    for (Budget budget : FAULTS) {
      var found = explore(Pass.real(), true, budget);
      LOG.info("{}: {} states, depth {}", budget, found.states(), found.depth());
      assertThat(found.breach()).isEmpty();
      states += found.states();
    }
    assertThat(states).isGreaterThan(10_000);
  }

  @Test
  void aPlanThatForgetsThatADriveWasThereIsCaught() {
    var found = explore(new Pass((observed, resolution) -> forgetful(observed)), true, LOST_DRIVE);
    assertThat(found.breach().orElse("none")).startsWith("a lost user drive came back empty");
  }

  private static WorkSpaceStatus withoutDrives(WorkSpaceStatus status) {
    ObjectNode fields =
        Serialization.unmarshal(Serialization.asJson(status), ObjectNode.class)
            .without(List.of("rootVolume", "userVolume"));
    return Serialization.unmarshal(fields.toString(), WorkSpaceStatus.class);
  }

  private static Observed with(Observed o, WorkSpace workspace, Optional<String> holder) {
    return new Observed(
        workspace,
        o.directory(),
        o.bundle(),
        o.wished(),
        holder,
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

  private static Plan plan(Observed observed) {
    var resolution = new Resolver(ComputeTypes.builtIn()).resolve(observed);
    return Planner.plan(observed, resolution, Intents.of(observed, resolution));
  }

  private static Plan forgetful(Observed o) {
    WorkSpace workspace = Serialization.clone(o.workspace());
    WorkSpaceStatus s = workspace.getStatus();
    if (s != null) {
      workspace.setStatus(withoutDrives(s));
    }
    Observed without = with(o, workspace, o.holder());
    return plan(without);
  }

  @Test
  void aRebootThatIgnoresThePodsIdentityIsCaught() {
    var careless =
        new Pass(
            (observed, resolution) -> {
              var plan = plan(observed);
              var status = observed.workspace().getStatus();
              boolean wanted =
                  status != null && status.operations().stream().anyMatch(o -> !o.ended());
              boolean there = observed.pod().filter(pod -> !pod.isMarkedForDeletion()).isPresent();
              return plan.writes().isEmpty() && wanted && there
                  ? new Plan(
                      List.of(new Write.DeletePod(observed.pod().orElseThrow())), Optional.empty())
                  : plan;
            });
    var found = explore(careless, true, REBOOTS);
    assertThat(found.breach().orElse("none"))
        .startsWith("a pod was deleted without a request of its own");
  }

  @Test
  void aFenceWithoutItsLockIsCaught() {
    var found = explore(Pass.real(), false, CRASHES);
    assertThat(found.breach().orElse("none")).startsWith("two WorkSpaces of one user have drives");
  }

  @Test
  void aPlanThatDoesNotAskWhoHoldsTheUserIsCaught() {
    var greedy =
        new Pass(
            (o, resolution) -> {
              var alone = with(o, o.workspace(), Optional.empty());
              return plan(alone);
            });
    assertThat(explore(greedy, true, CRASHES).breach().orElse("none"))
        .startsWith("two WorkSpaces of one user have drives");
  }
}
