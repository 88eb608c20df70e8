package dev.deskwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Figures of a benchmark that were committed: what later ones are compared with. */
final class EarlierRun {

  private static final Path FOLDER = Path.of("src/test/resources/bench/results");

  /** What is outside the range of the earlier trials by more than this share of it has moved. */
  private static final double TOLERANCE = 0.1;

  private final Map<String, double[]> ranges = new TreeMap<>();

  private EarlierRun(JsonNode json) {
    for (JsonNode row : json.path("rows")) {
      for (JsonNode trial : row.path("trials")) {
        trial
            .properties()
            .forEach(
                f ->
                    widen(
                        key(row.path("situation").asText(), f.getKey()), f.getValue().asDouble()));
      }
    }
  }

  static Optional<EarlierRun> of(String benchmark) {
    Path file = FOLDER.resolve(benchmark + ".json");
    try {
      return Files.exists(file)
          ? Optional.of(new EarlierRun(new ObjectMapper().readTree(file.toFile())))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(String situation, String figure) {
    return situation + ": " + figure;
  }

  private void widen(String key, double value) {
    double[] range = ranges.computeIfAbsent(key, k -> new double[] {value, value});
    range[0] = Math.min(range[0], value);
    range[1] = Math.max(range[1], value);
  }

  /** A line for each figure whose median is now outside the earlier range. */
  String compare(List<Report.Row> rows) {
    var text = new StringBuilder();
    for (Report.Row row : rows) {
      row.byFigure()
          .forEach((figure, values) -> text.append(line(row.situation(), figure, values)));
    }
    return text.isEmpty() ? "\nNothing has moved.\n" : "\nWhat has moved:\n" + text;
  }

  private String line(String situation, String figure, List<Double> values) {
    double[] range = ranges.get(key(situation, figure));
    double median = values.get(values.size() / 2);
    boolean within =
        range == null
            || (median >= range[0] - Math.abs(range[0]) * TOLERANCE
                && median <= range[1] + Math.abs(range[1]) * TOLERANCE);
    return within
        ? ""
        : "  %s, %s: %s, was %s to %s%n"
            .formatted(
                situation,
                figure,
                Report.number(median),
                Report.number(range[0]),
                Report.number(range[1]));
  }
}
