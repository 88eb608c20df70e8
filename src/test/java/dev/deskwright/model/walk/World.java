package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.model.walk.Interference.Fault;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.Recorded;
import java.time.Duration;
import java.util.List;

/** One cluster, one operator, and all that can happen to them. */
final class World {

  private static final Move[] MEANWHILE = {
    Move.ASK,
    Move.WISH,
    Move.SUSPEND,
    Move.ADMIN,
    Move.POLICY,
    Move.CONNECTION,
    Move.STATUS_LOST,
    Move.POD_READY,
    Move.POD_FAILED,
    Move.POD_DELETED,
    Move.POD_GONE,
    Move.SNAPSHOT_READY,
    Move.SNAPSHOT_DELETED,
    Move.API,
    Move.FILE,
    Move.DELETE,
    Move.BUNDLE
  };
  private static final List<Fault> FAULTS =
      List.of(
          Fault.CRASH_BEFORE,
          Fault.CRASH_AFTER,
          Fault.ERROR_BEFORE,
          Fault.ERROR_AFTER,
          Fault.REFUSED);
  private static final Directory WITH_WINDOW =
      Samples.directory("maintenanceWindow: {schedule: '0 3 * * *'}");
  private static final long[] SECONDS = {
    5, 1, 2, 15, 40, 60, 120, 300, 660, 1_200, 1_500, 3_700, 14_400, 46_800, 86_400, 260_000
  };
  private static final int[] CALM_MINUTES = {2, 2, 2, 2, 2, 15, 70, 800};

  final Cluster cluster;
  final Caches caches;
  final Agenda agenda;
  final Checks checks;
  final Operator operator;
  final Happenings happenings;
  final People people;
  final Tally tally;
  private final Fair fair;
  private boolean nested;

  World(long setup, Planning planning, Tally tally) {
    this(setup, new Looking(planning, Telling.REAL, tellsAll(setup)), tally);
  }

  /** Whether every difference of a status is written. */
  static boolean tellsAll(long setup) {
    return setup % 2 == 0;
  }

  World(long setup, Looking looking, Tally tally) {
    this.tally = tally;
    cluster = new Cluster();
    caches = new Caches(cluster);
    agenda = new Agenda(cluster);
    checks = new Checks(cluster, caches, agenda, tally);
    people = new People(cluster, checks);
    happenings = new Happenings(cluster, checks);
    cluster.snapshotApi = setup % 5 != 0;
    if (setup % 7 > 3) {
      cluster.storageClasses = List.of(Samples.storageClass("standard", true, null, "Immediate"));
    }
    if (setup % 3 == 0) {
      cluster.directory = WITH_WINDOW;
    }
    people.create("desk", new Wish());
    operator = new Operator(cluster, caches, agenda, looking, checks, tally);
    fair = new Fair(this);
  }

  private World(World of) {
    tally = of.tally;
    cluster = new Cluster(of.cluster);
    caches = new Caches(cluster, of.caches);
    agenda = new Agenda(cluster, of.agenda);
    checks = new Checks(of.checks, cluster, caches, agenda, tally);
    people = new People(of.people, cluster, checks);
    happenings = new Happenings(of.happenings, cluster, checks);
    operator = new Operator(of.operator, cluster, caches, agenda, checks);
    fair = new Fair(this);
  }

  /** The same, to go on by itself. */
  World fork() {
    return new World(this);
  }

  /** Takes a step; returns false for one that is not possible now, which is none. */
  boolean take(Step step) {
    boolean taken = isTaken(step);
    if (taken) {
      tally.moves.merge(step.move(), 1L, Long::sum);
      checks.state();
    }
    return taken;
  }

  private boolean isTaken(Step step) {
    int arg = step.arg();
    return switch (step.move()) {
      case PASS -> pass(arg);
      case CLOCK -> clock(Duration.ofSeconds(SECONDS[arg % SECONDS.length]));
      case CALM -> calm(Duration.ofMinutes(CALM_MINUTES[arg % CALM_MINUTES.length]));
      case CRASH -> crash();
      case SETTLE -> settle();
      case ASK, REPEAT, WISH, MODE, CONNECTION, SUSPEND, ADMIN, POLICY, COMPUTE, TAG ->
          asked(step.move(), arg);
      case STATUS_LOST -> people.statusIsLost(arg);
      case IMAGE -> people.image(arg);
      case BUNDLE -> people.bundleComesOrGoes(arg);
      case HEIR -> people.heir(arg);
      case DELETE -> people.delete(arg);
      default -> happens(step.move(), arg);
    };
  }

  private boolean asked(Move move, int arg) {
    return switch (move) {
      case ASK -> people.ask(arg);
      case REPEAT -> people.repeat(arg);
      case WISH -> people.wish(arg);
      case MODE -> people.mode(arg);
      case CONNECTION -> people.connection(arg);
      case SUSPEND -> people.suspend(arg);
      case ADMIN -> people.admin(arg);
      case POLICY -> people.policy(arg);
      case COMPUTE -> people.compute(arg);
      default -> people.tag(arg);
    };
  }

  private boolean happens(Move move, int arg) {
    return switch (move) {
      case POD_READY -> happenings.ready(arg);
      case POD_TROUBLE -> happenings.trouble(arg);
      case POD_FAILED -> happenings.fails(arg);
      case POD_DELETED -> happenings.isDeleted(arg);
      case POD_GONE -> happenings.isGone(arg);
      case SNAPSHOT_CUT -> happenings.cut(arg);
      case SNAPSHOT_READY -> happenings.snapshotReady(arg);
      case SNAPSHOT_DELETED -> happenings.snapshotDeleted(arg);
      case API -> happenings.apiComesOrGoes();
      case CLAIM_BOUND -> happenings.bound(arg);
      case CLAIM_DELETED -> happenings.claimDeleted(arg);
      case FILE -> happenings.file(arg);
      case STRANGER -> happenings.strangerComes();
      case COLLECT -> happenings.collect();
      default -> throw new IllegalStateException("nothing is known of " + move);
    };
  }

  private boolean pass(int arg) {
    var name = Happenings.pick(cluster.workspaces.keySet(), arg >> 17);
    if (name.isEmpty()) {
      return false;
    }
    Interference interference = nested || arg == 0 ? Interference.NONE : interference(arg);
    if (interference.stepAt() == 0 && agenda.hasJustSeen(name.get())) {
      return false;
    }
    operator.pass(name.get(), interference);
    return true;
  }

  private Interference interference(int arg) {
    boolean faulty = (arg & 0x8) != 0;
    boolean busy = (arg & 0x10) != 0;
    Fault fault = FAULTS.get((arg >> 5 & 7) % FAULTS.size());
    Move move = MEANWHILE[(arg >> 8 & 0xff) % MEANWHILE.length];
    return new Interference(
        arg & 7,
        faulty ? 1 + (arg >> 16 & 3) : 0,
        fault,
        busy ? 1 + (arg >> 18 & 1) : 0,
        () -> meanwhile(new Step(move, arg >> 10)));
  }

  private void meanwhile(Step step) {
    nested = true;
    boolean unused = take(step);
    nested = false;
  }

  private boolean clock(Duration time) {
    cluster.later(time);
    return true;
  }

  private boolean crash() {
    operator.restart();
    return true;
  }

  private boolean calm(Duration time) {
    fair.run(time);
    return true;
  }

  private boolean settle() {
    people.bundlesComeBack();
    happenings.strangersGo();
    fair.run(Fair.LONG_ENOUGH);
    // What a calendar has begun just now is given its time as well.
    for (int i = 0; i < 2 && isAtWork(); i++) {
      fair.run(Fair.LONG_ENOUGH);
    }
    // What is due this very second is seen to in the next.
    for (int i = 0; i < 10 && isAboutToLook(); i++) {
      fair.run(Duration.ofSeconds(3));
    }
    new Rest(this).check();
    return true;
  }

  /** An operation is under way, or a pod, a drive or a snapshot comes or goes just now. */
  private boolean isAtWork() {
    return fair.goesOn()
        || cluster.workspaces.values().stream()
            .anyMatch(workspace -> Recorded.underWay(workspace).isPresent());
  }

  private boolean isAboutToLook() {
    return names().stream()
        .flatMap(name -> agenda.wake(name).stream())
        .anyMatch(at -> at.isBefore(cluster.now.plusSeconds(2)));
  }

  List<String> names() {
    return List.copyOf(cluster.workspaces.keySet());
  }
}
