package dev.deskwright.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reconcilers under 150 lines, files under 300, methods under 40. */
class SizeTest {

  /** A method's first line as google-java-format writes it, or the end of a longer one. */
  private static final Pattern METHOD_BEGINS =
      Pattern.compile(
          "^( {2}| {4})(?! )(?!.*\\b(class|record|interface|enum|new)\\b)[^(*/@}=]+ \\w+\\([^=]*$");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void files() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      int limit = file.toString().endsWith("Reconciler.java") ? 150 : 300;
      int lines = Files.readAllLines(file).size();
      if (lines >= limit) {
        tooLong.add("%s: %d lines".formatted(file, lines));
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void methods() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      List<String> lines = Files.readAllLines(file);
      int begin = -1;
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (begin < 0 && !line.endsWith("{}") && METHOD_BEGINS.matcher(line).matches()) {
          begin = i;
        }
        boolean ends = line.equals("  }") || line.equals("    }") || line.endsWith(";");
        if (begin >= 0 && ends && indent(line) == indent(lines.get(begin))) {
          if (i - begin + 1 >= 40) {
            tooLong.add("%s:%d: %d lines".formatted(file, begin + 1, i - begin + 1));
          }
          begin = -1;
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
