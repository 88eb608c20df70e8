package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.StatusNews;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.lifecycle.Intents;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Recheck;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Recorded;
import dev.deskwright.workspace.phase.StatusDeriver;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The operator: the real code between caches and writes, step by step as WorkSpaceReconciler. */
final class Operator {

  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Resolver RESOLVER = new Resolver(ComputeTypes.builtIn());

  private final Caches caches;
  private final Agenda agenda;
  private final Cluster cluster;
  private final Planning planning;
  private final Tally tally;
  private final Writer writer;
  private final boolean tellsAll;

  /**
   * Begins with full caches.
   *
   * @param tellsAll whether every difference of a status is written, or only what Progress lets
   *     through
   */
  Operator(
      Cluster cluster,
      Caches caches,
      Agenda agenda,
      Planning planning,
      Checks checks,
      Tally tally,
      boolean tellsAll) {
    this.cluster = cluster;
    this.caches = caches;
    this.agenda = agenda;
    this.planning = planning;
    this.tally = tally;
    this.tellsAll = tellsAll;
    this.writer = new Writer(cluster, caches, checks, tally);
  }

  /** A new operator looks at everything. */
  void restart() {
    caches.restart();
    agenda.restart();
  }

  Seen see(WorkSpace workspace) {
    Observed observed = caches.observe(workspace);
    var resolution = RESOLVER.resolve(observed);
    return new Seen(observed, resolution, Intents.of(observed, resolution));
  }

  Plan plan(Seen seen) {
    return planning.plan(seen);
  }

  /** One pass, or as much of it as comes to be. */
  void pass(String name, Interference interference) {
    WorkSpace workspace = cluster.workspaces.get(name);
    if (workspace == null) {
      return;
    }
    tally.passes++;
    caches.catchUp(interference.lag());
    agenda.looks(name, interference.lag() == 0);
    try {
      reconcile(workspace, interference);
    } catch (Trouble trouble) {
      tally.troubles.merge(trouble.kind(), 1L, Long::sum);
      if (trouble.kind() == Trouble.Kind.CRASH) {
        restart();
      } else {
        agenda.again(name, SOON);
      }
    }
  }

  private void reconcile(WorkSpace workspace, Interference interference) {
    Seen before = see(workspace);
    Plan plan = planning.plan(before);
    Optional<Finding> refused = writer.execute(before, plan, interference);
    String name = workspace.getMetadata().getName();
    if (plan.letsGo()) {
      agenda.again(name, RETRY);
      return;
    }
    Seen seen = plan.writes().isEmpty() ? before : see(workspace);
    WorkSpaceStatus status =
        StatusDeriver.derive(seen.observed(), seen.resolution(), refused, seen.intent()).status();
    Optional<Duration> untold =
        tellsAll ? Optional.empty() : StatusNews.untold(seen.observed(), status);
    boolean news =
        tellsAll
            ? !status.equals(workspace.getStatus())
            : StatusNews.isWorthWriting(seen.observed(), status);
    if (news) {
      int index = plan.writes().size() + 1;
      writer.status(workspace, status, locked(workspace, seen), interference, index);
    }
    if (news && Recheck.hasTurned(workspace, seen.intent())) {
      agenda.again(name, Duration.ZERO);
    } else {
      next(plan, refused, seen, untold).ifPresent(delay -> agenda.again(name, delay));
    }
  }

  private static boolean locked(WorkSpace workspace, Seen seen) {
    return !seen.intent().operations().equals(Recorded.operations(workspace));
  }

  private static Optional<Duration> next(
      Plan plan, Optional<Finding> refused, Seen seen, Optional<Duration> untold) {
    return Stream.of(
            plan.retryAfter(),
            refused.map(f -> RETRY),
            untold,
            Recheck.after(seen.observed(), seen.resolution(), seen.intent()))
        .flatMap(Optional::stream)
        .min(Duration::compareTo)
        .map(delay -> delay.plusSeconds(1));
  }

  /** What a look at this moment would change, if anything. */
  Optional<String> unrest(String name) {
    WorkSpace workspace = cluster.workspaces.get(name);
    Seen seen = see(workspace);
    Plan plan = planning.plan(seen);
    if (!plan.writes().isEmpty()) {
      return Optional.of("it plans " + Words.of(plan.writes()));
    }
    if (locked(workspace, seen)) {
      return Optional.of("it would record " + seen.intent().operations());
    }
    var status =
        StatusDeriver.derive(seen.observed(), seen.resolution(), Optional.empty(), seen.intent())
            .status();
    var before = workspace.getStatus();
    if (before.power().desired() != status.power().desired()) {
      return Optional.of("it would decide " + status.power());
    }
    return before.state() == status.state()
        ? Optional.empty()
        : Optional.of("it would tell of %s after %s".formatted(status.state(), before.state()));
  }
}
