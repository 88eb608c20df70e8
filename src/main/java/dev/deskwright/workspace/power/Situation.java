package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Power;
import dev.deskwright.api.v1alpha1.RunningMode;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that bears on whether a desktop runs.
 *
 * @param previous the last decision; null if there was none
 * @param mode the running mode in force
 * @param connection the record of activity; null if nobody has written one
 * @param createdAt when the WorkSpace was made: what a schedule said before does not count
 * @param runningSince since when the current pod has been ready, if it is
 * @param held why nothing may start or stop it by itself now, as a sentence, if so
 * @param order what was asked for and taken on just now
 */
public record Situation(
    Power previous,
    RunningMode mode,
    Connection connection,
    Instant createdAt,
    Optional<Instant> runningSince,
    Optional<String> held,
    Optional<Order> order,
    Instant now) {

  /** When a decision was made; one that does not say so counts as made with the WorkSpace. */
  Instant since(Power power) {
    return Timestamp.parse(power.since()).orElse(createdAt);
  }
}
