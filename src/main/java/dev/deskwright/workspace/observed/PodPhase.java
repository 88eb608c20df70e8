package dev.deskwright.workspace.observed;

import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import java.time.Duration;
import java.util.Optional;

/** What a desktop's pod is doing. */
public sealed interface PodPhase {

  /** There is none. */
  record Absent() implements PodPhase {}

  /**
   * On its way up.
   *
   * @param recheck when to look again although nothing may have happened
   */
  record Starting(Optional<Duration> recheck) implements PodPhase {}

  /** Ready to be connected to. */
  record Running(String node, String ip) implements PodPhase {}

  /**
   * Does not come up, or does not answer any more.
   *
   * @param terminating whether it is being deleted
   */
  record Troubled(WorkSpaceReason reason, String message, boolean terminating)
      implements PodPhase {}

  /** Being deleted; it is waited for. */
  record Stopping(Optional<Duration> recheck) implements PodPhase {}

  /** Ended for good, for example evicted: a new one takes its place. */
  record Ended(WorkSpaceReason reason, String message) implements PodPhase {}
}
