package dev.deskwright.api.v1alpha1;

import static dev.deskwright.api.v1alpha1.WorkSpaceState.AVAILABLE;
import static dev.deskwright.api.v1alpha1.WorkSpaceState.ERROR;
import static dev.deskwright.api.v1alpha1.WorkSpaceState.IMPAIRED;
import static dev.deskwright.api.v1alpha1.WorkSpaceState.REBOOTING;
import static dev.deskwright.api.v1alpha1.WorkSpaceState.STOPPED;
import static dev.deskwright.api.v1alpha1.WorkSpaceState.UNHEALTHY;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;

/**
 * What can be done to a desktop after it exists, and in which states. The names are those of the
 * annotations; preconditions of Amazon WorkSpaces' own operations are theirs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/workspaces/latest/api/API_Operations.html">Operations</a>
 */
public enum Operation {
  reboot(
      "A new pod; both drives are kept, and changed settings take effect.",
      WorkSpaceState.REBOOTING,
      Set.of(AVAILABLE, UNHEALTHY, IMPAIRED)),
  rebuild(
      "A new root drive from the Bundle's newest image; the user drive goes back to its last"
          + " automatic snapshot.",
      WorkSpaceState.REBUILDING,
      Set.of(AVAILABLE, ERROR, UNHEALTHY, STOPPED, REBOOTING)),
  restore(
      "Both drives go back to the last pair of snapshots taken while the desktop was healthy.",
      WorkSpaceState.RESTORING,
      Set.of(AVAILABLE, ERROR, UNHEALTHY, STOPPED)),
  migrate(
      "A new root drive from another Bundle; the user drive is kept, as a copy where the cluster"
          + " can take snapshots. Asked for by changing spec.bundleRef; the annotation tries a failed"
          + " one again.",
      WorkSpaceState.UPDATING,
      Set.of(AVAILABLE, ERROR, UNHEALTHY, STOPPED)),
  @JsonProperty("apply-now")
  applyNow(
      "Changed settings take effect now rather than at the next start.",
      WorkSpaceState.UPDATING,
      Set.of(AVAILABLE, ERROR, UNHEALTHY, IMPAIRED)),
  start("The pod is made; both drives were kept.", WorkSpaceState.STARTING, Set.of(STOPPED)),
  stop(
      "The pod is removed; both drives are kept. Running modes AutoStop and Manual only.",
      WorkSpaceState.STOPPING,
      Set.of(AVAILABLE, IMPAIRED, UNHEALTHY, ERROR)),
  snapshot(
      "A snapshot of both drives, which is kept until somebody deletes it.",
      null,
      Set.of(AVAILABLE, IMPAIRED, UNHEALTHY, STOPPED, ERROR)),
  maintenance(
      "A reboot in the Directory's maintenance window. Nobody asks for it: the window does.",
      WorkSpaceState.MAINTENANCE,
      Set.of(AVAILABLE, UNHEALTHY));

  private final String description;
  private final WorkSpaceState during;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable; its type does not say so.
  private final Set<WorkSpaceState> allowedIn;

  Operation(String description, WorkSpaceState during, Set<WorkSpaceState> allowedIn) {
    this.description = description;
    this.during = during;
    this.allowedIn = allowedIn;
  }

  /** What it does; docs/reference lists it. */
  public String description() {
    return description;
  }

  /** The state while it runs; null when it does not show. */
  public WorkSpaceState during() {
    return during;
  }

  /** Whether it may begin in a state. */
  public boolean isAllowedIn(WorkSpaceState state) {
    return allowedIn.contains(state);
  }

  /** The states in which it may begin. */
  public Set<WorkSpaceState> allowedIn() {
    return allowedIn;
  }

  /** Its name as an annotation and in the status, for example {@code apply-now}. */
  public String key() {
    return this == applyNow ? "apply-now" : name();
  }

  /** Whether it is carried out by making the pod anew, once there is a record of it. */
  public boolean remakesPod() {
    return this != start && this != stop && this != snapshot;
  }

  /** Whether an annotation can ask for it. */
  public boolean canBeAskedFor() {
    return this != maintenance;
  }
}
