package dev.deskwright.api.v1alpha1;

/**
 * The states of a WorkSpace, by the names that the Amazon WorkSpaces API gives them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/workspaces/latest/api/API_Workspace.html">Workspace.State</a>
 */
public enum WorkSpaceState {
  PENDING("Being created for the first time."),
  AVAILABLE("Running and ready to be connected to."),
  IMPAIRED("Exists, but something outside it keeps it from going on, for example a stuck node."),
  UNHEALTHY("Should run, but does not answer."),
  REBOOTING("A reboot was asked for and is under way."),
  STARTING("Being started again."),
  REBUILDING("The root drive is being made anew."),
  RESTORING("Both drives are being brought back from a snapshot."),
  MAINTENANCE("The Directory's maintenance window is being used."),
  ADMIN_MAINTENANCE("An administrator has taken it out of service."),
  TERMINATING("Being deleted."),
  SUSPENDED("Out of service by policy, for example since its user is disabled."),
  UPDATING("A change is being applied."),
  STOPPING("Being stopped."),
  STOPPED("Stopped; its volumes are kept."),
  ERROR("Can't be created or run; the Ready condition says why and what to do.");

  private final String description;

  WorkSpaceState(String description) {
    this.description = description;
  }

  /** What it means; docs/reference lists it. */
  public String description() {
    return description;
  }
}
