package dev.deskwright.workspace.power;

import dev.deskwright.api.v1alpha1.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What the record of activity says at one moment, as far as it can be believed. */
public sealed interface Activity {

  /** How long a record of a connection is believed: if it is not renewed, its writer is gone. */
  Duration BELIEVED = Duration.ofMinutes(15);

  /** How far the writer's clock may be ahead. */
  Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** Somebody is connected. */
  record Connected() implements Activity {}

  /**
   * Nobody is connected.
   *
   * @param since when somebody last was; empty if nobody ever was
   */
  record Idle(Optional<Instant> since) implements Activity {}

  /**
   * Nothing can be said, and nothing is stopped for it.
   *
   * @param why what is wrong with the record, as part of a sentence
   */
  record Unreadable(String why) implements Activity {}

  /**
   * Reads a record.
   *
   * @param connection null if there is none
   */
  static Activity of(Connection connection, Instant now) {
    if (connection == null || connection.state() == null) {
      return new Unreadable("status.connection is empty");
    }
    if (connection.state() == Connection.State.UNKNOWN) {
      return new Unreadable("status.connection.state is UNKNOWN");
    }
    if (connection.checkedAt() == null) {
      return new Unreadable("status.connection.checkedAt is empty");
    }
    return problem("checkedAt", connection.checkedAt(), now)
        .or(() -> problem("lastConnectedAt", connection.lastConnectedAt(), now))
        .<Activity>map(Unreadable::new)
        .orElseGet(() -> believed(connection, now));
  }

  private static Activity believed(Connection connection, Instant now) {
    if (connection.state() == Connection.State.DISCONNECTED) {
      return new Idle(Timestamp.parse(connection.lastConnectedAt()));
    }
    Instant checkedAt = Instant.parse(connection.checkedAt());
    return now.isAfter(checkedAt.plus(BELIEVED))
        ? new Unreadable(
            "status.connection says CONNECTED, and checkedAt \"%s\" is more than %d minutes ago"
                .formatted(connection.checkedAt(), BELIEVED.toMinutes()))
        : new Connected();
  }

  private static Optional<String> problem(String field, String time, Instant now) {
    if (time == null) {
      return Optional.empty();
    }
    Optional<Instant> read = Timestamp.parse(time);
    if (read.isEmpty()) {
      return Optional.of(
          "status.connection.%s \"%s\" is not a time such as 2026-11-24T17:40:00Z"
              .formatted(field, time));
    }
    return read.filter(t -> t.isAfter(now.plus(CLOCK_SKEW)))
        .map(
            t ->
                "status.connection.%s \"%s\" is more than %d minutes in the future"
                    .formatted(field, time, CLOCK_SKEW.toMinutes()));
  }

  /**
   * When the same record next reads differently, only since time has passed.
   *
   * @param connection null if there is none
   */
  static Optional<Instant> nextChange(Connection connection, Instant now) {
    if (connection == null) {
      return Optional.empty();
    }
    Optional<Instant> checkedAt = Timestamp.parse(connection.checkedAt());
    return Stream.of(
            checkedAt.map(t -> t.minus(CLOCK_SKEW)),
            Timestamp.parse(connection.lastConnectedAt()).map(t -> t.minus(CLOCK_SKEW)),
            checkedAt
                .filter(t -> connection.state() == Connection.State.CONNECTED)
                .map(t -> t.plus(BELIEVED).plusSeconds(1)))
        .flatMap(Optional::stream)
        .filter(change -> change.isAfter(now))
        .min(Instant::compareTo);
  }
}
