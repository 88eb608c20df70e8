package dev.deskwright.model.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that can happen to two WorkSpaces, within budgets, explored breadth first with the real code;
 * and an operator with one mistake for each promise, which is caught in the fewest steps.
 *
 * <p>With {@code -Ddeskwright.model=whole} until 1,000,000 different states are seen. What is found
 * is in {@code target/model.json}, and with {@code -Dgenerate} in the reference.
 */
class ExhaustiveTest {

  private static final Logger LOG = LoggerFactory.getLogger(ExhaustiveTest.class);
  private static final boolean WHOLE = "whole".equals(System.getProperty("deskwright.model"));
  private static final boolean GENERATE = System.getProperty("generate") != null;
  private static final int ENOUGH = Integer.getInteger("deskwright.model.states", 1_000_000);
  private static final int MOST = Integer.getInteger("deskwright.model.slice", 700_000);
  private static final int FOR_A_BREACH = 60_000;
  private static final int REST_EACH = 512;

  @Test
  void noStateBreaksAPromise() throws IOException {
    var worlds = new Numbers();
    List<ModelReport.Caught> caught =
        GENERATE
            ? Broken.all().stream().map(b -> new ModelReport.Caught(b, caught(b))).toList()
            : List.of();
    List<ModelReport.Row> rows = new ArrayList<>();
    for (Slice slice : WHOLE ? Slices.many() : Slices.few()) {
      if (WHOLE && worlds.size() >= ENOUGH) {
        break;
      }
      int before = worlds.size();
      var found = new Explorer(slice, Planning.REAL, Telling.REAL, worlds, REST_EACH).explore(MOST);
      var row = new ModelReport.Row(slice, found, worlds.size() - before);
      LOG.info("{}", row);
      System.out.println("[model] " + row);
      rows.add(row);
      assertThat(found.breach().map(breach -> breach + ", by " + found.way())).isEmpty();
      write(new ModelReport(rows, worlds.size(), caught));
    }
    System.out.printf("[model] %,d different states, no promise broken%n", worlds.size());
    if (WHOLE) {
      assertThat(worlds.size()).isGreaterThanOrEqualTo(ENOUGH);
    } else {
      assertThat(rows).allMatch(row -> row.found().whole());
    }
  }

  private static void write(ModelReport report) throws IOException {
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/model.json"), report.json());
    if (GENERATE) {
      Files.writeString(Path.of("docs/reference/model.md"), report.page());
    }
  }

  static List<Broken> broken() {
    return Broken.all();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void anOperatorWithOneMistakeIsCaught(Broken broken) {
    var found = caught(broken);
    LOG.info(
        "An operator that {}: \"{}\", in {} steps: {}",
        broken,
        found.breach().orElse("nothing"),
        found.way().size(),
        found.way());
    assertThat(found.breach().orElse("nothing in %,d states".formatted(found.states())))
        .startsWith(broken.breach());
  }

  private static Explorer.Found caught(Broken broken) {
    return new Explorer(broken.slice(), broken.planning(), broken.telling(), new Numbers(), 4)
        .explore(FOR_A_BREACH);
  }
}
