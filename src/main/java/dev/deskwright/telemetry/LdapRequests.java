package dev.deskwright.telemetry;

import dev.deskwright.ldap.LdapObserver;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;

/** Times the requests that go to directory servers. */
public final class LdapRequests implements LdapObserver {

  private final MeterRegistry meters;

  /** Times into a registry. */
  public LdapRequests(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void request(Kind kind, Duration duration, Outcome outcome) {
    Meters.timer(
            meters, Metric.LDAP_REQUEST_DURATION_SECONDS, label(kind.name()), label(outcome.name()))
        .record(duration);
  }

  private static String label(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
