package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.WorkSpaceStatus;

/** What is told of what was seen: the status that the real code derives, or one with a mistake. */
interface Telling {

  Telling REAL = (seen, status) -> status;

  WorkSpaceStatus tell(Seen seen, WorkSpaceStatus derived);
}
