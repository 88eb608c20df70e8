package dev.deskwright.workspace.metering;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The figures while they are counted up. Each step counts from {@code asOf} on and moves it along,
 * so no second can be counted by two of them.
 *
 * @param asOf up to when time is counted; the epoch if nothing was ever counted
 * @param running the session under way, or null
 */
record Tally(Instant asOf, Usage.Session running, List<Usage.Month> months) {

  /** The figures as last recorded; null for none. */
  static Tally of(Usage recorded, Instant now) {
    return recorded == null
        ? new Tally(Instant.EPOCH, null, List.of())
        : new Tally(
            asOf(recorded, now),
            recorded.running(),
            recorded.months() == null ? List.of() : recorded.months());
  }

  /**
   * A moment that cannot be read is taken for now: some time is lost then, and none counted twice.
   */
  private static Instant asOf(Usage recorded, Instant now) {
    try {
      return Instant.parse(recorded.asOf()).truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeParseException e) {
      return now.truncatedTo(ChronoUnit.SECONDS);
    }
  }

  /** Whether the session under way is that of a pod. */
  boolean isOf(Run run) {
    return running != null && running.podUid().equals(run.podUid());
  }

  /** Ends the session under way if its pod is gone: when the next one was ready, or now. */
  Tally withoutGone(Optional<Run> run, Instant until) {
    if (running == null || run.filter(this::isOf).isPresent()) {
      return this;
    }
    Instant end =
        run.map(Run::readySince)
            .map(ready -> Moments.earlier(Moments.later(asOf, ready), until))
            .orElse(until);
    return counted(asOf, end, running.mode()).at(end, null);
  }

  /** Counts a pod's time up to a moment that is not before {@code asOf}. */
  Tally with(Run run, Mode mode, Instant until) {
    boolean known = isOf(run);
    boolean ended = run.hasEndedBy(until);
    Instant from = known ? asOf : Moments.later(asOf, run.readySince());
    Instant to = ended ? run.endedAt().orElseThrow() : until;
    boolean counts = known || (ended ? from.isBefore(to) : !from.isAfter(to));
    if (!counts) {
      return this;
    }
    Tally tally = counted(from, to, known ? running.mode() : mode);
    return ended
        ? tally.at(Moments.later(asOf, to), null)
        : tally.at(until, new Usage.Session(run.podUid(), mode));
  }

  private Tally counted(Instant from, Instant to, Mode mode) {
    return new Tally(asOf, running, Months.add(months, from, to, mode));
  }

  private Tally at(Instant moment, Usage.Session session) {
    return new Tally(moment, session, months);
  }

  /** As the API has it, with empty things left out; null if nothing ever ran. */
  Usage toUsage(Usage.Cost cost) {
    return asOf.equals(Instant.EPOCH)
        ? null
        : new Usage(asOf.toString(), running, months.isEmpty() ? null : months, cost);
  }
}
