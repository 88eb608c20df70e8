package dev.deskwright.directory;

import static dev.deskwright.api.v1alpha1.ConditionType.Reachable;

import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.kernel.Finding;
import dev.deskwright.users.Health;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How well the users of a Directory can be looked up.
 *
 * @param finding the answer in a word
 * @param health each server and each trusted domain by itself
 */
record Reach(Finding finding, Health health) {

  private static final Health NOTHING = Health.of(List.of());

  /** One of those who answer. */
  private record Part(String name, boolean answers, String message) {}

  /** Nobody was asked yet. */
  static Reach unknown() {
    return new Reach(
        Finding.unknown(Reachable, DirectoryReason.NotChecked, "The servers were not asked yet."),
        NOTHING);
  }

  /** It cannot be asked as it is described. */
  static Reach invalid(String why) {
    return new Reach(Finding.no(Reachable, DirectoryReason.ConnectionInvalid, why), NOTHING);
  }

  /** Sums up what each says. */
  static Reach of(Health health) {
    List<Part> parts = parts(health).toList();
    Optional<Part> silent = parts.stream().filter(part -> !part.answers()).findFirst();
    if (parts.stream().noneMatch(Part::answers)) {
      return new Reach(
          Finding.no(
              Reachable,
              DirectoryReason.Unreachable,
              silent
                  .map(part -> "Nobody answers; %s: %s".formatted(part.name(), part.message()))
                  .orElse("There is nobody to ask: no server is known.")),
          health);
    }
    return new Reach(
        silent
            .map(
                part ->
                    Finding.yes(
                        Reachable,
                        DirectoryReason.PartlyReachable,
                        "Users can be looked up, but not all: %s: %s"
                            .formatted(part.name(), part.message())))
            .orElseGet(
                () -> Finding.yes(Reachable, DirectoryReason.Reachable, "Users can be looked up.")),
        health);
  }

  private static Stream<Part> parts(Health health) {
    return Stream.concat(
        health.servers().stream().map(s -> new Part(s.address(), s.reachable(), s.message())),
        health.trusts().stream().map(t -> new Part(t.domainName(), t.reachable(), t.message())));
  }

  boolean isUp() {
    return finding.status().isTrue();
  }
}
