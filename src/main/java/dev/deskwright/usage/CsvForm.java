package dev.deskwright.usage;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.deskwright.usage.Layout.Field;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A report as CSV by RFC 4180, with a header. */
final class CsvForm {

  /** What a spreadsheet takes for the beginning of a formula. */
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);

  private CsvForm() {}

  static <R> void write(Report<R> report, Writer out) throws IOException {
    List<Field<R>> fields = report.layout().fields();
    var mapper =
        CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    try (SequenceWriter rows = mapper.writer(schema(fields)).writeValues(out)) {
      if (report.rows().isEmpty()) {
        rows.write(List.of());
      }
      for (R row : report.rows()) {
        rows.write(cells(report, row));
      }
    }
  }

  private static <R> CsvSchema schema(List<Field<R>> fields) {
    var schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
    schema.addColumn("month").addColumn("until");
    fields.forEach(field -> schema.addColumn(field.name()));
    return schema.build();
  }

  private static <R> List<Object> cells(Report<R> report, R row) {
    var cells = new ArrayList<>();
    cells.add(report.question().month().toString());
    cells.add(report.until().toString());
    for (Field<R> field : report.layout().fields()) {
      cells.add(field.value().apply(row).map(CsvForm::cell).orElse(""));
    }
    return cells;
  }

  private static Object cell(Object value) {
    if (value instanceof BigDecimal amount) {
      return amount.toPlainString();
    }
    return value instanceof Number ? value : harmless(value.toString());
  }

  /** Text as text: a spreadsheet runs no formula that somebody wrote into a name. */
  static String harmless(String text) {
    return FORMULA.matcher(text).matches() ? "'" + text : text;
  }
}
