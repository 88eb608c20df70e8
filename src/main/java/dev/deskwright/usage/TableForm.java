package dev.deskwright.usage;

import dev.deskwright.usage.Layout.Column;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** A report as a table for people, in 120 columns, with the totals below. */
final class TableForm {

  private static final int WIDTH = 120;
  private static final int LEAST_TEXT = 12;
  private static final String GAP = "  ";
  private static final String CUT = "...";

  private TableForm() {}

  static <R> void write(Report<R> report, Writer out) throws IOException {
    List<Column<R>> columns = report.layout().columns();
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(column -> column.heading().toUpperCase(Locale.ROOT)).toList());
    for (R row : report.rows()) {
      lines.add(columns.stream().map(column -> column.text().apply(row)).toList());
    }
    int[] widths = widths(columns, lines);
    for (List<String> line : lines) {
      println(line(columns, line, widths), out);
    }
    println("", out);
    println(about(report), out);
    for (Group total : report.totals()) {
      println(total(total), out);
    }
  }

  private static void println(String line, Writer out) throws IOException {
    out.write(line);
    out.write(System.lineSeparator());
  }

  /** As wide as the texts are; of those that are no numbers the widest is cut until all fits. */
  private static <R> int[] widths(List<Column<R>> columns, List<List<String>> lines) {
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    int room = WIDTH - GAP.length() * (widths.length - 1);
    for (int over = IntStream.of(widths).sum() - room; over > 0; over--) {
      Optional<Integer> widest =
          IntStream.range(0, widths.length)
              .filter(i -> !columns.get(i).isNumber() && widths[i] > LEAST_TEXT)
              .boxed()
              .max(Comparator.comparingInt(i -> widths[i]));
      if (widest.isEmpty()) {
        break;
      }
      widths[widest.get()]--;
    }
    return widths;
  }

  private static <R> String line(List<Column<R>> columns, List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = cells.get(i);
      String fitting =
          text.length() > widths[i] ? text.substring(0, widths[i] - CUT.length()) + CUT : text;
      String space = " ".repeat(widths[i] - fitting.length());
      line.append(columns.get(i).isNumber() ? space + fitting : fitting + space);
      line.append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String about(Report<?> report) {
    String month = report.question().month().toString();
    if (report.rows().isEmpty()) {
      return "%s: there was no such WorkSpace in %s.".formatted(month, report.question().where());
    }
    return report.isComplete()
        ? "%s, complete. CHEAPER and SAVES are for a whole month like this one.".formatted(month)
        : "%s, up to %s. CHEAPER and SAVES are for a whole month that goes on like this."
            .formatted(month, report.until());
  }

  private static String total(Group total) {
    String all = "%s in %s".formatted(Hours.of(total.total()), count(total.workspaces()));
    if (total.key().currency().isEmpty()) {
      return "No cost known: " + all + ".";
    }
    String currency = total.key().currency().get();
    String cost = "%s %s: %s.".formatted(total.cost().toPlainString(), currency, all);
    return total.changes() == 0
        ? cost
        : "%s Changing the running mode of %d saves %s %s a month."
            .formatted(cost, total.changes(), total.saves().toPlainString(), currency);
  }

  private static String count(int workspaces) {
    return workspaces == 1 ? "1 WorkSpace" : workspaces + " WorkSpaces";
  }
}
