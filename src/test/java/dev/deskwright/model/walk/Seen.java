package dev.deskwright.model.walk;

import dev.deskwright.workspace.desired.Intent;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.observed.Observed;

/** What one look at a desktop gives. */
record Seen(Observed observed, Resolution resolution, Intent intent) {}
