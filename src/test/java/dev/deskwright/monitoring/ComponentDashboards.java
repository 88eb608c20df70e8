package dev.deskwright.monitoring;

import static dev.deskwright.monitoring.DirectoryDashboard.quantile;
import static dev.deskwright.monitoring.Panel.lines;
import static dev.deskwright.monitoring.Panel.stacked;
import static dev.deskwright.monitoring.Panel.stat;
import static dev.deskwright.monitoring.Panel.states;

import dev.deskwright.monitoring.Dashboard.Row;
import java.util.List;

/** The insides of operator and gateway. */
final class ComponentDashboards {

  private static final String NO_CERTIFICATE =
      "The demo's desktops are given no certificate to know a gateway by.";

  private static final String THESE = "{instance=~\"$instance\"}";

  private ComponentDashboards() {}

  static Dashboard operator() {
    return new Dashboard(
        "operator",
        "Operator",
        "The insides of the operator: its replicas, its queues, and who it waits for.",
        List.of(Dashboard.instances("operator")),
        List.of(
            replicas(),
            reconciling(),
            changes(),
            apiServer(),
            directoryServers(),
            process(certificates().emptyInDemo(NO_CERTIFICATE))));
  }

  static Dashboard gateway() {
    return new Dashboard(
        "gateway",
        "Gateway",
        "The insides of the gateway: its replicas, what goes through them, and who they wait for.",
        List.of(Dashboard.instances("gateway")),
        List.of(
            gateways(),
            traffic(),
            users(),
            endings(),
            apiServer(),
            directoryServers(),
            process(certificates())));
  }

  /** Of these replicas, over an interval of the picture. */
  private static String rate(String metric, String labels) {
    return "sum by (%s) (rate(%s[$__rate_interval]))".formatted(labels, metric + THESE);
  }

  private static Panel version(String component) {
    return stat("Replicas", "That answer, by version.")
        .query(
            "{{version}}",
            "count by (version) (deskwright_build_info{component=\"%s\", instance=~\"$instance\"})"
                .formatted(component));
  }

  private static Row replicas() {
    return Row.of(
        "Replicas",
        version("operator"),
        states("Leader", "Green on the replica that acts.")
            .query("{{instance}}", "max by (instance) (deskwright_leader" + THESE + ")"),
        stat("Objects", "Of each kind, as far as the replica knows.")
            .query(
                "{{controller_name}}", "max by (controller_name) (custom_resources" + THESE + ")"));
  }

  private static Row reconciling() {
    return Row.of(
        "Reconciling",
        lines("Queue", "WorkSpaces, Bundles and Directories that wait for their turn.")
            .query("waiting", "sum(deskwright_reconcile_queue" + THESE + ")"),
        lines("Passes", "Begun each second, by controller.")
            .in(Panel.PER_SECOND)
            .query("{{controller_name}}", rate("reconciliations_started_total", "controller_name")),
        lines("Passes that failed", "Each second, by controller. Each is tried again.")
            .in(Panel.PER_SECOND)
            .query("{{controller_name}}", rate("reconciliations_failure_total", "controller_name"))
            .emptyInDemo("No pass fails in the demo, and the counter begins with the first."),
        lines("Time of a pass", "On average, by controller.")
            .in(Panel.SECONDS)
            .query(
                "{{controller_name}}",
                rate("reconciliations_execution_duration_seconds_sum", "controller_name")
                    + " / "
                    + rate("reconciliations_execution_duration_seconds_count", "controller_name")));
  }

  private static Row changes() {
    return Row.of(
        "Changes",
        stacked(
                "Changes of the condition Ready",
                "By kind and new reason, in each interval of the picture.")
            .query(
                "{{kind}} {{reason}}",
                "sum by (kind, reason) (increase(deskwright_transitions_total"
                    + THESE
                    + "[$__rate_interval])) > 0"),
        lines("Time of operations", "95 in 100 ended within this time, by operation.")
            .in(Panel.SECONDS)
            .query(
                "{{operation}}",
                "histogram_quantile(0.95, sum by (operation, le)"
                    + " (rate(deskwright_operation_duration_seconds_bucket"
                    + THESE
                    + "[$__rate_interval])))"));
  }

  private static Row apiServer() {
    return Row.of(
        "API server",
        stacked("Requests", "Each second, by verb.")
            .in(Panel.PER_SECOND)
            .query("{{verb}}", rate("deskwright_kubernetes_requests_total", "verb")),
        stacked(
                "Requests that failed",
                "Each second, by what came back; error is no answer at all.")
            .in(Panel.PER_SECOND)
            .query(
                "{{code}}",
                "sum by (code) (rate(deskwright_kubernetes_requests_total{instance=~\"$instance\","
                    + " code!~\"1..|2..|3..\"}[$__rate_interval])) > 0")
            .emptyInDemo("Hardly any request fails in the demo."),
        lines("Time of requests", "95 in 100 were answered within this time.")
            .in(Panel.SECONDS)
            .query(
                "all but watches",
                quantile("0.95", "deskwright_kubernetes_request_duration_seconds", THESE)));
  }

  private static Row directoryServers() {
    String metric = "deskwright_ldap_request_duration_seconds";
    return Row.of(
        "Directory servers",
        stacked("LDAP requests", "Each second, by operation and outcome.")
            .in(Panel.PER_SECOND)
            .query("{{operation}} {{outcome}}", rate(metric + "_count", "operation, outcome")),
        lines("Time of LDAP requests", "Half, and 95 in 100, were answered within this time.")
            .in(Panel.SECONDS)
            .query("half", quantile("0.5", metric, THESE))
            .query("95 in 100", quantile("0.95", metric, THESE)));
  }

  private static Panel certificates() {
    return stat(
            "Certificates expire", "Time that is left, by certificate. Renewal is due long before.")
        .in(Panel.SECONDS)
        .query(
            "{{certificate}}",
            "min by (certificate) (deskwright_certificate_expiry_timestamp_seconds"
                + THESE
                + ") - time()");
  }

  private static Row process(Panel certificates) {
    return Row.of(
        "Process",
        lines("Heap", "Memory of Java's objects, by replica.")
            .in(Panel.BYTES)
            .query(
                "{{instance}}",
                "sum by (instance) (jvm_memory_used_bytes{area=\"heap\","
                    + " instance=~\"$instance\"})"),
        lines("Processor", "Part of the node's processors, by replica.")
            .in(Panel.RATIO)
            .query("{{instance}}", "max by (instance) (process_cpu_usage" + THESE + ")"),
        certificates);
  }

  private static Row gateways() {
    return Row.of(
        "Replicas",
        version("gateway"),
        stat("Connections now", "To desktops, that stand or are being opened.")
            .query("Connections", "sum(deskwright_gateway_sessions" + THESE + ")"));
  }

  private static Row traffic() {
    return Row.of(
        "Traffic",
        lines("Connections", "To desktops, that stand or are being opened, by replica.")
            .query("{{instance}}", "sum by (instance) (deskwright_gateway_sessions" + THESE + ")"),
        lines("Bytes", "Through all replicas each second, by direction.")
            .in(Panel.BYTES_PER_SECOND)
            .query("{{direction}}", rate("deskwright_gateway_bytes_total", "direction")));
  }

  private static Row users() {
    String launch = "deskwright_gateway_session_launch_seconds";
    String latency = "deskwright_gateway_in_session_latency_seconds";
    return Row.of(
        "Users",
        stacked("Attempts to sign in", "Each second, by outcome.")
            .in(Panel.PER_SECOND)
            .query("{{outcome}}", rate("deskwright_gateway_sign_ins_total", "outcome")),
        lines("Time until a connection stands", "From the request until bytes flow.")
            .in(Panel.SECONDS)
            .query("half", quantile("0.5", launch, THESE))
            .query("95 in 100", quantile("0.95", launch, THESE)),
        lines("Round trip to the client", "Between the gateway and browsers.")
            .in(Panel.SECONDS)
            .query("half", quantile("0.5", latency, THESE))
            .query("95 in 100", quantile("0.95", latency, THESE)));
  }

  private static Row endings() {
    return Row.of(
        "Connections",
        stacked("Not made", "Each second, by reason.")
            .in(Panel.PER_SECOND)
            .query("{{reason}}", rate("deskwright_gateway_connection_failures_total", "reason")),
        stacked("Ended", "Each second, by reason, also those that users left.")
            .in(Panel.PER_SECOND)
            .query("{{reason}}", rate("deskwright_gateway_connection_endings_total", "reason")));
  }
}
