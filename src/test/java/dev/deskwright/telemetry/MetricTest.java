package dev.deskwright.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MetricTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure();

  private static String[] values(Metric metric) {
    return Collections.nCopies(metric.labels().size(), "x").toArray(String[]::new);
  }

  private void make(MeterRegistry meters, Metric metric) {
    String[] values = values(metric);
    switch (metric.type()) {
      case COUNTER -> Meters.counter(meters, metric, values).increment();
      case GAUGE -> Meters.gauge(meters, metric, this, test -> 1, values);
      case HISTOGRAM -> Meters.timer(meters, metric, values).record(Duration.ofSeconds(1));
      case INFO ->
          registry
              .getPrometheusRegistry()
              .register((Collector) () -> new Family(metric).add(values).snapshot());
    }
  }

  @ParameterizedTest
  @EnumSource
  void prometheusShowsItUnderItsNameWithItsHelpAndLabels(Metric metric) {
    make(registry, metric);
    String labels =
        metric.labels().isEmpty()
            ? ""
            : "{"
                + String.join(
                    ",", metric.labels().stream().sorted().map(l -> l + "=\"x\"").toList())
                + "}";
    String series =
        switch (metric.type()) {
          case HISTOGRAM -> metric.prometheusName() + "_count" + labels + " 1";
          case INFO -> metric.prometheusName() + labels + " 1";
          case COUNTER, GAUGE -> metric.prometheusName() + labels + " 1.0";
        };
    assertThat(registry.scrape().lines())
        .contains("# HELP " + metric.prometheusName() + " " + metric.help(), series);
  }

  @ParameterizedTest
  @MethodSource("gaugesAndCounters")
  void aScrapedFamilyIsShownAsAMeterIs(Metric metric) {
    registry
        .getPrometheusRegistry()
        .register((Collector) () -> new Family(metric).add(1, values(metric)).snapshot());
    String collected = registry.scrape();
    var other = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    make(other, metric);
    assertThat(collected).isEqualTo(other.scrape());
  }

  private static Stream<Metric> gaugesAndCounters() {
    return Stream.of(Metric.values())
        .filter(metric -> Set.of(Metric.Type.GAUGE, Metric.Type.COUNTER).contains(metric.type()));
  }

  @Test
  void labelsAreAllGivenAndOfTheRightType() {
    assertThatThrownBy(() -> Meters.counter(registry, Metric.TRANSITIONS_TOTAL, "WorkSpace"))
        .hasMessage("TRANSITIONS_TOTAL has the labels [kind, reason], not 1 values");
    assertThatThrownBy(() -> Meters.counter(registry, Metric.LEADER))
        .hasMessage("LEADER is a GAUGE, not a COUNTER");
    assertThatThrownBy(() -> new Family(Metric.OPERATION_DURATION_SECONDS))
        .hasMessage("OPERATION_DURATION_SECONDS is a HISTOGRAM");
  }
}
