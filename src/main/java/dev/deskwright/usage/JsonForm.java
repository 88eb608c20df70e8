package dev.deskwright.usage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.deskwright.usage.Layout.Field;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A report as one JSON object. Amounts are text, as in the API. */
final class JsonForm {

  private JsonForm() {}

  static <R> void write(Report<R> report, Writer out) throws IOException {
    Question question = report.question();
    try (JsonGenerator json =
        new JsonMapper()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("month", question.month().toString());
      json.writeStringField("until", report.until().toString());
      json.writeBooleanField("complete", report.isComplete());
      json.writeStringField("by", Question.lower(question.by()));
      if (question.tag().isPresent()) {
        json.writeStringField("tag", question.tag().get());
      }
      write("rows", report.rows(), report.layout().fields(), json);
      write("totals", report.totals(), Layout.totals(), json);
      json.writeEndObject();
    }
    out.write(System.lineSeparator());
  }

  private static <R> void write(
      String name, List<R> rows, List<Field<R>> fields, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (R row : rows) {
      json.writeStartObject();
      for (Field<R> field : fields) {
        Optional<?> value = field.value().apply(row);
        if (value.isPresent()) {
          write(field.name(), value.get(), json);
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(String name, Object value, JsonGenerator json) throws IOException {
    if (value instanceof BigDecimal amount) {
      json.writeStringField(name, amount.toPlainString());
    } else if (value instanceof Number whole) {
      json.writeNumberField(name, whole.longValue());
    } else {
      json.writeStringField(name, value.toString());
    }
  }
}
