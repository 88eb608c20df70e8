package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import dev.deskwright.monitoring.Dashboard;
import dev.deskwright.monitoring.Dashboards;
import dev.deskwright.monitoring.Panel;
import dev.deskwright.monitoring.RuleFile;
import dev.deskwright.monitoring.RuleFile.Group;
import dev.deskwright.monitoring.RuleFile.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The texts of {@code docs/reference/alerts.md} and {@code docs/reference/dashboards.md}. */
final class MonitoringReference {

  private MonitoringReference() {}

  static String alerts() {
    RuleFile rules = RuleFile.read();
    Markdown page =
        new Markdown()
            .heading(1, "Alerts")
            .paragraph(
                "The rules in [`rules.yaml`](../../helm/deskwright/files/monitoring/rules.yaml), a"
                    + " plain rule file of Prometheus. The chart makes a PrometheusRule of it, and"
                    + " can change each alert: [how](../tasks/monitoring.md#alerts). Each has a"
                    + " [test](../../src/test/rules) in which it fires and clears, and in which"
                    + " something like it does not make it fire.")
            .table(
                List.of("Alert", "Severity", "After", "Threshold", "What it says"),
                rules.alerts().stream().map(MonitoringReference::row).toList());
    rules.groups().forEach(group -> group(page, group));
    return page.toString();
  }

  private static List<String> row(Rule rule) {
    return List.of(
        "[%1$s](../runbooks/%1$s.md)".formatted(rule.alert()),
        rule.labels().get("severity"),
        rule.duration(),
        threshold(rule),
        rule.annotations().get("summary"));
  }

  private static String threshold(Rule rule) {
    String[] words = rule.expr().split("\\s+", -1);
    String number = words[words.length - 1];
    return switch (words[words.length - 2]) {
      case ">" -> "over " + number;
      case "<" -> "under " + number;
      default -> number;
    };
  }

  private static void group(Markdown page, Group group) {
    page.heading(2, "Group " + group.name());
    group
        .rules()
        .forEach(
            rule -> {
              String name =
                  rule.alert() == null ? "Recorded: " + code(rule.record()) : rule.alert();
              page.heading(3, name).paragraph("```\n" + rule.expr() + "\n```");
              if (rule.alert() != null) {
                page.paragraph(rule.annotations().get("description"));
              }
            });
  }

  static String dashboards() {
    Markdown page =
        new Markdown()
            .heading(1, "Dashboards")
            .paragraph(
                "The dashboards for Grafana in"
                    + " [`files/monitoring/dashboards`](../../helm/deskwright/files/monitoring/dashboards)"
                    + " of the chart. [How to install them, with pictures](../tasks/monitoring.md#dashboards)."
                    + " Tests evaluate each query here by a real Prometheus that scrapes the operator"
                    + " and the gateway with simulated desktops; what shows nothing there says why.")
            .paragraph(
                "In queries, `$directory`, `$workspace` and `$instance` are what is chosen at the"
                    + " top, `$__rate_interval` is Grafana's own.");
    Dashboards.all().forEach(each -> dashboard(page, each));
    return page.toString();
  }

  private static void dashboard(Markdown page, Dashboard dashboard) {
    String choices =
        String.join(", ", dashboard.variables().stream().map(Dashboard.Variable::label).toList());
    page.heading(2, dashboard.title())
        .paragraph(dashboard.description())
        .paragraph("To be chosen: " + choices + ".")
        .table(
            List.of("Panel", "What it shows", "Unit", "Queries"),
            dashboard.panels().map(MonitoringReference::row).toList());
  }

  private static List<String> row(Panel panel) {
    String description =
        Stream.of(panel.description(), panel.emptyBecause())
            .filter(text -> !text.isEmpty())
            .reduce("%s Empty in the demo: %s"::formatted)
            .orElseThrow();
    return List.of(
        panel.title(),
        description,
        code(panel.unit()),
        String.join(
            "; ", panel.queries().stream().map(query -> code(query.expression())).toList()));
  }
}
