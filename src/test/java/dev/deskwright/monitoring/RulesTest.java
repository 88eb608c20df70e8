package dev.deskwright.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.deskwright.monitoring.RuleFile.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alert fires when it should, and only then: promtool plays it, as a file says for each. */
class RulesTest {

  static final Pattern THRESHOLD = Pattern.compile("(.*[<>=] )([0-9.]+)", Pattern.DOTALL);

  private static final Path TESTS = Path.of("src/test/rules");
  private static final Path RUNBOOKS = Path.of("docs/runbooks");
  private static final Pattern RULE_FILES = Pattern.compile("rule_files: \\[[^\\]]*\\]");

  private static Path test(String alert) {
    return TESTS.resolve(alert + ".yaml");
  }

  private static Stream<Rule> alerts() {
    return RuleFile.read().alerts().stream();
  }

  private static Set<String> names() {
    return new TreeSet<>(alerts().map(Rule::alert).toList());
  }

  private static Set<String> names(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new TreeSet<>(
          files
              .map(each -> each.getFileName().toString())
              .filter(each -> each.startsWith("Deskwright"))
              .map(each -> each.replace(ending, ""))
              .toList());
    }
  }

  @Test
  void prometheusTakesTheFile() throws Exception {
    var result =
        Promtool.required()
            .run("check", "rules", "--lint=all", "--lint-fatal", RuleFile.PATH.toString());
    assertThat(result.code()).as(result.output()).isZero();
  }

  @TestFactory
  Stream<DynamicTest> firesAndClears() throws Exception {
    var promtool = Promtool.required();
    Map<String, Path> tests = new TreeMap<>();
    names().forEach(name -> tests.put(name, test(name)));
    Map<String, String> failures = promtool.failures(tests.values());
    return tests.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> assertThat(failures.get(each.getValue().toString())).isEmpty()));
  }

  /** A test that could not fail would be seen: these rules are wrong. */
  @TestFactory
  Stream<DynamicTest> aWrongRuleIsNoticed(@TempDir Path folder) throws Exception {
    var promtool = Promtool.required();
    Map<String, Path> tests = new TreeMap<>();
    for (Rule rule : alerts().toList()) {
      for (Wrong each : Wrong.values()) {
        tests.put(rule.alert() + " " + each, write(rule, each, folder));
      }
    }
    Map<String, String> failures = promtool.failures(tests.values());
    return tests.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> assertThat(failures.get(each.getValue().toString())).isNotEmpty()));
  }

  private enum Wrong {
    NEVER,
    ALWAYS,
    AT_ONCE,
    LATE
  }

  /** The alert's test, with a rule that is wrong. */
  private static Path write(Rule rule, Wrong wrong, Path folder) throws IOException {
    Matcher expression = THRESHOLD.matcher(rule.expr());
    assertThat(expression.matches()).as("%s ends with its threshold", rule.alert()).isTrue();
    String never = expression.group(1).contains("< ") ? "-1e9" : "1e9";
    String other =
        switch (wrong) {
          case NEVER -> expression.group(1) + never;
          case ALWAYS -> "vector(1) or " + rule.expr();
          case AT_ONCE, LATE -> rule.expr();
        };
    String duration =
        switch (wrong) {
          case NEVER, ALWAYS -> rule.duration();
          case AT_ONCE -> "0s";
          case LATE -> "5h";
        };
    var yaml = new YAMLMapper();
    JsonNode file = yaml.readTree(RuleFile.PATH.toFile());
    file.findParents("alert").stream()
        .filter(each -> each.get("alert").asText().equals(rule.alert()))
        .forEach(each -> ((ObjectNode) each).put("expr", other).put("for", duration));
    Path rules = folder.resolve(rule.alert() + wrong + ".rules.yaml");
    yaml.writeValue(rules.toFile(), file);
    Path test = folder.resolve(rule.alert() + wrong + ".yaml");
    String original = Files.readString(test(rule.alert()));
    String replaced = Matcher.quoteReplacement("rule_files: [" + rules + "]");
    return Files.writeString(test, RULE_FILES.matcher(original).replaceFirst(replaced));
  }

  @Test
  void everyAlertHasATestAndARunbook() throws IOException {
    assertThat(alerts().map(Rule::alert)).doesNotHaveDuplicates();
    assertThat(names(TESTS, ".yaml")).isEqualTo(names());
    assertThat(names(RUNBOOKS, ".md")).isEqualTo(names());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void aTestHasFiringClearingAndANearbyCase(Rule rule) throws IOException {
    JsonNode file = new YAMLMapper().readTree(test(rule.alert()).toFile());
    assertThat(file.at("/rule_files/0").asText())
        .isEqualTo(TESTS.relativize(RuleFile.PATH).toString());
    boolean fires = false;
    boolean isQuiet = false;
    for (JsonNode test : file.get("tests")) {
      List<Boolean> firing =
          test.get("alert_rule_test")
              .valueStream()
              .peek(c -> assertThat(c.get("alertname").asText()).isEqualTo(rule.alert()))
              .map(each -> !each.get("exp_alerts").isEmpty())
              .toList();
      int first = firing.indexOf(true);
      fires |= first > 0 && firing.lastIndexOf(false) > first;
      isQuiet |= first < 0;
    }
    assertThat(fires).as("not yet, then firing, then clear").isTrue();
    assertThat(isQuiet).as("something like it that is no reason to fire").isTrue();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void anAlertSaysWhatPeopleNeed(Rule rule) {
    assertThat(rule.duration()).isNotBlank();
    assertThat(rule.labels()).containsOnlyKeys("severity");
    assertThat(rule.labels().get("severity")).isIn("critical", "warning");
    assertThat(rule.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
    assertThat(rule.annotations().get("summary")).endsWith(".");
    assertThat(rule.annotations().get("description")).endsWith(".");
    assertThat(rule.annotations().get("runbook_url"))
        .isEqualTo(RUNBOOKS.resolve(rule.alert() + ".md").toString());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void aRunbookAnswersFourQuestions(Rule rule) throws IOException {
    List<String> headings =
        Files.readAllLines(RUNBOOKS.resolve(rule.alert() + ".md")).stream()
            .filter(line -> line.startsWith("#"))
            .toList();
    assertThat(headings)
        .containsExactly(
            "# " + rule.alert(),
            "## What it means",
            "## What users notice",
            "## What to do",
            "## When to silence it");
  }
}
