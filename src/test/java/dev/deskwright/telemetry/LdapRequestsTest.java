package dev.deskwright.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.ldap.LdapObserver.Kind;
import dev.deskwright.ldap.LdapObserver.Outcome;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LdapRequestsTest {

  @Test
  void eachRequestIsTimedByWhatItAskedAndHowItEnded() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var requests = new LdapRequests(registry);
    requests.request(Kind.USER_BIND, Duration.ofMillis(30), Outcome.REFUSED);
    requests.request(Kind.USER_BIND, Duration.ofMillis(3), Outcome.REFUSED);
    requests.request(Kind.SEARCH, Duration.ofSeconds(11), Outcome.TIMED_OUT);
    String name = "deskwright_ldap_request_duration_seconds_bucket";
    assertThat(registry.scrape().lines())
        .contains(
            name + "{operation=\"user_bind\",outcome=\"refused\",le=\"0.005\"} 1",
            name + "{operation=\"user_bind\",outcome=\"refused\",le=\"0.1\"} 2",
            name + "{operation=\"search\",outcome=\"timed_out\",le=\"10.0\"} 0",
            name + "{operation=\"search\",outcome=\"timed_out\",le=\"+Inf\"} 1");
  }
}
