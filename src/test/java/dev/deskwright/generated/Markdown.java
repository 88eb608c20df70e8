package dev.deskwright.generated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Text of a reference page. */
final class Markdown {

  private final StringBuilder text = new StringBuilder();

  Markdown heading(int level, String title) {
    return paragraph("#".repeat(level) + " " + title);
  }

  Markdown paragraph(String paragraph) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(paragraph).append('\n');
    return this;
  }

  Markdown list(List<String> items) {
    return paragraph("- " + String.join("\n- ", items.stream().map(Markdown::plain).toList()));
  }

  Markdown table(List<String> head, List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(line(head));
    lines.add(line(Collections.nCopies(head.size(), "---")));
    rows.forEach(row -> lines.add(line(row)));
    return paragraph(String.join("\n", lines));
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells.stream().map(Markdown::plain).toList()) + " |";
  }

  /** What would be a tag or the end of a cell is shown as it is. */
  private static String plain(String value) {
    return value.replace("|", "\\|").replace("<", "&lt;");
  }

  static String code(String value) {
    return "`" + value + "`";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
