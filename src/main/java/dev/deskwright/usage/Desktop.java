package dev.deskwright.usage;

import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.metering.Meter;
import dev.deskwright.workspace.power.Activity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a WorkSpace says of itself about one month.
 *
 * @param id empty until the operator has seen it
 * @param bundle the name of the Bundle in force
 * @param tag the value of the tag that was asked for; empty if it has none
 * @param mode the running mode in force now; empty until the operator has seen it
 * @param seconds the running time of the month, up to now
 * @param isKept whether the figures of the month are still there
 * @param isUnused whether it is known that nobody connected in the month
 */
record Desktop(
    String namespace,
    String name,
    Optional<String> id,
    String userName,
    String directory,
    String bundle,
    Optional<String> tag,
    Optional<Mode> mode,
    Map<Mode, Long> seconds,
    boolean isKept,
    boolean isUnused,
    Span span) {

  /** Reads a WorkSpace; empty if it was not there yet in the month. */
  static Optional<Desktop> of(WorkSpace workspace, Question question, Instant now) {
    var meta = workspace.getMetadata();
    Span span = Span.of(question.month(), Instant.parse(meta.getCreationTimestamp()), now);
    if (!span.from().isBefore(Span.startOf(question.month().plusMonths(1)))) {
      return Optional.empty();
    }
    var spec = workspace.getSpec();
    Optional<WorkSpaceStatus> status = Optional.ofNullable(workspace.getStatus());
    Usage usage = Meter.upToNow(status.map(WorkSpaceStatus::usage).orElse(null), now);
    return Optional.of(
        new Desktop(
            meta.getNamespace(),
            meta.getName(),
            status.map(WorkSpaceStatus::workspaceId),
            spec.userName(),
            spec.directoryRef().name(),
            status.map(WorkSpaceStatus::bundleName).orElse(spec.bundleRef().name()),
            tag(spec, question),
            status.map(WorkSpaceStatus::runningMode).map(RunningMode::mode),
            Meter.seconds(usage, question.month()),
            Meter.isKept(usage, question.month()),
            status.filter(s -> isUnused(s, span, now)).isPresent(),
            span));
  }

  private static Optional<String> tag(WorkSpaceSpec spec, Question question) {
    return question
        .tag()
        .flatMap(key -> Optional.ofNullable(spec.tags()).map(tags -> tags.get(key)))
        .filter(value -> !value.isEmpty());
  }

  private static boolean isUnused(WorkSpaceStatus status, Span span, Instant now) {
    return Activity.of(status.connection(), now) instanceof Activity.Idle idle
        && idle.since().filter(last -> !last.isBefore(span.from())).isEmpty();
  }

  /** All running time. */
  long total() {
    return seconds.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The least that it was of use: what ran in modes that stop it. */
  long leastUse() {
    return total() - seconds.get(Mode.AlwaysOn);
  }

  /** The most that it can have been of use: AlwaysOn runs with and without its user. */
  long mostUse() {
    return isUnused ? leastUse() : total();
  }

  /** How the month is billed: by the month as soon as it ran AlwaysOn in it. */
  Optional<Usage.Billing> billing() {
    return mode.map(
        now ->
            seconds.get(Mode.AlwaysOn) > 0 || (total() == 0 && now == Mode.AlwaysOn)
                ? Usage.Billing.Monthly
                : Usage.Billing.Hourly);
  }
}
