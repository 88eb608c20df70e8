package dev.deskwright.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.demo.MonitoredDemo;
import dev.deskwright.gateway.browser.Chromium;
import dev.deskwright.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus looks at the demo: what is documented is there, and every query is answered.
 */
class PrometheusTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(75);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");
  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  /** What the demo has no occasion to tell. */
  private static final Map<Metric, String> WITHOUT_OCCASION =
      Map.of(
          Metric.SNAPSHOT_OLDEST_AGE_SECONDS, WorkSpaceDashboard.NO_SNAPSHOT,
          Metric.WORKSPACE_SNAPSHOT_TIMESTAMP_SECONDS, WorkSpaceDashboard.NO_SNAPSHOT,
          Metric.GATEWAY_DEVICE_CHECKS_TOTAL, DirectoryDashboard.NO_DEVICES);

  @TempDir private static Path folder;

  private static MonitoredDemo demo;
  private static Prometheus prometheus;
  private static Instant begin;

  /** What is chosen in each dashboard, by the variable's name. */
  private static final Map<String, Map<String, String>> CHOSEN = new HashMap<>();

  private static final List<String> TABLE = new ArrayList<>();

  @BeforeAll
  static void letUsersLive() throws Exception {
    Promtool.required("prometheus");
    demo = MonitoredDemo.start(folder);
    prometheus =
        Prometheus.start(
            folder,
            new TreeMap<>(
                Map.of(
                    "deskwright-operator", demo.operatorMetrics(),
                    "deskwright-gateway", demo.gatewayMetrics())));
    begin = Instant.now();
    // Rates need some moments to be told from.
    while (Duration.between(begin, Instant.now()).compareTo(LONG_ENOUGH) < 0) {
      Instant next = Instant.now().plus(PAUSE);
      demo.liveOn();
      await().until(() -> Instant.now().isAfter(next));
    }
    choose();
  }

  @AfterAll
  static void close() throws IOException {
    if (!TABLE.isEmpty()) {
      Path report = Path.of("target/dashboards.txt");
      Files.createDirectories(report.getParent());
      Files.write(report, TABLE);
      TABLE.forEach(System.out::println);
    }
    if (prometheus != null) {
      prometheus.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  /** As somebody who picks names from the lists. */
  private static void choose() throws Exception {
    for (Dashboard dashboard : Dashboards.all()) {
      Map<String, String> chosen =
          CHOSEN.computeIfAbsent(dashboard.name(), each -> new HashMap<>());
      for (Dashboard.Variable each : dashboard.variables()) {
        Map<String, String> offered = offered(dashboard, each);
        assertThat(offered).as("choices of %s", each.label()).isNotEmpty();
        String one =
            Stream.of(MonitoredDemo.DIRECTORY, MonitoredDemo.WORKSPACE)
                .map(offered::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> offered.values().iterator().next());
        chosen.put(each.name(), each.many() ? String.join("|", offered.values()) : one);
      }
    }
  }

  /** Texts and values that Grafana would make of the answer. */
  private static Map<String, String> offered(Dashboard dashboard, Dashboard.Variable variable)
      throws Exception {
    Map<String, String> offered = new TreeMap<>();
    Matcher labels = LABEL_VALUES.matcher(variable.query());
    if (labels.matches()) {
      for (JsonNode each : prometheus.query(labels.group(1))) {
        String value = each.at("/metric/" + labels.group(2)).asText();
        offered.put(value, value);
      }
      return offered;
    }
    String inner = variable.query().replaceFirst("^query_result\\((.*)\\)$", "$1");
    Pattern regex = Pattern.compile(variable.regex().replaceAll("^/|/$", ""));
    for (JsonNode each : prometheus.query(chosen(dashboard, inner))) {
      Matcher found = regex.matcher(line(each.get("metric")));
      assertThat(found.find()).as(line(each.get("metric"))).isTrue();
      offered.put(found.group("text"), found.group("value"));
    }
    return offered;
  }

  /** As Grafana writes a series. */
  private static String line(JsonNode labels) {
    return labels.properties().stream()
        .map(each -> each.getKey() + "=\"" + each.getValue().asText() + "\"")
        .reduce((a, b) -> a + ", " + b)
        .map(all -> "{" + all + "}")
        .orElse("{}");
  }

  private static String chosen(Dashboard dashboard, String expression) {
    String result = expression.replace("$__rate_interval", "20s");
    for (Map.Entry<String, String> each : CHOSEN.get(dashboard.name()).entrySet()) {
      result = result.replace("$" + each.getKey(), each.getValue());
    }
    return result;
  }

  @Test
  void bothAreScrapedWithoutAnyTrouble() {
    // On a busy machine one answer may come too late; the next comes in time.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(prometheus.targets())
                    .hasSize(2)
                    .allSatisfy(
                        target -> {
                          assertThat(target.get("lastError").asText()).isEmpty();
                          assertThat(target.get("health").asText()).isEqualTo("up");
                        }));
    assertThat(prometheus.log()).doesNotContain("level=error").doesNotContain("level=warn");
  }

  @TestFactory
  Stream<DynamicTest> everyMetricOfTheCatalogueIsThere() {
    return Stream.of(Metric.values())
        .map(metric -> DynamicTest.dynamicTest(metric.prometheusName(), () -> assertThere(metric)));
  }

  private static void assertThere(Metric metric) throws Exception {
    String name =
        metric.type() == Metric.Type.HISTOGRAM
            ? metric.prometheusName() + "_bucket"
            : metric.prometheusName();
    JsonNode found = prometheus.query("last_over_time(" + name + "[5m])");
    if (WITHOUT_OCCASION.containsKey(metric)) {
      assertThat(found).as("no exception is needed any more").isEmpty();
      return;
    }
    assertThat(found).isNotEmpty();
    for (JsonNode series : found) {
      assertThat(series.get("metric").fieldNames()).toIterable().containsAll(metric.labels());
    }
  }

  @Test
  void everyRuleIsEvaluatedAndNoneFires() throws Exception {
    var rules = prometheus.rules();
    assertThat(rules).hasSize((int) RuleFile.read().rules().count());
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertThat(rule.get("health").asText()).as(rule.toString()).isEqualTo("ok");
              assertThat(rule.path("state").asText("inactive"))
                  .as(rule.toString())
                  .isNotEqualTo("firing");
            });
  }

  @TestFactory
  Stream<DynamicTest> everyPanelShowsSomething() {
    return Dashboards.panels(PrometheusTest::assertShows);
  }

  private static void assertShows(Dashboard dashboard, Panel panel) throws Exception {
    for (Panel.Query query : panel.queries()) {
      JsonNode found =
          prometheus.query(
              chosen(dashboard, query.expression()), begin, Instant.now(), Prometheus.INTERVAL);
      TABLE.add(
          "%s | %s | %s | %s"
              .formatted(
                  dashboard.title(),
                  panel.title(),
                  query.expression(),
                  found.isEmpty() ? "nothing: " + panel.emptyBecause() : told(query, found)));
      if (panel.emptyBecause().isEmpty()) {
        assertThat(found).as(chosen(dashboard, query.expression())).isNotEmpty();
      }
    }
  }

  private static String told(Panel.Query query, JsonNode found) {
    JsonNode series = found.get(0);
    JsonNode values = series.get("values");
    return "%d series, %s = %s"
        .formatted(
            found.size(),
            legend(query, series.get("metric")),
            values.get(values.size() - 1).get(1).asText());
  }

  private static String legend(Panel.Query query, JsonNode labels) {
    return LABEL
        .matcher(query.legend())
        .replaceAll(each -> Matcher.quoteReplacement(labels.path(each.group(1)).asText()));
  }

  /** For the documentation, where files are to be made anew. */
  @Test
  void drawsPictures() throws Exception {
    assumeTrue(System.getProperty("generate") != null);
    Instant now = Instant.now();
    try (var chromium = Chromium.start()) {
      for (Dashboard each : Dashboards.all()) {
        new DashboardPicture(prometheus, text -> chosen(each, text), begin, now)
            .draw(each, chromium.browser());
      }
    }
  }
}
