package dev.deskwright.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the command printed, read back: its rows, each as names and texts that are not empty. */
public final class PrintedReport {

  private PrintedReport() {}

  /** The rows of a JSON report, or its totals. */
  public static List<Map<String, String>> json(String text, String list) {
    try {
      var rows = new ArrayList<Map<String, String>>();
      for (var row : new JsonMapper().readTree(text).path(list)) {
        var cells = new TreeMap<String, String>();
        row.properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue().asText()));
        rows.add(cells);
      }
      return rows;
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** The rows of a CSV report. */
  public static List<Map<String, String>> csv(String text) {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(text)) {
      var all = rows.readAll();
      all.forEach(row -> row.values().removeIf(String::isEmpty));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a table, by its headings. */
  public static List<Map<String, String>> table(String text) {
    List<String> lines = text.lines().takeWhile(line -> !line.isEmpty()).toList();
    var columns = columns(lines);
    var rows = new ArrayList<Map<String, String>>();
    for (String line : lines.subList(1, lines.size())) {
      var row = new LinkedHashMap<String, String>();
      for (int[] column : columns) {
        String cell = cut(line, column);
        if (!cell.isEmpty()) {
          row.put(cut(lines.get(0), column), cell);
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private static String cut(String line, int[] column) {
    return column[0] >= line.length()
        ? ""
        : line.substring(column[0], Math.min(line.length(), column[1])).strip();
  }

  /** From where to where there are columns: what no line writes to, two wide, parts them. */
  private static List<int[]> columns(List<String> lines) {
    int width = lines.stream().mapToInt(String::length).max().orElse(0);
    var columns = new ArrayList<int[]>();
    int begin = 0;
    for (int i = 0; i < width; i++) {
      boolean ends = isBlank(lines, i) && isBlank(lines, i + 1);
      if (ends && i > begin) {
        columns.add(new int[] {begin, i});
      }
      if (ends) {
        begin = i + 2;
        i++;
      }
    }
    columns.add(new int[] {begin, width});
    return columns;
  }

  private static boolean isBlank(List<String> lines, int column) {
    return lines.stream().allMatch(line -> column >= line.length() || line.charAt(column) == ' ');
  }

  /** The seconds of a time such as 120:04:59. */
  public static long seconds(String time) {
    String[] parts = time.split(":", -1);
    return Long.parseLong(parts[0]) * 3600
        + Long.parseLong(parts[1]) * 60
        + Long.parseLong(parts[2]);
  }
}
