package dev.deskwright.model;

import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import java.util.List;
import java.util.Optional;

/**
 * Everything there is in the small world of the model: two WorkSpaces of one user on an API server,
 * what one operator's caches hold of it, and how far the operator is with each. Immutable, compared
 * by value.
 *
 * @param server the truth
 * @param claims what the claim cache holds
 * @param pods what the pod cache holds
 * @param workspaces what the WorkSpace cache holds
 * @param work how far the operator is with each WorkSpace
 * @param budget how many more faults of each kind may happen
 * @param ghost what is counted for the invariants only
 */
record World(
    List<Desktop> server,
    List<Drives> claims,
    List<Optional<PodFact>> pods,
    List<Optional<Head>> workspaces,
    List<Work> work,
    Budget budget,
    Ghost ghost) {

  /** One WorkSpace and all that belongs to it; the head is absent when it does not exist. */
  record Desktop(Optional<Head> head, Drives drives, Optional<PodFact> pod) {}

  /**
   * The WorkSpace itself.
   *
   * @param request the reboot annotation; 0 for none
   * @param drivesSeen whether its status names drives
   * @param state the state in its status; null for no status
   * @param operations the operations in its status
   */
  record Head(int request, boolean drivesSeen, WorkSpaceState state, List<Op> operations) {}

  /** A recorded operation. */
  record Op(int request, Result result, int pod) {}

  /** Which claims exist. */
  record Drives(boolean root, boolean user) {
    boolean any() {
      return root || user;
    }
  }

  /** The pod of a name. */
  record PodFact(int uid, Phase phase) {}

  /** What a pod does. */
  enum Phase {
    STARTING,
    READY,
    FAILED,
    TERMINATING
  }

  /**
   * What the operator is doing.
   *
   * @param steps the writes still to do, the status last; empty when idle
   * @param seen the WorkSpace as it was when the pass began
   * @param locked whether it holds the user's lock
   */
  record Work(List<Step> steps, Optional<Head> seen, boolean locked) {
    static final Work IDLE = new Work(List.of(), Optional.empty(), false);
  }

  /** One write, or the derivation of the status. */
  record Step(Kind kind, Optional<PodFact> pod) {}

  /** The kinds of steps. */
  enum Kind {
    CREATE_ROOT,
    CREATE_USER,
    CREATE_POD,
    DELETE_POD,
    STATUS
  }

  /** How many more of each may happen. */
  record Budget(int crashes, int losses, int requests, int lostDrives, int deletions) {}

  /**
   * What no operator sees.
   *
   * @param nextPod UID of the next pod
   * @param userDrives how often each WorkSpace's user claim was created
   * @param asked how often a reboot was asked for
   * @param accepted how often a reboot was accepted
   * @param rebooted how many pods were deleted for a reboot
   */
  record Ghost(int nextPod, List<Integer> userDrives, int asked, int accepted, int rebooted) {}
}
