package dev.deskwright.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskwright.monitoring.RuleFile.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rules, dashboards and pages name no metric and no label that is not there. */
class NamesTest {

  private static final RuleFile RULES = RuleFile.read();
  private static final KnownMetrics KNOWN = new KnownMetrics(RULES);

  /** A metric in a page, with matchers if it has them; not a file, a Java package or a header. */
  private static final Pattern METRIC =
      Pattern.compile(
          "(?<![\\w./:-])((?:deskwright|reconciliations|kubelet|jvm|process)[_:][a-z0-9_:]*[a-z0-9])"
              + "(\\*|\\{[^}]*\\})?(?![\\w/-])");

  private static final Pattern ALERT = Pattern.compile("(?<!\\w)Deskwright[A-Z]\\w+");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  /** A user's name in the cluster, which begins like a series that is recorded. */
  private static final List<String> NOT_METRICS = List.of("deskwright:team:corp:alice");

  @TestFactory
  Stream<DynamicTest> everyRuleNamesWhatIsThere() {
    return RULES
        .rules()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.alert() + "" + rule.record(),
                    () -> assertThat(KNOWN.unknown(rule.expr())).as(rule.expr()).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> everyPanelNamesWhatIsThere() {
    return Dashboards.panels((dashboard, panel) -> panel.queries().forEach(NamesTest::check));
  }

  private static void check(Panel.Query query) {
    assertThat(KNOWN.unknown(query.expression())).as(query.expression()).isEmpty();
    Matcher legend = LEGEND.matcher(query.legend());
    while (legend.find()) {
      assertThat(PromQl.of(query.expression()).grouped())
          .as("%s, the legend of %s", query.legend(), query.expression())
          .contains(legend.group(1));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyVariableNamesWhatIsThere() {
    return Dashboards.all().stream()
        .flatMap(dashboard -> dashboard.variables().stream())
        .distinct()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.label(), () -> assertThat(KNOWN.unknown(inner(each))).isEmpty()));
  }

  private static String inner(Dashboard.Variable variable) {
    return variable
        .query()
        .replaceFirst("^query_result\\((.*)\\)$", "$1")
        .replaceFirst("^label_values\\((.*), (\\w+)\\)$", "max by ($2) ($1)");
  }

  @TestFactory
  Stream<DynamicTest> everyPageNamesWhatIsThere() throws IOException {
    Map<Path, List<String>> unknown = new TreeMap<>();
    List<String> alerts = RULES.alerts().stream().map(Rule::alert).toList();
    for (Path page : pages()) {
      String text = Files.readString(page);
      List<String> wrong = unknown.computeIfAbsent(page, each -> new ArrayList<>());
      Matcher metric = METRIC.matcher(text);
      while (metric.find()) {
        wrong.addAll(unknown(metric.group(1), metric.group(2)));
      }
      ALERT
          .matcher(text)
          .results()
          .map(each -> each.group())
          .filter(each -> !alerts.contains(each))
          .forEach(wrong::add);
    }
    assertThat(unknown).hasSizeGreaterThan(50);
    return unknown.entrySet().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.getKey().toString(), () -> assertThat(page.getValue()).isEmpty()));
  }

  private static List<String> unknown(String name, String more) {
    if (NOT_METRICS.contains(name) || "*".equals(more)) {
      return List.of();
    }
    boolean hasMatchers = more != null && more.contains("=");
    String whole = hasMatchers ? name + more : name;
    List<String> wrong = KNOWN.unknown(whole);
    boolean isHistogram = KNOWN.has(name + "_bucket");
    return isHistogram && !hasMatchers ? List.of() : wrong;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              docs.filter(each -> each.toString().endsWith(".md")),
              Stream.of("README.md", "CHANGELOG.md").map(Path::of))
          .toList();
    }
  }

  @Test
  void noPanelIsWithoutUnitDescriptionAndQuery() throws IOException {
    for (Path file : Dashboards.files().keySet()) {
      JsonNode json = new ObjectMapper().readTree(file.toFile());
      List<JsonNode> panels =
          json.get("panels")
              .valueStream()
              .filter(panel -> !panel.get("type").asText().equals("row"))
              .toList();
      assertThat(panels)
          .as(file.toString())
          .hasSizeBetween(5, 20)
          .allSatisfy(
              panel -> {
                assertThat(panel.get("description").asText()).endsWith(".");
                assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotEmpty();
                assertThat(panel.get("targets")).isNotEmpty();
              });
      assertThat(panels).extracting(panel -> panel.get("title").asText()).doesNotHaveDuplicates();
    }
  }

  @Test
  void namesThatAreNotThereAreFound() {
    assertThat(KNOWN.unknown("sum by (dir) (rate(deskwright_costs{a=\"b\"}[5m]))"))
        .containsExactly("deskwright_costs", "deskwright_costs{a}", "label dir");
    assertThat(KNOWN.unknown("deskwright_cost{state=\"x\"} > 5"))
        .containsExactly("deskwright_cost{state}");
    assertThat(unknown("deskwright_workspaces", "{directory=\"corp\"}")).isNotEmpty();
    assertThatThrownBy(() -> PromQl.of("sum + 1")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> PromQl.of("a $b")).isInstanceOf(AssertionError.class);
  }
}
