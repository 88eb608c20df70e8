package dev.deskwright.fault.history;

/**
 * Something that must never happen, and did.
 *
 * @param invariant which of the promises is broken
 * @param subject the object at which it is seen
 * @param revision when, as etcd counts
 * @param what one sentence
 */
public record Violation(Invariant invariant, Subject subject, long revision, String what) {

  /** The promises. */
  public enum Invariant {
    /** At most one live pod per WorkSpace, and per volume. */
    ONE_POD,
    /** No user volume and no last good snapshot is lost, unless its deletion was asked for. */
    NOTHING_LOST,
    /** No object of another owner is touched. */
    OTHERS_UNTOUCHED,
    /** Every request is carried out once, and ends once. */
    EXACTLY_ONCE,
    /** All comes to rest within a bound, after faults have stopped. */
    SETTLES,
    /** Nothing is written at rest. */
    QUIET
  }

  @Override
  public String toString() {
    return "%s at revision %d, %s: %s".formatted(invariant, revision, subject, what);
  }
}
