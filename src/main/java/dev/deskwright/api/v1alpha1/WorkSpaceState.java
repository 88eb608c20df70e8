package dev.deskwright.api.v1alpha1;

/**
 * The states of a WorkSpace, by the names that the Amazon WorkSpaces API gives them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/workspaces/latest/api/API_Workspace.html">Workspace.State</a>
 */
public enum WorkSpaceState {
  /** Being created for the first time. */
  PENDING,
  /** Running and ready to be connected to. */
  AVAILABLE,
  /** Exists, but something outside it keeps it from going on, for example a stuck node. */
  IMPAIRED,
  /** Should run, but does not answer. */
  UNHEALTHY,
  /** A reboot was asked for and is under way. */
  REBOOTING,
  /** Being started again. */
  STARTING,
  /** The root drive is being made anew. */
  REBUILDING,
  /** Both drives are being brought back from a snapshot. */
  RESTORING,
  /** The Directory's maintenance window is being used. */
  MAINTENANCE,
  /** An administrator has taken it out of service. */
  ADMIN_MAINTENANCE,
  /** Being deleted. */
  TERMINATING,
  /** Out of service by policy, for example since its user is disabled. */
  SUSPENDED,
  /** A change is being applied. */
  UPDATING,
  /** Being stopped. */
  STOPPING,
  /** Stopped; its volumes are kept. */
  STOPPED,
  /** Can't be created or run; the Ready condition says why and what to do. */
  ERROR
}
