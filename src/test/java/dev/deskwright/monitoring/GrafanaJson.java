package dev.deskwright.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A dashboard as Grafana's JSON: its classic model, which Grafana 9 and all later ones read. */
final class GrafanaJson {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int SCHEMA_VERSION = 39;
  private static final int WIDTH = 24;
  private static final String TAG = "deskwright";

  private final Dashboard dashboard;
  private final ObjectNode root = JSON.createObjectNode();
  private int nextId = 1;

  private GrafanaJson(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  static String of(Dashboard dashboard) {
    return new GrafanaJson(dashboard).text();
  }

  private String text() {
    root.put("uid", "deskwright-" + dashboard.name());
    root.put("title", "Deskwright / " + dashboard.title());
    root.put("description", dashboard.description());
    root.putArray("tags").add(TAG);
    root.put("schemaVersion", SCHEMA_VERSION);
    root.put("version", 1);
    root.put("editable", true);
    root.put("graphTooltip", 1);
    root.put("refresh", "1m");
    root.put("timezone", "browser");
    root.putObject("time").put("from", "now-6h").put("to", "now");
    root.putArray("links").add(links());
    variables(root.putObject("templating").putArray("list"));
    panels(root.putArray("panels"));
    try {
      var indenter = new DefaultIndenter("  ", "\n");
      var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
      return JSON.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The other dashboards, with what is chosen here. */
  private static ObjectNode links() {
    ObjectNode link = JSON.createObjectNode();
    link.put("type", "dashboards").put("title", "Deskwright").put("asDropdown", true);
    link.put("includeVars", true).put("keepTime", true).put("targetBlank", false);
    link.putArray("tags").add(TAG);
    return link;
  }

  private void variables(ArrayNode list) {
    list.addObject()
        .put("name", "datasource")
        .put("label", "Data source")
        .put("type", "datasource")
        .put("query", "prometheus");
    for (Dashboard.Variable each : dashboard.variables()) {
      ObjectNode variable = list.addObject();
      variable.put("name", each.name()).put("label", each.label()).put("type", "query");
      variable.set("datasource", datasource());
      variable.putObject("query").put("query", each.query()).put("refId", each.name());
      variable.put("definition", each.query()).put("regex", each.regex());
      variable.put("refresh", 2).put("sort", 1);
      variable.put("multi", each.many()).put("includeAll", each.many());
      if (each.many()) {
        variable.putObject("current").put("text", "All").put("value", "$__all");
      }
    }
  }

  private static ObjectNode datasource() {
    return JSON.createObjectNode().put("type", "prometheus").put("uid", "${datasource}");
  }

  private void panels(ArrayNode panels) {
    int y = 0;
    for (Dashboard.Row row : dashboard.rows()) {
      ObjectNode heading = panels.addObject();
      heading.put("id", nextId++).put("type", "row").put("title", row.title());
      heading.put("collapsed", false).putArray("panels");
      heading.set("gridPos", place(0, y, WIDTH, 1));
      y++;
      int width = WIDTH / row.panels().size();
      int height = row.panels().stream().mapToInt(p -> p.kind().height()).max().orElseThrow();
      int x = 0;
      for (Panel panel : row.panels()) {
        panels.add(panel(panel).set("gridPos", place(x, y, width, height)));
        x += width;
      }
      y += height;
    }
  }

  private static ObjectNode place(int x, int y, int width, int height) {
    return JSON.createObjectNode().put("x", x).put("y", y).put("w", width).put("h", height);
  }

  private ObjectNode panel(Panel panel) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", nextId++).put("type", panel.kind().type()).put("title", panel.title());
    node.put("description", panel.description());
    node.set("datasource", datasource());
    ObjectNode defaults = node.putObject("fieldConfig").putObject("defaults");
    defaults.put("unit", panel.unit());
    ((ObjectNode) node.get("fieldConfig")).putArray("overrides");
    options(panel, node.putObject("options"), defaults);
    ArrayNode targets = node.putArray("targets");
    char refId = 'A';
    for (Panel.Query each : panel.queries()) {
      targets.add(target(panel, each, String.valueOf(refId++)));
    }
    if (panel.kind() == Panel.Kind.TABLE) {
      transformations(panel, node.putArray("transformations"));
    }
    return node;
  }

  private static ObjectNode target(Panel panel, Panel.Query query, String refId) {
    ObjectNode target = JSON.createObjectNode();
    target.put("refId", refId).put("expr", query.expression()).put("legendFormat", query.legend());
    target.put("instant", panel.kind().isInstant()).put("range", !panel.kind().isInstant());
    target.put("format", panel.kind() == Panel.Kind.TABLE ? "table" : "time_series");
    target.set("datasource", datasource());
    return target;
  }

  private static void options(Panel panel, ObjectNode options, ObjectNode defaults) {
    switch (panel.kind()) {
      case STAT -> {
        options.put("colorMode", "none").put("graphMode", "none").put("textMode", "auto");
        options.putObject("reduceOptions").putArray("calcs").add("lastNotNull");
      }
      case BARS -> {
        options.put("orientation", "horizontal").put("displayMode", "basic");
        options.putObject("reduceOptions").putArray("calcs").add("lastNotNull");
        defaults.put("min", 0);
      }
      case LINES, STACKED -> {
        boolean stacked = panel.kind() == Panel.Kind.STACKED;
        ObjectNode custom = defaults.put("min", 0).putObject("custom");
        custom.put("fillOpacity", stacked ? 40 : 0).put("showPoints", "never").put("lineWidth", 1);
        custom.putObject("stacking").put("mode", stacked ? "normal" : "none");
        options.putObject("legend").put("displayMode", "list").put("placement", "bottom");
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
      }
      case STATES -> {
        options.put("showValue", "never").put("mergeValues", true);
        defaults.putObject("color").put("mode", "thresholds");
        ArrayNode steps =
            defaults.putObject("thresholds").put("mode", "absolute").putArray("steps");
        steps.addObject().put("color", "red").putNull("value");
        steps.addObject().put("color", "green").put("value", 1);
      }
      case TABLE -> options.put("showHeader", true);
    }
  }

  /** One line for what the queries have the same labels of, each query's value under its legend. */
  private static void transformations(Panel panel, ArrayNode transformations) {
    transformations.addObject().put("id", "merge").putObject("options");
    ObjectNode organize = transformations.addObject().put("id", "organize").putObject("options");
    organize.putObject("excludeByName").put("Time", true);
    ObjectNode renamed = organize.putObject("renameByName");
    char refId = 'A';
    for (Panel.Query each : panel.queries()) {
      String column = panel.queries().size() == 1 ? "Value" : "Value #" + refId++;
      renamed.put(column, each.legend());
    }
  }
}
