package dev.deskwright.usage;

import java.io.IOException;
import java.io.Writer;

/** The forms that a report can have. */
enum Format {
  TABLE("txt") {
    @Override
    void write(Report<?> report, Writer out) throws IOException {
      TableForm.write(report, out);
    }
  },
  CSV("csv") {
    @Override
    void write(Report<?> report, Writer out) throws IOException {
      CsvForm.write(report, out);
    }
  },
  JSON("json") {
    @Override
    void write(Report<?> report, Writer out) throws IOException {
      JsonForm.write(report, out);
    }
  };

  private final String ending;

  Format(String ending) {
    this.ending = ending;
  }

  /** How the name of a file with such a report ends. */
  String ending() {
    return ending;
  }

  /** Writes a report, and leaves the writer open. */
  abstract void write(Report<?> report, Writer out) throws IOException;
}
