package dev.deskwright.model.walk;

import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Planner;

/** A planner: the real one, or one that is broken on purpose. */
interface Planning {

  Planning REAL = seen -> Planner.plan(seen.observed(), seen.resolution(), seen.intent());

  Plan plan(Seen seen);
}
