package dev.deskwright.telemetry;

import dev.deskwright.ldap.LdapObserver;
import dev.deskwright.tracing.Tracing;
import java.time.Duration;
import java.util.Locale;

/**
 * A span for each request to a directory server that something traced has made.
 *
 * @param next is told too
 */
public record LdapSpans(Tracing tracing, LdapObserver next) implements LdapObserver {

  @Override
  public void request(Kind kind, Duration duration, Outcome outcome) {
    next.request(kind, duration, outcome);
    tracing.add(
        "ldap " + kind.name().toLowerCase(Locale.ROOT),
        duration,
        outcome == Outcome.FAILED || outcome == Outcome.TIMED_OUT,
        "deskwright.outcome",
        outcome.name());
  }
}
