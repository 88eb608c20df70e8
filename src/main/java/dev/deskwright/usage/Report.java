package dev.deskwright.usage;

import java.time.Instant;
import java.util.List;

/**
 * The answer.
 *
 * @param until up to when time is counted: now, or the end of the month
 * @param rows what there is to say, in order
 * @param layout how a row is put into fields and columns
 * @param totals of all WorkSpaces, one for each currency, those without one last
 */
record Report<R>(
    Question question, Instant until, List<R> rows, Layout<R> layout, List<Group> totals) {

  /** Whether the month has ended. */
  boolean isComplete() {
    return !until.isBefore(Span.startOf(question.month().plusMonths(1)));
  }
}
