package dev.deskwright.usage;

import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How rows are put down: as fields for programs, which are documented and stay, and as columns for
 * people.
 */
record Layout<R>(List<Field<R>> fields, List<Column<R>> columns) {

  /**
   * A field of CSV and JSON.
   *
   * @param value text, a whole number or an amount; empty if the row has none
   */
  record Field<R>(String name, Function<R, Optional<?>> value) {}

  /**
   * A column of the table.
   *
   * @param isNumber whether it is aligned to the right, and never cut
   */
  record Column<R>(String heading, boolean isNumber, Function<R, String> text) {}

  private static final String UNTAGGED = "(untagged)";

  private static final Layout<Line> WORKSPACES =
      new Layout<>(
          List.of(
              new Field<>("namespace", line -> Optional.of(line.desktop().namespace())),
              new Field<>("workspace", line -> Optional.of(line.desktop().name())),
              new Field<>("workspaceId", line -> line.desktop().id()),
              new Field<>("userName", line -> Optional.of(line.desktop().userName())),
              new Field<>("directory", line -> Optional.of(line.desktop().directory())),
              new Field<>("bundle", line -> Optional.of(line.desktop().bundle())),
              new Field<>("mode", line -> line.desktop().mode()),
              new Field<>("runningSeconds", line -> kept(line, Desktop::total)),
              new Field<>("alwaysOnSeconds", line -> kept(line, in(Mode.AlwaysOn))),
              new Field<>("autoStopSeconds", line -> kept(line, in(Mode.AutoStop))),
              new Field<>("manualSeconds", line -> kept(line, in(Mode.Manual))),
              new Field<>("currency", Line::currency),
              new Field<>("billing", line -> line.bill().map(Bill::billing)),
              new Field<>("cost", line -> line.bill().map(Bill::cost)),
              new Field<>("monthlyCost", line -> line.bill().map(Bill::monthly)),
              new Field<>("hourlyCost", line -> line.bill().map(Bill::hourly)),
              new Field<>("cheaperMode", line -> line.advice().mode()),
              new Field<>("saves", line -> line.advice().saves()),
              new Field<>("note", line -> notEmpty(line.advice().note()))),
          List.of(
              new Column<>("NAMESPACE", false, line -> line.desktop().namespace()),
              new Column<>("WORKSPACE", false, line -> line.desktop().name()),
              new Column<>("MODE", false, line -> text(line.desktop().mode())),
              new Column<>(
                  "HOURS", true, line -> kept(line, Desktop::total).map(Hours::of).orElse("")),
              new Column<>("COST", true, line -> text(line.bill().map(Bill::cost))),
              new Column<>("CURRENCY", false, line -> text(line.currency())),
              new Column<>("CHEAPER", false, Layout::advice),
              new Column<>("SAVES", true, line -> text(line.advice().saves()))));

  private static final List<Field<Group>> SUMS =
      List.of(
          new Field<>("workspaces", group -> Optional.of(group.workspaces())),
          new Field<>("runningSeconds", group -> Optional.of(group.total())),
          new Field<>("alwaysOnSeconds", group -> Optional.of(group.seconds().get(Mode.AlwaysOn))),
          new Field<>("autoStopSeconds", group -> Optional.of(group.seconds().get(Mode.AutoStop))),
          new Field<>("manualSeconds", group -> Optional.of(group.seconds().get(Mode.Manual))),
          new Field<>("currency", group -> group.key().currency()),
          new Field<>("cost", Layout::cost),
          new Field<>("changes", group -> Optional.of(group.changes())),
          new Field<>("saves", Layout::saves));

  private static final List<Column<Group>> SUM_COLUMNS =
      List.of(
          new Column<>("WORKSPACES", true, group -> String.valueOf(group.workspaces())),
          new Column<>("HOURS", true, group -> Hours.of(group.total())),
          new Column<>("COST", true, group -> text(cost(group))),
          new Column<>("CURRENCY", false, group -> text(group.key().currency())),
          new Column<>("CHANGES", true, group -> String.valueOf(group.changes())),
          new Column<>("SAVES", true, group -> text(saves(group))));

  /** A row for each WorkSpace. */
  static Layout<Line> workspaces(boolean allNamespaces) {
    return allNamespaces
        ? WORKSPACES
        : new Layout<>(
            WORKSPACES.fields(), WORKSPACES.columns().subList(1, WORKSPACES.columns().size()));
  }

  /** A row for each Directory and currency. */
  static Layout<Group> directories(boolean allNamespaces) {
    var namespace = new Column<Group>("NAMESPACE", false, group -> text(group.key().namespace()));
    var name = new Column<Group>("DIRECTORY", false, group -> text(group.key().name()));
    return new Layout<>(
        join(
            List.of(
                new Field<>("namespace", group -> group.key().namespace()),
                new Field<>("directory", group -> group.key().name())),
            SUMS),
        join(allNamespaces ? List.of(namespace, name) : List.of(name), SUM_COLUMNS));
  }

  /** A row for each value of the tag and currency. */
  static Layout<Group> tags(String key) {
    return new Layout<>(
        join(List.of(new Field<>("tag", group -> group.key().name())), SUMS),
        join(
            List.of(new Column<>(key, false, group -> group.key().name().orElse(UNTAGGED))),
            SUM_COLUMNS));
  }

  /** A row for each currency. */
  static List<Field<Group>> totals() {
    return SUMS;
  }

  private static <T> List<T> join(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static Optional<Long> kept(Line line, Function<Desktop, Long> seconds) {
    return line.desktop().isKept() ? Optional.of(seconds.apply(line.desktop())) : Optional.empty();
  }

  private static Function<Desktop, Long> in(Mode mode) {
    return desktop -> desktop.seconds().get(mode);
  }

  private static Optional<BigDecimal> cost(Group group) {
    return group.key().currency().map(currency -> group.cost());
  }

  private static Optional<BigDecimal> saves(Group group) {
    return Optional.of(group.saves()).filter(saves -> group.changes() > 0);
  }

  private static String advice(Line line) {
    Advice advice = line.advice();
    if (!advice.isChange()) {
      return advice.mode().isPresent() ? "as it is" : advice.note();
    }
    return text(advice.mode()) + (advice.note().isEmpty() ? "" : ", " + advice.note());
  }

  private static Optional<String> notEmpty(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  private static String text(Optional<?> value) {
    return value.map(v -> v instanceof BigDecimal b ? b.toPlainString() : v.toString()).orElse("");
  }
}
