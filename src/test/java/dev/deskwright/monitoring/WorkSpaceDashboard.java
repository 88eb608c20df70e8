package dev.deskwright.monitoring;

import static dev.deskwright.monitoring.Panel.bars;
import static dev.deskwright.monitoring.Panel.lines;
import static dev.deskwright.monitoring.Panel.stat;
import static dev.deskwright.monitoring.Panel.states;
import static dev.deskwright.monitoring.Panel.table;

import dev.deskwright.monitoring.Dashboard.Row;
import java.util.List;

/** One desktop. */
final class WorkSpaceDashboard {

  private static final String THIS = "{workspace_id=\"$workspace\"}";
  static final String NO_SNAPSHOT = "Automatic snapshots are taken hours after a desktop's start.";

  private static final String NO_KUBELET =
      "The figures come from the kubelet of the node, and the demo has no nodes.";

  private WorkSpaceDashboard() {}

  static Dashboard get() {
    return new Dashboard(
        "workspace",
        "WorkSpace",
        "One desktop. Needs the series of each WorkSpace, which the setting --workspace-metrics can"
            + " turn off.",
        List.of(Dashboard.NAMESPACE, Dashboard.DIRECTORY, Dashboard.WORKSPACE),
        List.of(what(), now(), session(), drives()));
  }

  private static Row what() {
    return Row.of(
        "WorkSpace",
        table("Names", "What the ids stand for.")
            .query(
                "WorkSpace",
                "max by (namespace, workspace, workspace_id, bundle, mode)"
                    + " (deskwright_workspace_info"
                    + THIS
                    + ")"));
  }

  private static Row now() {
    return Row.of(
        "Now",
        stat("Connected", "1 while the user is connected.")
            .query("Connected", "max(deskwright_workspace_connected" + THIS + ")"),
        stat("Running time this month", "So far; months end by UTC.")
            .in(Panel.SECONDS)
            .query("Running time", "max(deskwright_workspace_running_seconds" + THIS + ")"),
        stat(
                "Cost this month",
                "So far, by the way of billing that the running mode means. Needs prices in the Bundle.")
            .in(Panel.MONEY)
            .query("{{currency}}", "max by (currency) (deskwright_workspace_cost" + THIS + ")"),
        stat("Age of the newest snapshot", "Of the user drive, automatic ones only.")
            .in(Panel.SECONDS)
            .query(
                "Age", "time() - max(deskwright_workspace_snapshot_timestamp_seconds" + THIS + ")")
            .emptyInDemo(NO_SNAPSHOT));
  }

  private static Row session() {
    return Row.of(
        "Over time",
        states("State", "The state that it is in, one line for each.")
            .query("{{state}}", "max by (state) (deskwright_workspace_state" + THIS + ")"),
        lines("Round trip to the client", "Latest one, while a connection stands.")
            .in(Panel.SECONDS)
            .query("round trip", "max(deskwright_gateway_workspace_latency_seconds" + THIS + ")"),
        lines("Connections", "Asked for, made and not made, in each interval of the picture.")
            .query("asked for", counted("attempts"))
            .query("made", counted("successes"))
            .query("not made", counted("failures")));
  }

  private static String counted(String what) {
    return "sum(increase(deskwright_gateway_workspace_connection_%s_total%s[$__rate_interval]))"
        .formatted(what, THIS);
  }

  private static Row drives() {
    return Row.of(
        "Drives",
        bars("Space used", "Of the file system on each drive, by the kubelet's figures.")
            .in(Panel.RATIO)
            .query(
                "{{volume}}",
                "max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_used_bytes)"
                    + " / max by (namespace, persistentvolumeclaim)"
                    + " (kubelet_volume_stats_capacity_bytes)"
                    + " * on (namespace, persistentvolumeclaim) group_right ()"
                    + " max by (namespace, persistentvolumeclaim, volume)"
                    + " (deskwright_workspace_volume_info"
                    + THIS
                    + ")")
            .emptyInDemo(NO_KUBELET));
  }
}
