package dev.deskwright.workspace.metering;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage.Month;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Seconds per month and mode, oldest month first. Months are those of UTC. */
final class Months {

  /** A year to look back on, and the month under way. */
  static final int KEPT = 13;

  private Months() {}

  /** The months with the time of a span added, each part of it to the month that it lies in. */
  static List<Month> add(List<Month> months, Instant from, Instant to, Mode mode) {
    if (!from.isBefore(to)) {
      return months;
    }
    var sums = new TreeMap<String, Month>();
    months.forEach(month -> sums.put(month.month(), month));
    Instant begin = from;
    while (begin.isBefore(to)) {
      YearMonth month = at(begin);
      Instant end = Moments.earlier(to, startOf(month.plusMonths(1)));
      long seconds = end.getEpochSecond() - begin.getEpochSecond();
      sums.merge(month.toString(), of(month, mode, seconds), Months::sum);
      begin = end;
    }
    return sums.values().stream().skip(Math.max(0, sums.size() - KEPT)).toList();
  }

  /** The seconds of one month under one mode. */
  static long seconds(List<Month> months, YearMonth wanted, Mode mode) {
    return find(months, wanted).map(month -> orZero(secondsIn(month, mode))).orElse(0L);
  }

  /** The seconds of one month under all modes. */
  static long seconds(List<Month> months, YearMonth wanted) {
    long sum = 0;
    for (Mode mode : Mode.values()) {
      sum += seconds(months, wanted, mode);
    }
    return sum;
  }

  /** Whether a month is not older than all that are kept, with none to spare. */
  static boolean isKept(List<Month> months, YearMonth wanted) {
    return months == null
        || months.size() < KEPT
        || months.get(0).month().compareTo(wanted.toString()) <= 0;
  }

  /** The month that a moment lies in. */
  static YearMonth at(Instant moment) {
    return YearMonth.from(moment.atOffset(ZoneOffset.UTC));
  }

  /** The first moment of a month. */
  static Instant startOf(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Optional<Month> find(List<Month> months, YearMonth wanted) {
    String name = wanted.toString();
    return months == null
        ? Optional.empty()
        : months.stream().filter(month -> month.month().equals(name)).findFirst();
  }

  private static Long secondsIn(Month month, Mode mode) {
    return switch (mode) {
      case AlwaysOn -> month.alwaysOnSeconds();
      case AutoStop -> month.autoStopSeconds();
      case Manual -> month.manualSeconds();
    };
  }

  private static Month of(YearMonth month, Mode mode, long seconds) {
    return new Month(
        month.toString(),
        mode == Mode.AlwaysOn ? seconds : null,
        mode == Mode.AutoStop ? seconds : null,
        mode == Mode.Manual ? seconds : null);
  }

  private static Month sum(Month a, Month b) {
    return new Month(
        a.month(),
        sum(a.alwaysOnSeconds(), b.alwaysOnSeconds()),
        sum(a.autoStopSeconds(), b.autoStopSeconds()),
        sum(a.manualSeconds(), b.manualSeconds()));
  }

  private static Long sum(Long a, Long b) {
    return a == null && b == null ? null : Long.valueOf(orZero(a) + orZero(b));
  }

  private static long orZero(Long seconds) {
    return seconds == null ? 0 : seconds;
  }
}
