package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.deskwright.monitoring.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What helm makes of alerts and dashboards. */
class MonitoringChartTest {

  private static final String RULES = "{metrics: {prometheusRule: {enabled: true%s}}}";
  private static final String GATEWAY = "\n" + GatewayChartTest.SMALLEST;
  private static final Path DASHBOARDS = Path.of("helm/deskwright/files/monitoring/dashboards");

  private static Helm helm;

  @BeforeAll
  static void findHelm() {
    helm = Helm.required();
  }

  private static List<JsonNode> ofKind(List<JsonNode> objects, String kind) {
    return objects.stream().filter(each -> each.path("kind").asText().equals(kind)).toList();
  }

  private static Map<String, JsonNode> rules(String values) throws Exception {
    return byName(ofKind(helm.template(values), "PrometheusRule").get(0).at("/spec/groups"));
  }

  private static Map<String, JsonNode> byName(JsonNode groups) {
    return groups
        .valueStream()
        .flatMap(group -> group.get("rules").valueStream())
        .collect(
            Collectors.toMap(
                rule -> rule.path("alert").asText(rule.path("record").asText()), rule -> rule));
  }

  private static Map<String, JsonNode> file() throws IOException {
    return byName(new YAMLMapper().readTree(RuleFile.PATH.toFile()).get("groups"));
  }

  private static List<JsonNode> dashboards(List<JsonNode> objects) {
    return ofKind(objects, "ConfigMap").stream()
        .filter(map -> map.at("/metadata/name").asText().contains("-dashboard-"))
        .toList();
  }

  @Test
  void neitherIsMadeUnasked() throws Exception {
    var objects = helm.template("{}");
    assertThat(objects)
        .extracting(each -> each.path("kind").asText())
        .doesNotContain("PrometheusRule");
    assertThat(dashboards(objects)).isEmpty();
  }

  @Test
  void theRulesAreThoseOfTheFile() throws Exception {
    String values = "metrics: {prometheusRule: {enabled: true}}" + GATEWAY;
    assertThat(rules(values)).isEqualTo(file());
  }

  @Test
  void withoutAGatewayThereAreNoAlertsAboutIt() throws Exception {
    var ofOperator = rules(RULES.formatted(""));
    assertThat(ofOperator).containsKey("DeskwrightOperatorDown");
    assertThat(ofOperator.keySet())
        .doesNotContain("DeskwrightGatewayDown", "DeskwrightSignInFailures");
  }

  @Test
  void whatIsToBeChangedIsChangedAndNothingElse() throws Exception {
    Map<String, JsonNode> expected = new HashMap<>(rules(RULES.formatted("")));
    expected.remove("DeskwrightOperationStuck");
    var rule = (ObjectNode) expected.get("DeskwrightDesktopsUnhealthy");
    rule.put("expr", rule.get("expr").asText().replaceFirst("0\\.05$", "0.25"));
    rule.put("for", "1h");
    ((ObjectNode) rule.get("labels")).put("severity", "page").put("team", "desktops");
    assertThat(
            rules(
                RULES.formatted(
                    ", alerts: {DeskwrightOperationStuck: {enabled: false},"
                        + " DeskwrightDesktopsUnhealthy: {threshold: 0.25, for: 1h, severity:"
                        + " page, labels: {team: desktops}}}")))
        .isEqualTo(expected);
  }

  @Test
  void everyThresholdCanBeChanged() throws Exception {
    String all =
        RuleFile.read().alerts().stream()
            .map(each -> each.alert() + ": {threshold: 4711}")
            .collect(Collectors.joining(", "));
    var changed =
        rules("metrics: {prometheusRule: {enabled: true, alerts: {" + all + "}}}" + GATEWAY);
    for (RuleFile.Rule each : RuleFile.read().alerts()) {
      assertThat(changed.get(each.alert()).get("expr").asText())
          .isEqualTo(each.expr().replaceFirst("[0-9.]+$", "4711"));
    }
  }

  @Test
  void aRunbookIsALinkWhereItIsSaidWhereTheyAre() throws Exception {
    var rules = rules(RULES.formatted(", runbooks: 'https://git.example.com/runbooks/'"));
    assertThat(rules.get("DeskwrightOperatorDown").at("/annotations/runbook_url").asText())
        .isEqualTo("https://git.example.com/runbooks/DeskwrightOperatorDown.md");
  }

  @Test
  void theSchemaKnowsEveryAlert() {
    assertThat(
            Chart.schema()
                .at("/properties/metrics/properties/prometheusRule/properties/alerts")
                .at("/propertyNames/enum"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            RuleFile.read().alerts().stream().map(RuleFile.Rule::alert).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ", alerts: {DeskwrightDesktopsUnwell: {enabled: false}}",
        ", alerts: {DeskwrightDesktopsUnhealthy: {treshold: 1}}",
        ", alerts: {DeskwrightDesktopsUnhealthy: {threshold: many}}",
        ", alerts: {DeskwrightDesktopsUnhealthy: {for: soon}}",
        ", runbooks: 'https://git.example.com/runbooks'",
        ", label: {}"
      })
  void whatIsNoAlertIsRefused(String more) throws Exception {
    var result = helm.render(RULES.formatted(more));
    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains("values don't meet the specifications of the schema");
  }

  @Test
  void dashboardsAreTheFilesAsTheyAre() throws Exception {
    var maps =
        dashboards(
            helm.template("{metrics: {dashboards: {enabled: true, namespace: monitoring}}}"));
    Map<String, String> shipped = new HashMap<>();
    for (JsonNode map : maps) {
      assertThat(map.at("/metadata/namespace").asText()).isEqualTo("monitoring");
      assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
      map.get("data")
          .properties()
          .forEach(each -> shipped.put(each.getKey(), each.getValue().asText()));
    }
    Map<String, String> files = new HashMap<>();
    try (Stream<Path> found = Files.list(DASHBOARDS)) {
      for (Path each : found.toList()) {
        files.put("deskwright-" + each.getFileName(), Files.readString(each));
      }
    }
    assertThat(shipped).isEqualTo(files).hasSize(5);
  }

  /** Else Prometheus would put the pod's namespace in the place of the desktop's. */
  @Test
  void labelsOfMetricsAreLeftAsTheyAre() throws Exception {
    var monitors =
        ofKind(
            helm.template("metrics: {serviceMonitor: {enabled: true}}" + GATEWAY),
            "ServiceMonitor");
    assertThat(monitors)
        .hasSize(2)
        .allSatisfy(
            each -> assertThat(each.at("/spec/endpoints/0/honorLabels").asBoolean()).isTrue());
  }
}
