package dev.deskwright.workspace;

import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.lifecycle.Intents;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Planner;
import dev.deskwright.workspace.lifecycle.Room;
import dev.deskwright.workspace.observed.Observed;

/** A WorkSpace at one moment, and what is to be made of that. */
record Seen(Observed observed, Resolution resolution, Intent intent) {

  static Seen of(Observed observed, Resolver resolver) {
    Resolution resolution = resolver.resolve(observed);
    return new Seen(observed, resolution, Intents.of(observed, resolution));
  }

  Plan plan() {
    return Planner.plan(observed, resolution, intent);
  }

  /** Whether the Directory's quotas bear on it, so that it has to be decided alone. */
  boolean asksForRoom() {
    return Room.isAsked(observed, resolution, intent, this::plan);
  }
}
