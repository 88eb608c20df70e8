package dev.deskwright.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Figures of one benchmark: a table for people, JSON in {@code target/bench} for programs. Where
 * {@code src/test/resources/bench/results} has figures of an earlier run, it says what has moved.
 */
final class Report {

  private final String name;
  private final Map<String, Object> machine = new TreeMap<>();
  private final Map<String, Goal> goals = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();

  /** One situation: every trial's figures by name. */
  record Row(String situation, List<Map<String, Double>> trials) {

    /** Every figure's values, from the least to the most. */
    Map<String, List<Double>> byFigure() {
      Map<String, List<Double>> figures = new TreeMap<>();
      for (Map<String, Double> trial : trials) {
        trial.forEach(
            (figure, value) -> figures.computeIfAbsent(figure, f -> new ArrayList<>()).add(value));
      }
      figures.values().forEach(values -> values.sort(Double::compare));
      return figures;
    }
  }

  /** What a figure is to be: at least, or at most, a bound. */
  record Goal(boolean most, double bound) {

    boolean isMet(double value) {
      return most ? value <= bound : value >= bound;
    }

    @Override
    public String toString() {
      return (most ? "≤ " : "≥ ") + number(bound);
    }
  }

  Report(String name) {
    this.name = name;
    var system = ManagementFactory.getOperatingSystemMXBean();
    machine.put("processors", system.getAvailableProcessors());
    machine.put("system", system.getName() + " " + system.getVersion());
    machine.put("Java of the benchmark", System.getProperty("java.vm.version"));
    if (system instanceof com.sun.management.OperatingSystemMXBean memory) {
      machine.put("memory, GiB", memory.getTotalMemorySize() >> 30);
    }
  }

  /** Something that whoever compares figures must know. */
  void fact(String what, Object value) {
    machine.put(what, value);
  }

  /** The figure is to be no more than this. */
  void atMost(String figure, double bound) {
    goals.put(figure, new Goal(true, bound));
  }

  /** The figure is to be no less than this. */
  void atLeast(String figure, double bound) {
    goals.put(figure, new Goal(false, bound));
  }

  /** How busy the machine is before a trial. */
  static Map<String, Double> load() {
    return Map.of(
        "load average before", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Adds a situation, and writes what there is so far: the next one may take an hour, or fail. */
  void add(String situation, List<Map<String, Double>> trials) throws IOException {
    rows.add(new Row(situation, trials));
    writeJson();
    System.out.println(name + ": " + situation + " done");
  }

  List<Row> rows() {
    return rows;
  }

  void write() throws IOException {
    writeJson();
    String text = table() + EarlierRun.of(name).map(earlier -> earlier.compare(rows)).orElse("");
    Files.writeString(file(".txt"), text);
    System.out.print(text);
  }

  private Path file(String ending) throws IOException {
    return Files.createDirectories(Path.of("target", "bench")).resolve(name + ending);
  }

  private void writeJson() throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("benchmark", name);
    json.put("at", Instant.now().toString());
    json.put("machine", machine);
    json.put("goals", goals);
    json.put("rows", rows);
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file(".json").toFile(), json);
  }

  private String table() {
    var table = new StringBuilder();
    table.append(
        "%n%-30s %-36s %10s %10s %10s  %s%n"
            .formatted("situation", "figure", "min", "median", "max", "goal"));
    for (Row row : rows) {
      row.byFigure().forEach((figure, values) -> table.append(line(row, figure, values)));
    }
    return table.toString();
  }

  private String line(Row row, String figure, List<Double> values) {
    double median = values.get(values.size() / 2);
    String goal =
        Optional.ofNullable(goals.get(figure))
            .map(g -> g + (g.isMet(median) ? "" : "  MISSED"))
            .orElse("");
    return "%-30s %-36s %10s %10s %10s  %s%n"
        .formatted(
            row.situation(),
            figure,
            number(values.get(0)),
            number(median),
            number(values.get(values.size() - 1)),
            goal);
  }

  /** A figure as people read it. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : "%.2f".formatted(value);
  }
}
