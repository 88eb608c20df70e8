package dev.deskwright.monitoring;

import dev.deskwright.telemetry.Metric;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every name that a query may have: the catalogue's, what the rules record, and those of others.
 */
final class KnownMetrics {

  /** What Prometheus puts on everything that it scrapes. */
  private static final Set<String> TARGET = Set.of("namespace", "job", "instance", "pod");

  private static final Set<String> CONTROLLER = Set.of("controller_name");
  private static final Set<String> CLAIM = Set.of("namespace", "persistentvolumeclaim");

  private static final Map<String, Set<String>> OF_OTHERS =
      Map.ofEntries(
          // Prometheus itself
          Map.entry("up", Set.of()),
          Map.entry("ALERTS", Set.of("alertname", "alertstate", "severity", "directory_id")),
          // the kubelet
          Map.entry("kubelet_volume_stats_used_bytes", CLAIM),
          Map.entry("kubelet_volume_stats_capacity_bytes", CLAIM),
          // the Java Operator SDK
          Map.entry("custom_resources", CONTROLLER),
          Map.entry("reconciliations_started_total", CONTROLLER),
          Map.entry("reconciliations_success_total", CONTROLLER),
          Map.entry("reconciliations_failure_total", CONTROLLER),
          Map.entry("reconciliations_execution_duration_seconds_sum", CONTROLLER),
          Map.entry("reconciliations_execution_duration_seconds_count", CONTROLLER),
          // Micrometer's, of the process
          Map.entry("jvm_memory_used_bytes", Set.of("area", "id")),
          Map.entry("process_cpu_usage", Set.of()));

  private final Map<String, Set<String>> labels = new HashMap<>(OF_OTHERS);

  KnownMetrics(RuleFile rules) {
    for (Metric metric : Metric.values()) {
      Set<String> own = new HashSet<>(metric.labels());
      if (metric.type() == Metric.Type.HISTOGRAM) {
        Stream.of("_count", "_sum", "_max")
            .forEach(ending -> labels.put(metric.prometheusName() + ending, own));
        Set<String> withBound = new HashSet<>(own);
        withBound.add("le");
        labels.put(metric.prometheusName() + "_bucket", withBound);
      } else {
        labels.put(metric.prometheusName(), own);
      }
    }
    rules
        .rules()
        .filter(rule -> rule.record() != null)
        .forEach(rule -> labels.put(rule.record(), PromQl.of(rule.expr()).grouped()));
  }

  /** Whether a metric of this name is there. */
  boolean has(String metric) {
    return labels.containsKey(metric);
  }

  /** What is wrong with an expression: names that are none. */
  List<String> unknown(String expression) {
    PromQl read = PromQl.of(expression);
    Set<String> possible = new HashSet<>(TARGET);
    read.selectors().forEach(s -> possible.addAll(labels.getOrDefault(s.metric(), Set.of())));
    return Stream.of(
            read.selectors().stream().map(PromQl.Selector::metric).filter(each -> !has(each)),
            read.selectors().stream()
                .flatMap(
                    each ->
                        each.labels().stream()
                            .filter(label -> !ofMetric(each.metric()).contains(label))
                            .map(label -> each.metric() + "{" + label + "}")),
            read.grouped().stream()
                .filter(label -> !possible.contains(label))
                .map(label -> "label " + label))
        .flatMap(all -> all)
        .toList();
  }

  private Set<String> ofMetric(String metric) {
    Set<String> all = new HashSet<>(TARGET);
    all.addAll(labels.getOrDefault(metric, Set.of()));
    return all;
  }
}
