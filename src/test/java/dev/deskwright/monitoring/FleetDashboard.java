package dev.deskwright.monitoring;

import static dev.deskwright.monitoring.Panel.bars;
import static dev.deskwright.monitoring.Panel.lines;
import static dev.deskwright.monitoring.Panel.stacked;
import static dev.deskwright.monitoring.Panel.stat;
import static dev.deskwright.monitoring.Panel.table;

import dev.deskwright.monitoring.Dashboard.Row;
import java.util.List;

/** All desktops at once. */
final class FleetDashboard {

  private FleetDashboard() {}

  static Dashboard get() {
    return new Dashboard(
        "fleet",
        "Fleet",
        "All desktops at once: how many there are, how they are, who is connected, what they cost.",
        List.of(Dashboard.NAMESPACE, Dashboard.DIRECTORIES),
        List.of(now(), desktops(), directories(), work(), cost()));
  }

  /** A Directory's value; all replicas of the operator say the same. */
  private static String one(String metric, String more) {
    return "max by (directory_id%s) (%s)".formatted(more, metric);
  }

  private static String one(String metric) {
    return one(metric + "{directory_id=~\"$directory\"}", "");
  }

  private static String workspaces(String states) {
    String matcher = states.isEmpty() ? "" : ", state=~\"" + states + "\"";
    return one("deskwright_workspaces{directory_id=~\"$directory\"" + matcher + "}", ", state");
  }

  private static String named(String expression) {
    return expression
        + " * on (directory_id) group_left (namespace, directory)"
        + " max by (directory_id, namespace, directory) (deskwright_directory_info)";
  }

  private static Row now() {
    return Row.of(
        "Now",
        stat("WorkSpaces", "How many there are, in any state.")
            .query("WorkSpaces", "sum(" + workspaces("") + ")"),
        stat("Available", "Desktops that can be connected to now.")
            .query("Available", "sum(" + workspaces("AVAILABLE") + ")"),
        stat("Connected", "WorkSpaces whose user is connected.")
            .query("Connected", "sum(" + one("deskwright_users_connected") + ")"),
        stat("Not working", "WorkSpaces that are UNHEALTHY, IMPAIRED or in ERROR.")
            .query("Not working", "sum(" + workspaces("UNHEALTHY|IMPAIRED|ERROR") + ")"),
        stat("Directories not reached", "Directories none of whose servers answers.")
            .query(
                "Directories",
                "count("
                    + one(
                        "deskwright_directory_condition{directory_id=~\"$directory\","
                            + " condition=\"Reachable\"}",
                        "")
                    + " == 0) or vector(0)"),
        stat("Alerts", "Alerts of Deskwright's rules that fire, of this and other Directories.")
            .query(
                "Alerts",
                "count(ALERTS{alertname=~\"Deskwright.+\", alertstate=\"firing\"}) or vector(0)"));
  }

  private static Row desktops() {
    return Row.of(
        "Desktops",
        stacked(
                "WorkSpaces by state",
                "Every WorkSpace is in one state. States of nobody are left out.")
            .query("{{state}}", "sum by (state) (" + workspaces("") + ") > 0"),
        lines("Connected users by Directory", "WorkSpaces whose user is connected.")
            .query("{{namespace}}/{{directory}}", named(one("deskwright_users_connected"))));
  }

  private static Row directories() {
    return Row.of(
        "Directories",
        table("Directories", "One line for each. The dashboard Directory has more of it.")
            .query("WorkSpaces", named("sum by (directory_id) (" + workspaces("") + ")"))
            .query("Available", named("sum by (directory_id) (" + workspaces("AVAILABLE") + ")"))
            .query(
                "Not working",
                named("sum by (directory_id) (" + workspaces("UNHEALTHY|IMPAIRED|ERROR") + ")"))
            .query("Connected", named(one("deskwright_users_connected")))
            .query(
                "Reachable",
                named(
                    one(
                        "deskwright_directory_condition{directory_id=~\"$directory\","
                            + " condition=\"Reachable\"}",
                        "")))
            .query("Snapshots overdue", named(one("deskwright_snapshots_overdue"))));
  }

  private static Row work() {
    return Row.of(
        "Work",
        stacked("Operations ended", "By operation and result, in each interval of the picture.")
            .query(
                "{{operation}} {{result}}",
                "sum by (operation, result)"
                    + " (increase(deskwright_operations_total{directory_id=~\"$directory\"}"
                    + "[$__rate_interval])) > 0"),
        lines(
                "Snapshots overdue",
                "WorkSpaces whose user drive has no snapshot as recent as the Directory asks for.")
            .query("{{namespace}}/{{directory}}", named(one("deskwright_snapshots_overdue"))));
  }

  private static Row cost() {
    return Row.of(
        "This month (UTC)",
        bars(
                "Cost by Directory",
                "So far, by the way of billing that each running mode means. Needs prices in the Bundles.")
            .in(Panel.MONEY)
            .query(
                "{{namespace}}/{{directory}} {{currency}}",
                named(
                    "sum by (directory_id, currency) ("
                        + one(
                            "deskwright_cost{directory_id=~\"$directory\"}", ", currency, billing")
                        + ")")),
        bars("Running time by Directory", "All desktops together, so far.")
            .in(Panel.SECONDS)
            .query(
                "{{namespace}}/{{directory}}",
                named(
                    "sum by (directory_id) ("
                        + one("deskwright_running_seconds{directory_id=~\"$directory\"}", ", mode")
                        + ")")),
        bars(
                "Cost by tag",
                "So far, for the tags that the setting --metrics-tags names; of all Directories.")
            .in(Panel.MONEY)
            .query(
                "{{tag}}={{value}} {{currency}}",
                "max by (tag, value, currency) (deskwright_tag_cost)"));
  }
}
