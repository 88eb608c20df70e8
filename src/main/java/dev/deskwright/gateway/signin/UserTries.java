package dev.deskwright.gateway.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The tries of a user that are running or have failed since the last success. The last one that is
 * allowed locks, before anybody knows how it ends.
 *
 * @param failed how many in this round
 * @param locks how many locks there were, this round's included
 * @param lockedUntil end of this round's lock; 1970 if there is none
 * @param round which lock they lead to: a late answer to an earlier round changes nothing
 */
record UserTries(int failed, int locks, Instant lockedUntil, long round) {

  private static final UserTries NONE = new UserTries(0, 0, Instant.EPOCH, 0);

  static UserTries of(Optional<ObjectNode> json) {
    return json.map(
            node ->
                new UserTries(
                    node.get("n").intValue(),
                    node.get("l").intValue(),
                    Instant.ofEpochMilli(node.get("u").longValue()),
                    node.get("r").longValue()))
        .orElse(NONE);
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("n", failed)
        .put("l", locks)
        .put("u", lockedUntil.toEpochMilli())
        .put("r", round);
  }

  boolean isLocked(Instant now) {
    return now.isBefore(lockedUntil);
  }

  /** One try more. A lock that is over begins a new round. */
  UserTries plusOne(AttemptLimits limits, Instant now) {
    boolean over = failed >= limits.userFailures();
    int next = over ? 1 : failed + 1;
    long thisRound = over ? round + 1 : round;
    return next < limits.userFailures()
        ? new UserTries(next, locks, Instant.EPOCH, thisRound)
        : new UserTries(next, locks + 1, now.plus(lock(limits)), thisRound);
  }

  private Duration lock(AttemptLimits limits) {
    Duration lock = limits.userLock();
    for (int i = 0; i < locks && lock.compareTo(limits.longestUserLock()) < 0; i++) {
      lock = lock.multipliedBy(2);
    }
    return lock.compareTo(limits.longestUserLock()) < 0 ? lock : limits.longestUserLock();
  }

  /** One try of that round was no failure: if it has locked, it should not have. */
  UserTries minusOne(AttemptLimits limits, long ofRound) {
    if (ofRound != round || failed == 0) {
      return this;
    }
    boolean hadLocked = failed >= limits.userFailures();
    return new UserTries(failed - 1, hadLocked ? locks - 1 : locks, Instant.EPOCH, round);
  }

  boolean isNothing() {
    return failed == 0 && locks == 0;
  }

  Instant forgottenAt(AttemptLimits limits, Instant now) {
    return (isLocked(now) ? lockedUntil : now).plus(limits.userMemory());
  }
}
