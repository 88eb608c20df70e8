package dev.deskwright.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A picture of a dashboard for the documentation. It is drawn by a page of the tests from what
 * Prometheus answers to the panels' queries: what Grafana would make of them looks otherwise.
 */
final class DashboardPicture {

  private static final Path PAGE = Path.of("src/test/web/dashboard.html").toAbsolutePath();
  private static final Path PICTURES = Path.of("docs/images/monitoring");
  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)\\}\\}");
  private static final Set<String> NOT_SHOWN = Set.of("__name__", "instance", "job");
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 400;

  private final Prometheus prometheus;
  private final UnaryOperator<String> chosen;
  private final Instant from;
  private final Instant to;

  /**
   * A picture of what was between two moments.
   *
   * @param chosen puts what is chosen in the place of variables
   */
  DashboardPicture(Prometheus prometheus, UnaryOperator<String> chosen, Instant from, Instant to) {
    this.prometheus = prometheus;
    this.chosen = chosen;
    this.from = from;
    this.to = to;
  }

  void draw(Dashboard dashboard, Browser browser) throws Exception {
    ObjectNode data = new ObjectMapper().createObjectNode();
    data.put("title", "Deskwright / " + dashboard.title());
    data.put("chosen", dashboard.description());
    data.put("from", from.getEpochSecond()).put("to", to.getEpochSecond());
    ArrayNode rows = data.putArray("rows");
    for (Dashboard.Row row : dashboard.rows()) {
      ArrayNode panels = rows.addObject().put("title", row.title()).putArray("panels");
      for (Panel panel : row.panels()) {
        panel(panel, panels.addObject());
      }
    }
    try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(WIDTH, HEIGHT))) {
      page.navigate(PAGE.toUri().toString());
      page.evaluate("data => draw(JSON.parse(data))", data.toString());
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(PICTURES.resolve(dashboard.name() + ".png")));
    }
  }

  private void panel(Panel panel, ObjectNode to) throws Exception {
    to.put("title", panel.title()).put("kind", panel.kind().name()).put("unit", panel.unit());
    to.put("emptyBecause", panel.emptyBecause());
    ArrayNode all = to.putArray("series");
    for (Panel.Query query : panel.queries()) {
      for (JsonNode found : found(panel, chosen.apply(query.expression()))) {
        ObjectNode series = all.addObject();
        series.put("legend", legend(query, found.get("metric")));
        ObjectNode labels = series.putObject("labels");
        found
            .get("metric")
            .properties()
            .forEach(
                each -> {
                  if (!NOT_SHOWN.contains(each.getKey())) {
                    labels.set(each.getKey(), each.getValue());
                  }
                });
        ArrayNode values = series.putArray("values");
        points(found)
            .forEach(
                point ->
                    values
                        .addArray()
                        .add(point.get(0).asDouble())
                        .add(Double.parseDouble(point.get(1).asText())));
      }
    }
  }

  private JsonNode found(Panel panel, String expression) throws Exception {
    return panel.kind().isInstant()
        ? prometheus.query(expression)
        : prometheus.query(expression, from, to, Prometheus.INTERVAL);
  }

  /** NaN, as where nothing was to be divided by, is not drawn. */
  private static Iterable<JsonNode> points(JsonNode series) {
    JsonNode several = series.path("values");
    var points =
        several.isMissingNode() ? new ObjectMapper().createArrayNode() : several.deepCopy();
    if (several.isMissingNode()) {
      ((ArrayNode) points).add(series.get("value"));
    }
    return points.valueStream().filter(point -> !point.get(1).asText().equals("NaN")).toList();
  }

  private static String legend(Panel.Query query, JsonNode labels) {
    return LABEL
        .matcher(query.legend())
        .replaceAll(each -> Matcher.quoteReplacement(labels.path(each.group(1)).asText()));
  }
}
