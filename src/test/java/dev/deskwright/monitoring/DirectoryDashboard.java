package dev.deskwright.monitoring;

import static dev.deskwright.monitoring.Panel.bars;
import static dev.deskwright.monitoring.Panel.lines;
import static dev.deskwright.monitoring.Panel.stacked;
import static dev.deskwright.monitoring.Panel.stat;
import static dev.deskwright.monitoring.Panel.states;

import dev.deskwright.monitoring.Dashboard.Row;
import java.util.List;

/** One Directory: its desktops, and what its users meet with. */
final class DirectoryDashboard {

  static final String NO_DEVICES = "No Directory of the demo asks for trusted devices.";

  private static final String THIS = "{directory_id=\"$directory\"}";

  private DirectoryDashboard() {}

  static Dashboard get() {
    return new Dashboard(
        "directory",
        "Directory",
        "One Directory: its desktops, and what its users meet with from sign-in to the desktop.",
        List.of(Dashboard.NAMESPACE, Dashboard.DIRECTORY),
        List.of(now(), desktops(), signIn(), connections(), sessions(), work(), cost()));
  }

  private static String per(String window, String metric, String labels) {
    return "sum by (%s) (%s(%s[$__rate_interval]))".formatted(labels, window, metric + THIS);
  }

  static String quantile(String quantile, String metric, String selector) {
    return "histogram_quantile(%s, sum by (le) (rate(%s_bucket%s[$__rate_interval])))"
        .formatted(quantile, metric, selector);
  }

  private static Row now() {
    return Row.of(
        "Now",
        stat("WorkSpaces", "How many there are, in any state.")
            .query("WorkSpaces", "sum(max by (state) (deskwright_workspaces" + THIS + "))"),
        stat("Connected", "WorkSpaces whose user is connected.")
            .query("Connected", "max(deskwright_users_connected" + THIS + ")"),
        stat("Connections through the gateway", "That stand or are being opened.")
            .query("Connections", "sum(deskwright_gateway_sessions" + THIS + ")"),
        stat(
                "Snapshots overdue",
                "WorkSpaces whose user drive has no snapshot as recent as the Directory asks for.")
            .query("WorkSpaces", "max(deskwright_snapshots_overdue" + THIS + ")"),
        stat(
                "Oldest snapshot",
                "Age of the oldest among the newest automatic snapshots of user drives.")
            .in(Panel.SECONDS)
            .query("Age", "max(deskwright_snapshot_oldest_age_seconds" + THIS + ")")
            .emptyInDemo(WorkSpaceDashboard.NO_SNAPSHOT),
        stat(
                "Longest operation",
                "Age of the operation that is under way for longest; 0 when none is.")
            .in(Panel.SECONDS)
            .query("Age", "max(deskwright_operation_oldest_seconds" + THIS + ")"));
  }

  private static Row desktops() {
    return Row.of(
        "Desktops",
        stacked(
                "WorkSpaces by state",
                "Every WorkSpace is in one state. States of nobody are left out.")
            .query("{{state}}", "max by (state) (deskwright_workspaces" + THIS + ") > 0"),
        states("Conditions", "Green while a condition of the Directory is True.")
            .query(
                "{{condition}}",
                "max by (condition) (deskwright_directory_condition" + THIS + ")"));
  }

  private static Row signIn() {
    return Row.of(
        "Sign-in",
        stacked("Attempts to sign in", "By outcome, in each interval of the picture.")
            .query(
                "{{outcome}}",
                per("increase", "deskwright_gateway_sign_ins_total", "outcome") + " > 0"),
        stacked("Checks of devices", "Of the certificate that a trusted device shows, by outcome.")
            .query(
                "{{outcome}}",
                per("increase", "deskwright_gateway_device_checks_total", "outcome") + " > 0")
            .emptyInDemo(NO_DEVICES));
  }

  private static Row connections() {
    return Row.of(
        "Connections",
        lines("Connections asked for and made", "In each interval of the picture.")
            .query(
                "asked for",
                "sum(increase(deskwright_gateway_connection_attempts_total"
                    + THIS
                    + "[$__rate_interval]))")
            .query(
                "made",
                "sum(increase(deskwright_gateway_connection_successes_total"
                    + THIS
                    + "[$__rate_interval]))"),
        stacked("Connections not made", "By reason, in each interval of the picture.")
            .query(
                "{{reason}}",
                per("increase", "deskwright_gateway_connection_failures_total", "reason") + " > 0"),
        stacked(
                "Connections ended",
                "By reason, also those that users left, in each interval of the picture.")
            .query(
                "{{reason}}",
                per("increase", "deskwright_gateway_connection_endings_total", "reason") + " > 0"));
  }

  private static Row sessions() {
    String launch = "deskwright_gateway_session_launch_seconds";
    String latency = "deskwright_gateway_in_session_latency_seconds";
    return Row.of(
        "Sessions",
        lines("Time until a connection stands", "From the request until bytes flow.")
            .in(Panel.SECONDS)
            .query("half", quantile("0.5", launch, THIS))
            .query("95 in 100", quantile("0.95", launch, THIS)),
        lines(
                "Round trip to the client",
                "Between the gateway and the browser, of connections that stand.")
            .in(Panel.SECONDS)
            .query("half", quantile("0.5", latency, THIS))
            .query("95 in 100", quantile("0.95", latency, THIS)));
  }

  private static Row work() {
    return Row.of(
        "Work",
        stacked("Operations under way", "By operation.")
            .query(
                "{{operation}}", "max by (operation) (deskwright_operations_running" + THIS + ")"),
        stacked("Operations ended", "By operation and result, in each interval of the picture.")
            .query(
                "{{operation}} {{result}}",
                per("increase", "deskwright_operations_total", "operation, result") + " > 0"));
  }

  private static Row cost() {
    return Row.of(
        "Limits, and this month (UTC)",
        bars("Quotas used", "Of each limit that the Directory has.")
            .in(Panel.RATIO)
            .query(
                "{{resource}}",
                "max by (resource) (deskwright_quota_used"
                    + THIS
                    + ") / (max by (resource) (deskwright_quota_limit"
                    + THIS
                    + ") > 0)"),
        bars("Running time by mode", "All desktops together, so far.")
            .in(Panel.SECONDS)
            .query("{{mode}}", "max by (mode) (deskwright_running_seconds" + THIS + ")"),
        bars(
                "Cost by billing",
                "So far, by the way of billing that each running mode means. Needs prices in the Bundles.")
            .in(Panel.MONEY)
            .query(
                "{{billing}} {{currency}}",
                "max by (billing, currency) (deskwright_cost" + THIS + ")"));
  }
}
