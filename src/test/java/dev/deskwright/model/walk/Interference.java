package dev.deskwright.model.walk;

/**
 * What comes in the way of one pass.
 *
 * @param lag which watches are behind, a bit each
 * @param faultAt the write at which something goes wrong, from 1; 0 for none
 * @param fault what goes wrong then
 * @param stepAt the write before which something else happens, from 1; 0 for none
 */
record Interference(int lag, int faultAt, Fault fault, int stepAt, Runnable step) {

  /** How a write can go wrong. */
  enum Fault {
    NONE,
    CRASH_BEFORE,
    CRASH_AFTER,
    ERROR_BEFORE,
    /** It took effect, and the answer was lost. */
    ERROR_AFTER,
    /** A quota is used up, for example. */
    REFUSED
  }

  static final Interference NONE = new Interference(0, 0, Fault.NONE, 0, () -> {});

  Fault fault(int write) {
    return write == faultAt ? fault : Fault.NONE;
  }

  void before(int write) {
    if (write == stepAt) {
      step.run();
    }
  }
}
