package dev.deskwright.demo;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** WorkSpaces as {@code kubectl get ws} shows them, with their nodes. */
final class WorkSpaceTable {

  private static final String NOTHING = "-";

  /** A column: what stands over it, and what it shows of a WorkSpace. */
  private record Column(String title, Function<WorkSpace, Optional<String>> content) {
    String of(WorkSpace workSpace) {
      return content.apply(workSpace).orElse(NOTHING);
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column("NAME", ws -> Optional.of(ws.getMetadata().getName())),
          new Column("USER", ws -> Optional.of(ws.getSpec().userName())),
          new Column("STATE", ws -> state(ws).map(WorkSpaceState::name)),
          new Column("BUNDLE", ws -> Optional.of(ws.getSpec().bundleRef().name())),
          new Column("MODE", WorkSpaceTable::mode),
          new Column("READY", ws -> ready(ws).map(ready -> ready.status().name())),
          new Column("REASON", ws -> ready(ws).map(Condition::reason)),
          new Column("NODE", ws -> status(ws).map(WorkSpaceStatus::nodeName)));

  private WorkSpaceTable() {}

  /** The table's lines, titles first; as many characters wide as its contents need. */
  static List<String> lines(List<WorkSpace> workSpaces, Ink ink) {
    List<Integer> widths =
        COLUMNS.stream()
            .map(
                column ->
                    workSpaces.stream()
                        .mapToInt(ws -> column.of(ws).length())
                        .reduce(column.title().length(), Math::max))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(ink.strong(line(COLUMNS.stream().map(Column::title).toList(), widths)));
    for (WorkSpace ws : workSpaces) {
      lines.add(
          painted(line(COLUMNS.stream().map(column -> column.of(ws)).toList(), widths), ws, ink));
    }
    return Collections.unmodifiableList(lines);
  }

  private static String line(List<String> cells, List<Integer> widths) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i)).append(" ".repeat(widths.get(i) - cells.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }

  private static String painted(String line, WorkSpace ws, Ink ink) {
    return state(ws)
        .map(
            state ->
                switch (state) {
                  case AVAILABLE -> ink.good(line);
                  case ERROR, UNHEALTHY, IMPAIRED -> ink.bad(line);
                  default -> ink.busy(line);
                })
        .orElse(line);
  }

  /** How many there are of each state, for example {@code 3 AVAILABLE, 1 PENDING}. */
  static String counts(List<WorkSpace> workSpaces) {
    Map<String, Long> counts =
        workSpaces.stream()
            .collect(
                Collectors.groupingBy(
                    ws -> state(ws).map(WorkSpaceState::name).orElse("not seen yet"),
                    TreeMap::new,
                    Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  /** Why a WorkSpace is as it is, in one line for a person. */
  static String explanation(WorkSpace ws) {
    return "%s is %s: %s"
        .formatted(
            ws.getMetadata().getName(),
            state(ws).map(WorkSpaceState::name).orElse("not seen by the operator"),
            ready(ws)
                .map(ready -> ready.reason() + ": " + ready.message())
                .orElse("it has no Ready condition"));
  }

  /** The state, if the operator has written one. */
  static Optional<WorkSpaceState> state(WorkSpace ws) {
    return status(ws).map(WorkSpaceStatus::state);
  }

  private static Optional<String> mode(WorkSpace ws) {
    return status(ws).map(WorkSpaceStatus::runningMode).map(mode -> mode.mode().name());
  }

  private static Optional<Condition> ready(WorkSpace ws) {
    return status(ws).map(WorkSpaceStatus::conditions).stream()
        .flatMap(List::stream)
        .filter(condition -> condition.type().equals("Ready"))
        .findFirst();
  }

  private static Optional<WorkSpaceStatus> status(WorkSpace ws) {
    return Optional.ofNullable(ws.getStatus());
  }
}
