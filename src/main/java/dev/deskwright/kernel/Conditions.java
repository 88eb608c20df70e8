package dev.deskwright.kernel;

import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Conditioned;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The one place where findings become conditions. */
public final class Conditions {

  private Conditions() {}

  /**
   * Dates the findings: a condition's time moves only when its status does.
   *
   * @param previous the conditions as they stand; null for none
   * @param generation the generation of the spec that the findings are about
   */
  public static List<Condition> from(
      List<Finding> findings, List<Condition> previous, Long generation, Instant now) {
    return findings.stream()
        .map(finding -> date(finding, find(previous, finding.type()), generation, now))
        .toList();
  }

  private static Condition date(
      Finding finding, Optional<Condition> previous, Long generation, Instant now) {
    String since =
        previous
            .filter(condition -> condition.status() == finding.status())
            .map(Condition::lastTransitionTime)
            .orElseGet(() -> time(now));
    return new Condition(
        finding.type().name(),
        finding.status(),
        generation,
        since,
        finding.reason().name(),
        finding.message());
  }

  /** The conditions of an object as they stand; null for none. */
  public static List<Condition> of(CustomResource<?, ? extends Conditioned> object) {
    return object.getStatus() == null ? null : object.getStatus().conditions();
  }

  /** The condition of a type, if there is one. */
  public static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(c -> c.type().equals(type.name())).findFirst();
  }

  /** A time as the API writes it: RFC 3339, UTC, whole seconds. */
  public static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
