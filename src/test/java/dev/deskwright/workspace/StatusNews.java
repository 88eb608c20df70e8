package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.observed.Observed;
import java.time.Duration;
import java.util.Optional;

/** What the reconciler thinks of a status, for models of it in other packages. */
public final class StatusNews {

  private StatusNews() {}

  /** Whether it is written. */
  public static boolean isWorthWriting(Observed observed, WorkSpaceStatus after) {
    return Progress.isWorthWriting(observed, after);
  }

  /** How long it is kept back. */
  public static Optional<Duration> untold(Observed observed, WorkSpaceStatus after) {
    return Progress.untold(observed, after);
  }
}
