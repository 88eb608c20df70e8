package dev.deskwright.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures of one benchmark: a table for people, JSON in {@code target/bench} for programs. */
final class Report {

  /** One situation: every trial's figures by name. */
  record Row(String situation, List<Map<String, Double>> trials) {}

  private final String name;
  private final List<Row> rows = new ArrayList<>();

  Report(String name) {
    this.name = name;
  }

  void add(String situation, List<Map<String, Double>> trials) {
    rows.add(new Row(situation, trials));
  }

  List<Row> rows() {
    return rows;
  }

  void write() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "bench"));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("benchmark", name);
    json.put("at", Instant.now().toString());
    json.put("machine", machine());
    json.put("rows", rows);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve(name + ".json").toFile(), json);
    Files.writeString(folder.resolve(name + ".txt"), table());
    System.out.print(table());
  }

  private static Map<String, Object> machine() {
    return Map.of(
        "processors", Runtime.getRuntime().availableProcessors(),
        "java", System.getProperty("java.vm.version"),
        "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private String table() {
    var table = new StringBuilder();
    table.append(
        "%n%-20s %-24s %10s %10s %10s%n".formatted("situation", "figure", "min", "median", "max"));
    for (Row row : rows) {
      byFigure(row)
          .forEach(
              (figure, values) ->
                  table.append(
                      "%-20s %-24s %10.2f %10.2f %10.2f%n"
                          .formatted(
                              row.situation(),
                              figure,
                              values.get(0),
                              values.get(values.size() / 2),
                              values.get(values.size() - 1))));
    }
    return table.toString();
  }

  private static Map<String, List<Double>> byFigure(Row row) {
    Map<String, List<Double>> figures = new TreeMap<>();
    for (Map<String, Double> trial : row.trials()) {
      trial.forEach(
          (figure, value) -> figures.computeIfAbsent(figure, f -> new ArrayList<>()).add(value));
    }
    figures.values().forEach(values -> values.sort(Double::compare));
    return figures;
  }
}
