package dev.deskwright.kernel;

import dev.deskwright.api.v1alpha1.Condition.Status;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Reason;

/**
 * A condition before it is dated: what was found, not since when.
 *
 * @param message one sentence: what, which object, what to do; never a number that changes by
 *     itself
 */
public record Finding(ConditionType type, Status status, Reason reason, String message) {

  private static final int LONGEST_MESSAGE = 1024;

  public Finding {
    if (message.length() > LONGEST_MESSAGE) {
      message = message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
  }

  /** The answer is yes. */
  public static Finding yes(ConditionType type, Reason reason, String message) {
    return new Finding(type, Status.True, reason, message);
  }

  /** The answer is no. */
  public static Finding no(ConditionType type, Reason reason, String message) {
    return new Finding(type, Status.False, reason, message);
  }

  /** The answer is not known yet. */
  public static Finding unknown(ConditionType type, Reason reason, String message) {
    return new Finding(type, Status.Unknown, reason, message);
  }

  /** Whether something is wrong, rather than under way or well. */
  public boolean isProblem() {
    return reason.isProblem();
  }
}
