package dev.deskwright.workspace.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Connection;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityTest {

  private static final Instant NOW = Instant.parse("2026-11-24T17:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "CONNECTED 2026-11-24T16:59:30Z",
    "CONNECTED 2026-11-24T16:45:00Z",
    "CONNECTED 2026-11-24T17:05:00Z",
    "CONNECTED 2026-11-24T16:59:30.123456789Z 2026-11-24T17:05:00Z"
  })
  void aFreshRecordOfAConnectionIsBelieved(String record) {
    assertThat(Activity.of(Scene.connection(record), NOW)).isEqualTo(new Activity.Connected());
  }

  @ParameterizedTest
  @CsvSource({
    "DISCONNECTED 2026-11-24T16:59:30Z, ",
    "DISCONNECTED 2026-11-24T16:59:30Z 2026-11-24T16:30:00Z, 2026-11-24T16:30:00Z",
    "DISCONNECTED 2026-11-01T00:00:00Z 2026-11-01T00:00:00Z, 2026-11-01T00:00:00Z"
  })
  void nobodyIsConnectedHoweverOldTheRecord(String record, String since) {
    assertThat(Activity.of(Scene.connection(record), NOW))
        .isEqualTo(new Activity.Idle(Optional.ofNullable(since).map(Instant::parse)));
  }

  @ParameterizedTest
  @CsvSource({
    "none, status.connection is empty",
    "UNKNOWN 2026-11-24T16:59:30Z, status.connection.state is UNKNOWN",
    "CONNECTED 2026-11-24T16:44:59Z,"
        + " 'status.connection says CONNECTED, and checkedAt \"2026-11-24T16:44:59Z\" is more than 15"
        + " minutes ago'",
    "CONNECTED 2026-11-24T17:05:01Z,"
        + " status.connection.checkedAt \"2026-11-24T17:05:01Z\" is more than 5 minutes in the future",
    "DISCONNECTED 2026-11-24T17:05:01Z,"
        + " status.connection.checkedAt \"2026-11-24T17:05:01Z\" is more than 5 minutes in the future",
    "DISCONNECTED 2026-11-24T16:00:00Z 2027-01-01T00:00:00Z,"
        + " status.connection.lastConnectedAt \"2027-01-01T00:00:00Z\" is more than 5 minutes in the"
        + " future",
    "DISCONNECTED yesterday,"
        + " status.connection.checkedAt \"yesterday\" is not a time such as 2026-11-24T17:40:00Z",
    "DISCONNECTED 2026-11-24T16:00:00Z 2026-02-30T00:00:00Z,"
        + " status.connection.lastConnectedAt \"2026-02-30T00:00:00Z\" is not a time such as"
        + " 2026-11-24T17:40:00Z"
  })
  void anythingElseIsUnreadableAndSaysWhy(String record, String why) {
    assertThat(Activity.of(Scene.connection(record), NOW)).isEqualTo(new Activity.Unreadable(why));
  }

  @Test
  void aRecordWithoutStateOrTimeIsUnreadable() {
    assertThat(Activity.of(new Connection(null, null, "2026-11-24T16:59:30Z"), NOW))
        .isEqualTo(new Activity.Unreadable("status.connection is empty"));
    assertThat(Activity.of(new Connection(Connection.State.DISCONNECTED, null, null), NOW))
        .isEqualTo(new Activity.Unreadable("status.connection.checkedAt is empty"));
  }

  @ParameterizedTest
  @CsvSource({
    "none, ",
    "DISCONNECTED 2026-11-24T16:00:00Z 2026-11-24T16:00:00Z, ",
    "CONNECTED 2026-11-24T16:50:00Z, 2026-11-24T17:05:01Z",
    "CONNECTED 2026-11-24T16:00:00Z, ",
    "CONNECTED 2026-11-24T18:00:00Z, 2026-11-24T17:55:00Z",
    "DISCONNECTED 2026-11-24T16:00:00Z 2026-11-24T18:00:00Z, 2026-11-24T17:55:00Z",
    "UNKNOWN nonsense, "
  })
  void itSaysWhenTheSameRecordReadsDifferently(String record, String change) {
    var connection = Scene.connection(record);

    Optional<Instant> next = Activity.nextChange(connection, NOW);

    assertThat(next).isEqualTo(Optional.ofNullable(change).map(Instant::parse));
    next.ifPresent(
        at -> assertThat(Activity.of(connection, at)).isNotEqualTo(Activity.of(connection, NOW)));
  }
}
