package dev.deskwright.fault.history;

import dev.deskwright.fault.history.Violation.Invariant;

/** Objects that a test has marked as somebody else's are neither written to nor removed. */
final class OthersUntouched implements Checker.Rule {

  private final String operator;

  OthersUntouched(String operator) {
    this.operator = operator;
  }

  @Override
  public void check(Change change, History history, Checker.Report report) {
    if (change.before() == null || Objects.annotation(change.before(), Marks.OTHER).isEmpty()) {
      return;
    }
    if (change.dooms()) {
      report(change, report, "it is somebody else's, and was deleted");
    } else if (change.after() != null && Objects.isWrittenBy(change.after(), operator)) {
      report(change, report, "it is somebody else's, and was written to");
    }
  }

  private static void report(Change change, Checker.Report report, String what) {
    report.broken(
        new Violation(Invariant.OTHERS_UNTOUCHED, change.subject(), change.revision(), what));
  }
}
