package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.model.walk.Budget.Cost;
import dev.deskwright.model.walk.Interference.Fault;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All that can happen in a state, as far as a budget allows. */
final class Deeds {

  private static final List<Fault> FAULTS =
      List.of(
          Fault.CRASH_BEFORE,
          Fault.CRASH_AFTER,
          Fault.ERROR_BEFORE,
          Fault.ERROR_AFTER,
          Fault.REFUSED);

  /** Past a moment, a pod's start and copies, an operation, a slot of snapshots. */
  private static final int[] SECONDS = {40, 660, 1_260, 3_700, 46_800};

  /** Which of the watches are behind: that of claims, of pods, of snapshots, all. */
  private static final int[] BEHIND = {1, 2, 4, 7};

  private final World world;
  private final Budget budget;
  private final Set<Operation> operations;
  private final List<Deed> all = new ArrayList<>();

  private Deeds(World world, Budget budget, Set<Operation> operations) {
    this.world = world;
    this.budget = budget;
    this.operations = operations;
  }

  static List<Deed> of(World world, Budget budget, Set<Operation> operations) {
    var deeds = new Deeds(world, budget, operations);
    deeds.progress();
    deeds.people();
    deeds.mishaps();
    deeds.passes(budget.allows(Cost.BETWEEN) ? anything(world, operations) : List.of());
    deeds.time();
    return deeds.all;
  }

  /** What can come between a look and a write, whatever else may happen. */
  private static List<Deed> anything(World world, Set<Operation> operations) {
    var deeds = new Deeds(world, Slice.budget(Cost.PERSON, 1, Cost.MISHAP, 1), operations);
    deeds.progress();
    deeds.people();
    deeds.mishaps();
    return deeds.all;
  }

  private void add(Cost cost, String words, Predicate<World> act) {
    if (budget.allows(cost)) {
      all.add(new Deed(words, cost, act));
    }
  }

  private void progress() {
    List<Pod> pods =
        world.cluster.pods.values().stream().filter(p -> !Happenings.isStrange(p)).toList();
    for (int i = 0; i < pods.size(); i++) {
      int arg = i;
      if (world.happenings.canRun(pods.get(i))) {
        add(Cost.FREE, "pod %s gets ready".formatted(name(pods, i)), w -> w.happenings.ready(arg));
      }
      add(
          Cost.FILE,
          "a file is written on %s".formatted(name(pods, i)),
          w -> w.happenings.file(arg));
    }
    List<Pod> ending =
        world.cluster.pods.values().stream().filter(Pod::isMarkedForDeletion).toList();
    for (int i = 0; i < ending.size(); i++) {
      int arg = i;
      add(Cost.FREE, "pod %s has ended".formatted(name(ending, i)), w -> w.happenings.isGone(arg));
    }
    var unbound = world.cluster.claims.values().stream().filter(world.cluster::canBind).toList();
    for (int i = 0; i < unbound.size(); i++) {
      int arg = i;
      add(Cost.FREE, "claim %s is bound".formatted(name(unbound, i)), w -> w.happenings.bound(arg));
    }
    var pending = world.happenings.pendingSnapshots();
    for (int i = 0; i < pending.size(); i++) {
      int arg = i;
      add(Cost.FREE, "snapshot %s is cut".formatted(name(pending, i)), w -> w.happenings.cut(arg));
      if (world.cluster.files.containsKey(pending.get(i).getMetadata().getUid())) {
        add(
            Cost.FREE,
            "snapshot %s is ready".formatted(name(pending, i)),
            w -> w.happenings.snapshotReady(arg));
      }
    }
    if (!world.cluster.orphans().isEmpty()) {
      add(Cost.FREE, "what has no owner is removed", w -> w.happenings.collect());
    }
  }

  private static String name(
      List<? extends io.fabric8.kubernetes.api.model.HasMetadata> of, int i) {
    return of.get(i).getMetadata().getName();
  }

  private void people() {
    List<String> names = world.names();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      int workspace = i;
      for (Operation operation : operations) {
        if (operation == Operation.migrate) {
          add(Cost.PERSON, name + " is to have another Bundle", w -> w.people.wish(8 * workspace));
        } else {
          add(
              Cost.PERSON,
              "%s is asked for on %s".formatted(operation.key(), name),
              w -> w.people.ask(Optional.ofNullable(w.cluster.workspaces.get(name)), operation));
        }
      }
      add(Cost.PERSON, name + " is suspended or let go", w -> w.people.suspend(4 * workspace));
      add(Cost.PERSON, name + " gets mode Manual", w -> w.people.mode(8 * workspace));
      add(
          Cost.PERSON,
          name + " gets another deletionPolicy",
          w -> w.people.policy(8 * workspace + 1));
      add(Cost.PERSON, name + " is deleted", w -> w.people.delete(workspace));
      add(
          Cost.MISHAP,
          "the status of %s is lost".formatted(name),
          w -> w.people.statusIsLost(4 * workspace));
    }
    if (names.size() < 2) {
      add(Cost.PERSON, "another WorkSpace wants the drive", w -> w.people.heir(0));
    }
  }

  private void mishaps() {
    List<Pod> pods =
        world.cluster.pods.values().stream().filter(p -> !Happenings.isStrange(p)).toList();
    for (int i = 0; i < pods.size(); i++) {
      int arg = i;
      String name = name(pods, i);
      add(Cost.MISHAP, "pod %s fails".formatted(name), w -> w.happenings.fails(arg));
      add(
          Cost.MISHAP,
          "pod %s is deleted by others".formatted(name),
          w -> w.happenings.isDeleted(arg));
      add(Cost.MISHAP, "pod %s crashes".formatted(name), w -> w.happenings.trouble(4 * arg + 1));
    }
    var claims = List.copyOf(world.cluster.claims.values());
    for (int i = 0; i < claims.size(); i++) {
      int arg = 8 * i;
      add(
          Cost.MISHAP,
          "claim %s is deleted by others".formatted(name(claims, i)),
          w -> w.happenings.claimDeleted(arg));
    }
    var snapshots = List.copyOf(world.cluster.snapshots.values());
    for (int i = 0; i < snapshots.size(); i++) {
      int arg = i;
      add(
          Cost.MISHAP,
          "snapshot %s is deleted by others".formatted(name(snapshots, i)),
          w -> w.happenings.snapshotDeleted(arg));
    }
    add(Cost.MISHAP, "the snapshot API comes or goes", w -> w.happenings.apiComesOrGoes());
    add(Cost.MISHAP, "the Bundle comes or goes", w -> w.people.bundleComesOrGoes(0));
    add(Cost.MISHAP, "a stranger takes the pod's name", w -> w.happenings.strangerComes());
  }

  private void passes(List<Deed> others) {
    for (String name : world.names()) {
      if (!world.agenda.isAwake(name)) {
        continue;
      }
      add(Cost.FREE, "pass over " + name, w -> pass(w, name, Interference.NONE));
      for (int behind : BEHIND) {
        add(
            Cost.STALE,
            "pass over %s, watches %d behind".formatted(name, behind),
            w -> pass(w, name, new Interference(behind, 0, Fault.NONE, 0, () -> {})));
      }
      if (budget.allows(Cost.FAULT) || budget.allows(Cost.BETWEEN)) {
        int writes = writes(name);
        for (int write = 1; write <= writes; write++) {
          faults(name, write);
          if (budget.allows(Cost.BETWEEN)) {
            between(name, write, others);
          }
        }
      }
    }
    add(Cost.FAULT, "the operator ends, and another begins", w -> restart(w));
  }

  /** How many writes a pass has, that of the status among them. */
  private int writes(String name) {
    World probe = world.fork();
    probe.caches.catchUp(0);
    return probe
            .operator
            .plan(probe.operator.see(probe.cluster.workspaces.get(name)))
            .writes()
            .size()
        + 1;
  }

  private void faults(String name, int write) {
    for (Fault fault : FAULTS) {
      add(
          Cost.FAULT,
          "pass over %s, %s at write %d".formatted(name, fault, write),
          w -> pass(w, name, new Interference(0, write, fault, 0, () -> {})));
    }
  }

  private void between(String name, int write, List<Deed> others) {
    for (Deed other : others) {
      all.add(
          new Deed(
              "pass over %s, and before write %d %s".formatted(name, write, other),
              Cost.BETWEEN,
              w -> {
                boolean[] happened = {false};
                Runnable step =
                    () -> {
                      happened[0] = other.act().test(w);
                    };
                return pass(w, name, new Interference(0, 0, Fault.NONE, write, step))
                    && happened[0];
              }));
    }
  }

  private static boolean pass(World world, String name, Interference interference) {
    world.operator.pass(name, interference);
    return true;
  }

  private static boolean restart(World world) {
    world.operator.restart();
    return true;
  }

  private void time() {
    for (int seconds : SECONDS) {
      add(
          Cost.TIME,
          "%d s go by".formatted(seconds),
          w -> {
            w.cluster.later(Duration.ofSeconds(seconds));
            return true;
          });
    }
  }
}
