package dev.deskwright.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The text of {@code docs/reference/scale.md}: the committed figures of the benchmarks. */
final class ScaleReference {

  private static final Path RESULTS = Path.of("src/test/resources/bench/results");

  private static final Map<String, String> WHAT =
      Map.of(
          "create",
          "Many WorkSpaces asked for at once; beside them, the same pods and claims made by a"
              + " program that does nothing else, each in a new cluster. The operator's share is the"
              + " time from the WorkSpace to the last object made for it, and from the ready pod to"
              + " AVAILABLE; all else is the control plane's.",
          "steady",
          "WorkSpaces asked for at a steady rate.",
          "workflows",
          "Requests of the operator for each WorkSpace, by the API server's audit log, in a cluster"
              + " without snapshots. A write that changes nothing is one that the API server answers"
              + " with a version from before it.",
          "fleet",
          "A fleet that grows to the size named. At each size: what each new desktop cost, and the"
              + " operator started anew. At the last: at rest, and many stopped desktops started at"
              + " once.",
          "snapshots",
          "When the automatic snapshots of a fleet come due, by the default rules: desktops of random"
              + " UIDs. Each is two, one for each drive.",
          "start",
          "From the start of the process to `/readyz`.");

  private ScaleReference() {}

  static String text() {
    var page = new Markdown();
    page.heading(1, "Scale")
        .paragraph(
            "What the operator costs, measured by `./mvnw -Pbench verify` and kept in"
                + " `src/test/resources/bench/results`; this page is made from those files. How to"
                + " measure, and what is real and what is simulated there:"
                + " [benchmarks](../tasks/benchmark.md). Why it is as fast as it is:"
                + " [decision 0038](../decisions/0038-what-is-kept-of-objects.md),"
                + " [decision 0039](../decisions/0039-passes-begin-at-news.md).");
    List<JsonNode> results = results();
    if (results.isEmpty()) {
      page.paragraph("No figures are committed yet.");
    } else {
      goals(page, results);
    }
    results.forEach(result -> section(page, result));
    return page.toString();
  }

  private static List<JsonNode> results() {
    if (!Files.isDirectory(RESULTS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(RESULTS)) {
      return files
          .filter(f -> f.toString().endsWith(".json"))
          .sorted()
          .map(ScaleReference::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void goals(Markdown page, List<JsonNode> results) {
    page.heading(2, "Goals")
        .paragraph("Medians beside what was aimed at; everything that was measured is below.")
        .table(
            List.of("Benchmark", "Situation", "Figure", "Goal", "Measured", ""),
            results.stream().flatMap(ScaleReference::goalsOf).toList());
  }

  private static Stream<List<String>> goalsOf(JsonNode result) {
    return StreamSupport.stream(result.path("rows").spliterator(), false)
        .flatMap(
            row ->
                figures(row).entrySet().stream()
                    .filter(figure -> result.path("goals").has(figure.getKey()))
                    .map(
                        figure -> {
                          var goal = Goal.of(result.path("goals").path(figure.getKey()));
                          double median = median(figure.getValue());
                          return List.of(
                              result.path("benchmark").asText(),
                              row.path("situation").asText(),
                              figure.getKey(),
                              goal.toString(),
                              number(median),
                              goal.isMet(median) ? "met" : "**missed**");
                        }));
  }

  private static void section(Markdown page, JsonNode result) {
    String name = result.path("benchmark").asText();
    List<String> machine = new ArrayList<>();
    result
        .path("machine")
        .properties()
        .forEach(fact -> machine.add(fact.getKey() + ": " + fact.getValue().asText()));
    page.heading(2, name)
        .paragraph(WHAT.getOrDefault(name.replaceAll("-\\d+$", ""), "").strip())
        .paragraph(result.path("at").asText() + "; " + String.join("; ", machine) + ".")
        .table(
            List.of("Situation", "Figure", "Median", "Least", "Most", "Trials"),
            StreamSupport.stream(result.path("rows").spliterator(), false)
                .flatMap(ScaleReference::rows)
                .toList());
  }

  private static Stream<List<String>> rows(JsonNode row) {
    return figures(row).entrySet().stream()
        .map(f -> line(row.path("situation").asText(), f.getKey(), f.getValue()));
  }

  /** Every figure's values, from the least to the most. */
  private static Map<String, List<Double>> figures(JsonNode row) {
    Map<String, List<Double>> figures = new TreeMap<>();
    for (JsonNode trial : row.path("trials")) {
      trial
          .properties()
          .forEach(
              f ->
                  figures
                      .computeIfAbsent(f.getKey(), k -> new ArrayList<>())
                      .add(f.getValue().asDouble()));
    }
    figures.values().forEach(values -> values.sort(Double::compare));
    return figures;
  }

  private static List<String> line(String situation, String figure, List<Double> values) {
    return List.of(
        situation,
        figure,
        number(median(values)),
        number(values.get(0)),
        number(values.get(values.size() - 1)),
        String.valueOf(values.size()));
  }

  private static double median(List<Double> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  /** At least, or at most, a bound. */
  private record Goal(boolean most, double bound) {

    static Goal of(JsonNode goal) {
      return new Goal(goal.path("most").asBoolean(), goal.path("bound").asDouble());
    }

    boolean isMet(double value) {
      return most ? value <= bound : value >= bound;
    }

    @Override
    public String toString() {
      return (most ? "at most " : "at least ") + number(bound);
    }
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
