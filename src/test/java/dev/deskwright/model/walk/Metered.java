package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** That running time is never taken back, and never more than there was time. */
final class Metered {

  private Metered() {}

  static void neverLess(WorkSpace live, WorkSpaceStatus after, Instant now) {
    var before = live.getStatus();
    Map<String, Long> then = months(before);
    Map<String, Long> since = months(after);
    then.forEach(
        (month, seconds) -> {
          if (since.getOrDefault(month, 0L) < seconds) {
            throw new Breach("running time in %s goes down".formatted(month));
          }
        });
    long all = since.values().stream().mapToLong(Long::longValue).sum();
    Instant created = Instant.parse(live.getMetadata().getCreationTimestamp());
    if (all > Duration.between(created, now).toSeconds()) {
      throw new Breach("more running time than time");
    }
  }

  private static Map<String, Long> months(WorkSpaceStatus status) {
    return Optional.ofNullable(status)
        .map(WorkSpaceStatus::usage)
        .map(Usage::months)
        .orElseGet(List::of)
        .stream()
        .collect(Collectors.toMap(Usage.Month::month, Metered::seconds));
  }

  private static long seconds(Usage.Month month) {
    return Stream.of(month.alwaysOnSeconds(), month.autoStopSeconds(), month.manualSeconds())
        .mapToLong(seconds -> seconds == null ? 0 : seconds)
        .sum();
  }
}
