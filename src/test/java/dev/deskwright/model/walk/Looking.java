package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.StatusNews;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.lifecycle.Intents;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Recheck;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.phase.StatusDeriver;
import java.time.Duration;
import java.util.Optional;

/** All that the operator concludes from what it sees: the real code, which is pure. */
class Looking {

  private static final Resolver RESOLVER = new Resolver(ComputeTypes.builtIn());

  private final Planning planning;
  private final Telling telling;
  private final boolean tellsAll;

  /**
   * What comes of a look but writes to other objects.
   *
   * @param untold when a change that is not written now has to be
   */
  record Told(
      WorkSpaceStatus status,
      boolean isNews,
      Optional<Duration> untold,
      Optional<Duration> recheck) {}

  /**
   * Prepares.
   *
   * @param tellsAll whether every difference of a status is written, or only what Progress lets
   *     through
   */
  Looking(Planning planning, Telling telling, boolean tellsAll) {
    this.planning = planning;
    this.telling = telling;
    this.tellsAll = tellsAll;
  }

  Seen see(Observed observed) {
    var resolution = RESOLVER.resolve(observed);
    return new Seen(observed, resolution, Intents.of(observed, resolution));
  }

  Plan plan(Seen seen) {
    return planning.plan(seen);
  }

  Told told(Seen seen, Optional<Finding> refused) {
    Observed observed = seen.observed();
    var derived =
        StatusDeriver.derive(observed, seen.resolution(), refused, seen.intent()).status();
    WorkSpaceStatus status = telling.tell(seen, derived);
    return new Told(
        status,
        tellsAll
            ? !status.equals(observed.workspace().getStatus())
            : StatusNews.isWorthWriting(observed, status),
        tellsAll ? Optional.empty() : StatusNews.untold(observed, status),
        Recheck.after(observed, seen.resolution(), seen.intent()));
  }
}
