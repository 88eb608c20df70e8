package dev.deskwright.fleet;

import dev.deskwright.telemetry.Family;
import dev.deskwright.telemetry.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The series of chosen tags. A tag has at most 100 values, those of the most WorkSpaces; the others
 * are counted together.
 */
final class TagSeries {

  /** Values that a tag shows. */
  static final int MOST_VALUES = 100;

  /** Stands for the values beyond them. */
  static final String OTHER = "other";

  /** Stands for WorkSpaces that do not have the tag. */
  static final String NONE = "none";

  private final Map<String, Map<String, Sum>> sums = new HashMap<>();

  TagSeries(List<String> tags) {
    tags.forEach(tag -> sums.put(tag, new HashMap<>()));
  }

  /** What the WorkSpaces with one value come to. */
  private static final class Sum {
    int workspaces;
    long seconds;
    final Map<String, BigDecimal> costs = new HashMap<>();

    Sum plus(Sum other) {
      workspaces += other.workspaces;
      seconds += other.seconds;
      other.costs.forEach((currency, cost) -> costs.merge(currency, cost, BigDecimal::add));
      return this;
    }
  }

  void add(Reading reading) {
    var tags = reading.workspace().getSpec().tags();
    sums.forEach(
        (tag, values) -> {
          String value = tags == null ? null : tags.get(tag);
          String shown = value == null || value.isEmpty() ? NONE : value;
          values.computeIfAbsent(shown, any -> new Sum()).plus(sum(reading));
        });
  }

  private static Sum sum(Reading reading) {
    var sum = new Sum();
    sum.workspaces = 1;
    sum.seconds = reading.allSeconds();
    reading.bill().ifPresent(bill -> sum.costs.put(bill.currency(), bill.amount()));
    return sum;
  }

  Stream<Family> families() {
    var seconds = new Family(Metric.TAG_RUNNING_SECONDS);
    var costs = new Family(Metric.TAG_COST);
    sums.forEach(
        (tag, values) ->
            bounded(values)
                .forEach(
                    (value, sum) -> {
                      seconds.add(sum.seconds, tag, value);
                      sum.costs.forEach(
                          (currency, cost) -> costs.add(cost.doubleValue(), tag, value, currency));
                    }));
    return Stream.of(seconds, costs);
  }

  private static Map<String, Sum> bounded(Map<String, Sum> values) {
    List<String> ranked = new ArrayList<>(values.keySet());
    ranked.sort(
        Comparator.<String>comparingInt(value -> -values.get(value).workspaces)
            .thenComparing(Comparator.naturalOrder()));
    Map<String, Sum> shown = new HashMap<>();
    for (int rank = 0; rank < ranked.size(); rank++) {
      String value = ranked.get(rank);
      shown
          .computeIfAbsent(rank < MOST_VALUES ? value : OTHER, any -> new Sum())
          .plus(values.get(value));
    }
    return shown;
  }
}
