package dev.deskwright.monitoring;

import java.util.ArrayList;
import java.util.List;

/**
 * A panel of a dashboard.
 *
 * @param kind how it is drawn
 * @param title what it shows, in a few words
 * @param description what that means, as a sentence
 * @param unit Grafana's name of the unit
 * @param queries what is drawn
 * @param emptyBecause why it shows nothing in the demo; empty where it shows something
 */
public record Panel(
    Kind kind,
    String title,
    String description,
    String unit,
    List<Query> queries,
    String emptyBecause) {

  /** A count, which is short for itself. */
  static final String COUNT = "short";

  static final String SECONDS = "s";
  static final String HOURS = "h";
  static final String BYTES = "bytes";
  static final String BYTES_PER_SECOND = "Bps";
  static final String PER_SECOND = "ops";

  /** Between 0 and 1. */
  static final String RATIO = "percentunit";

  /** No unit: the name of the currency is in the legend. */
  static final String MONEY = "none";

  static final String UNIX_MILLIS = "dateTimeAsIso";

  /** How a panel is drawn, by Grafana's names. */
  public enum Kind {
    STAT("stat", 4),
    LINES("timeseries", 8),
    STACKED("timeseries", 8),
    STATES("state-timeline", 6),
    BARS("bargauge", 8),
    TABLE("table", 8);

    private final String type;
    private final int height;

    Kind(String type, int height) {
      this.type = type;
      this.height = height;
    }

    String type() {
      return type;
    }

    int height() {
      return height;
    }

    /** Whether the present value is all that is shown. */
    public boolean isInstant() {
      return this == STAT || this == BARS || this == TABLE;
    }
  }

  /**
   * What is drawn.
   *
   * @param legend with labels in double braces
   * @param expression PromQL, with the dashboard's variables
   */
  public record Query(String legend, String expression) {}

  static Panel stat(String title, String description) {
    return of(Kind.STAT, title, description);
  }

  static Panel lines(String title, String description) {
    return of(Kind.LINES, title, description);
  }

  static Panel stacked(String title, String description) {
    return of(Kind.STACKED, title, description);
  }

  static Panel states(String title, String description) {
    return of(Kind.STATES, title, description);
  }

  static Panel bars(String title, String description) {
    return of(Kind.BARS, title, description);
  }

  static Panel table(String title, String description) {
    return of(Kind.TABLE, title, description);
  }

  private static Panel of(Kind kind, String title, String description) {
    return new Panel(kind, title, description, COUNT, List.of(), "");
  }

  Panel in(String otherUnit) {
    return new Panel(kind, title, description, otherUnit, queries, emptyBecause);
  }

  Panel query(String legend, String expression) {
    var more = new ArrayList<>(queries);
    more.add(new Query(legend, expression));
    return new Panel(kind, title, description, unit, List.copyOf(more), emptyBecause);
  }

  Panel emptyInDemo(String because) {
    return new Panel(kind, title, description, unit, queries, because);
  }
}
