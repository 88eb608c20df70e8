package dev.deskwright.workspace.metering;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A book for each mode with a mark for every second that the desktop ran in it. Slow and large, and
 * so simple that its sums can be trusted.
 */
public final class SecondBook {

  private static final int SECONDS_PER_DAY = (int) Duration.ofDays(1).toSeconds();

  private final LocalDate firstDay;
  private final int days;
  private final BitSet written = new BitSet();
  private final Map<Mode, BitSet> marks = new EnumMap<>(Mode.class);

  /** A book of empty pages, a page a second. */
  public SecondBook(LocalDate firstDay, int days) {
    this.firstDay = firstDay;
    this.days = days;
  }

  /** Marks one second, which must not be marked yet: no two pods run at once. */
  public void write(long epochSecond, Mode mode) {
    int page = Math.toIntExact(epochSecond - firstDay.toEpochDay() * SECONDS_PER_DAY);
    if (written.get(page)) {
      throw new AssertionError("second %d is written twice".formatted(epochSecond));
    }
    written.set(page);
    marks.computeIfAbsent(mode, m -> new BitSet()).set(page);
  }

  /** Seconds by month and mode, where there are any. */
  public Map<String, Map<Mode, Long>> sums() {
    var sums = new TreeMap<String, Map<Mode, Long>>();
    for (int day = 0; day < days; day++) {
      String month = YearMonth.from(firstDay.plusDays(day)).toString();
      int from = day * SECONDS_PER_DAY;
      marks.forEach(
          (mode, mark) -> {
            long seconds = mark.get(from, from + SECONDS_PER_DAY).cardinality();
            if (seconds > 0) {
              sums.computeIfAbsent(month, m -> new TreeMap<>()).merge(mode, seconds, Long::sum);
            }
          });
    }
    return sums;
  }
}
