package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.Metric;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The text of {@code docs/reference/metrics.md}. */
final class MetricReference {

  private static final List<String> COLUMNS =
      List.of("Metric", "Type", "Unit", "Labels", "Meaning");

  private MetricReference() {}

  static String text() {
    var page = new Markdown();
    page.heading(1, "Metrics")
        .paragraph(
            "What `/metrics` of the operator and of the gateway has, in Prometheus' text format, or"
                + " in OpenMetrics for those who ask for it. What they are for:"
                + " [monitoring](../concepts/monitoring.md).");
    own(page, "Operator", metric -> metric.component() == Component.OPERATOR);
    own(page, "Gateway", metric -> metric.component() == Component.GATEWAY);
    own(page, "Both", metric -> metric.component() == Component.BOTH);
    series(page);
    histograms(page);
    others(page);
    return page.toString();
  }

  private static void own(Markdown page, String title, Predicate<Metric> wanted) {
    page.heading(2, title)
        .table(
            COLUMNS,
            Arrays.stream(Metric.values()).filter(wanted).map(MetricReference::row).toList());
  }

  private static List<String> row(Metric metric) {
    return List.of(
        code(metric.prometheusName()),
        metric.type().name().toLowerCase(Locale.ROOT),
        metric.unit(),
        metric.labels().stream().map(Markdown::code).collect(Collectors.joining(", ")),
        metric.help());
  }

  private static void series(Markdown page) {
    page.heading(2, "Series of each WorkSpace")
        .paragraph(
            "Metrics with the label `workspace_id` have series for each WorkSpace. The setting"
                + " `DESKWRIGHT_WORKSPACE_METRICS`, in the chart `metrics.perWorkSpace`, turns them"
                + " off. These are:")
        .list(
            Arrays.stream(Metric.values())
                .filter(Metric::isPerWorkSpace)
                .map(metric -> code(metric.prometheusName()))
                .toList())
        .paragraph(
            "A replica of the operator that stands by exposes nothing that is counted from the"
                + " fleet: a sum over all replicas counts nothing twice.")
        .paragraph(
            "A WorkSpace whose Directory was never found has `directory_id=\"unknown\"`, and"
                + " `mode=\"unknown\"` until its running mode is known. For a chosen tag,"
                + " `value=\"none\"` stands for WorkSpaces without it, and `value=\"other\"` for"
                + " those whose value is not among the 100 of the most WorkSpaces.");
  }

  private static void histograms(Markdown page) {
    page.heading(2, "Histograms")
        .paragraph(
            "A histogram has series with the endings `_bucket`, `_sum` and `_count`, and beside it a"
                + " gauge with the ending `_max`: the highest value of the last two to three"
                + " minutes.")
        .table(
            List.of("Histogram", "Upper bounds in seconds, beside +Inf"),
            Arrays.stream(Metric.values())
                .filter(metric -> metric.type() == Metric.Type.HISTOGRAM)
                .map(metric -> List.of(code(metric.prometheusName()), bounds(metric)))
                .toList());
  }

  private static String bounds(Metric metric) {
    return metric.buckets().stream()
        .map(MetricReference::seconds)
        .collect(Collectors.joining(", "));
  }

  private static String seconds(Duration bound) {
    return bound.toMillis() % 1000 == 0
        ? String.valueOf(bound.toSeconds())
        : String.valueOf(bound.toMillis() / 1e3);
  }

  private static void others(Markdown page) {
    page.heading(2, "Of the Java Operator SDK")
        .paragraph(
            "The operator's. The label `controller_name` is workspace, bundle or directory: no"
                + " series for single objects.")
        .table(
            List.of("Metric", "Type", "Labels", "Meaning"),
            List.of(
                sdk("reconciliations_started_total", "counter", "Passes that were queued."),
                sdk("reconciliations_success_total", "counter", "Passes that ended well."),
                sdk(
                    "reconciliations_failure_total",
                    "counter",
                    "Passes that ended with an exception, and are tried again."),
                sdk("reconciliations_retries_total", "counter", "Passes after a failed one."),
                sdk("reconciliations_active", "gauge", "Passes under way."),
                sdk(
                    "reconciliations_queue",
                    "gauge",
                    "Passes that wait. Counts those of objects that went before their turn for ever:"
                        + " `deskwright_reconcile_queue` does not."),
                sdk(
                    "reconciliations_execution_duration_seconds",
                    "histogram",
                    "How long a pass takes. Bounds: 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30."),
                sdk("custom_resources", "gauge", "Objects that were seen and are not gone."),
                List.of(
                    code("events_received_total"),
                    "counter",
                    "`controller_name`, `event`, `action`",
                    "Changes that were heard of.")))
        .heading(2, "Of the process")
        .paragraph(
            "Both expose Micrometer's `jvm_memory_*`, `jvm_buffer_*`, `jvm_threads_*`, `process_*`"
                + " and `system_*`, for the process in its container.");
  }

  private static List<String> sdk(String name, String type, String meaning) {
    return List.of(code(name), type, code("controller_name"), meaning);
  }
}
