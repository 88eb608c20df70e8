package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Finding;
import dev.deskwright.model.walk.Looking.Told;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Recheck;
import dev.deskwright.workspace.observed.Recorded;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The operator: the real code between caches and writes, step by step as WorkSpaceReconciler. */
final class Operator {

  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Caches caches;
  private final Agenda agenda;
  private final Cluster cluster;
  private final Looking looking;
  private final Tally tally;
  private final Writer writer;

  /** Begins with full caches. */
  Operator(
      Cluster cluster, Caches caches, Agenda agenda, Looking looking, Checks checks, Tally tally) {
    this.cluster = cluster;
    this.caches = caches;
    this.agenda = agenda;
    this.looking = looking;
    this.tally = tally;
    this.writer = new Writer(cluster, caches, checks, tally);
  }

  /** The same, of a cluster that goes on by itself. */
  Operator(Operator of, Cluster cluster, Caches caches, Agenda agenda, Checks checks) {
    this(cluster, caches, agenda, of.looking, checks, of.tally);
  }

  /** A new operator looks at everything. */
  void restart() {
    caches.restart();
    agenda.restart();
  }

  Seen see(WorkSpace workspace) {
    return looking.see(caches.observe(workspace));
  }

  Plan plan(Seen seen) {
    return looking.plan(seen);
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
    Plan plan = plan(before);
    Optional<Finding> refused = writer.execute(before, plan, interference);
    String name = workspace.getMetadata().getName();
    if (plan.letsGo()) {
      agenda.again(name, RETRY);
      return;
    }
    Seen seen = plan.writes().isEmpty() ? before : see(workspace);
    Told told = looking.told(seen, refused);
    if (told.isNews()) {
      int index = plan.writes().size() + 1;
      writer.status(workspace, told.status(), locked(workspace, seen), interference, index);
    }
    if (told.isNews() && Recheck.hasTurned(workspace, seen.intent())) {
      agenda.again(name, Duration.ZERO);
    } else {
      next(plan, refused, told).ifPresent(delay -> agenda.again(name, delay));
    }
  }

  private static boolean locked(WorkSpace workspace, Seen seen) {
    return !seen.intent().operations().equals(Recorded.operations(workspace));
  }

  private static Optional<Duration> next(Plan plan, Optional<Finding> refused, Told told) {
    return Stream.of(plan.retryAfter(), refused.map(f -> RETRY), told.untold(), told.recheck())
        .flatMap(Optional::stream)
        .min(Duration::compareTo)
        .map(delay -> delay.plusSeconds(1));
  }

  /** What a look at this moment would change, if anything. */
  Optional<String> unrest(String name) {
    WorkSpace workspace = cluster.workspaces.get(name);
    Seen seen = see(workspace);
    Plan plan = plan(seen);
    if (!plan.writes().isEmpty()) {
      return Optional.of("it plans " + Words.of(plan.writes()));
    }
    if (locked(workspace, seen)) {
      return Optional.of("it would record " + seen.intent().operations());
    }
    var status = looking.told(seen, Optional.empty()).status();
    var before = workspace.getStatus();
    if (before.power().desired() != status.power().desired()) {
      return Optional.of("it would decide " + status.power());
    }
    return before.state() == status.state()
        ? Optional.empty()
        : Optional.of("it would tell of %s after %s".formatted(status.state(), before.state()));
  }
}
