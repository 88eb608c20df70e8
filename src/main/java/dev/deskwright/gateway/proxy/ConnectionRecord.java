package dev.deskwright.gateway.proxy;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Connection.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What is known about the connections to one WorkSpace, and what of it has been written. */
final class ConnectionRecord {

  /** A client that has lost its connection is back, and counts again, within this. */
  static final Duration GRACE = ConnectionRecords.COUNTS_AFTER.plusSeconds(30);

  /** After this, a connection that does not come to count no longer holds the record up. */
  private static final Duration PATIENCE = GRACE.multipliedBy(2);

  /** When each open connection began. Which one has ended is not told: take it for the oldest. */
  private final Deque<Instant> open = new ArrayDeque<>();

  /** The open connection had input, or has lasted. */
  private boolean counts;

  /** The last moment at which a connection counted. */
  private Instant seen;

  private boolean knownAsConnected;
  private Instant writtenSeen;
  private Instant writtenAt;
  private Instant notBefore = Instant.MIN;
  private boolean writing;

  void connected(Instant now) {
    open.addLast(now);
    look(now);
  }

  void input(Instant now) {
    if (!open.isEmpty()) {
      counts = true;
      seen = now;
    }
  }

  void disconnected(Instant now) {
    look(now);
    open.pollFirst();
    counts = counts && !open.isEmpty();
  }

  /** Another replica's word that somebody is connected, which nobody renews. */
  void abandoned(Instant lastConnected) {
    if (open.isEmpty() && seen == null) {
      seen = lastConnected;
      knownAsConnected = true;
    }
  }

  /** All connections are over, counted or not. */
  void end(Instant now) {
    look(now);
    open.clear();
    counts = false;
  }

  private void look(Instant now) {
    if (!open.isEmpty() && !open.peekFirst().plus(ConnectionRecords.COUNTS_AFTER).isAfter(now)) {
      counts = true;
    }
    if (counts) {
      seen = now;
    }
  }

  /** What is to be written now; the caller then says how that went. */
  Optional<Connection> due(Instant now) {
    look(now);
    boolean early =
        now.isBefore(notBefore)
            || (writtenAt != null && now.isBefore(writtenAt.plus(ConnectionRecords.EVERY)));
    if (writing || early || !(counts || isOver(now))) {
      return Optional.empty();
    }
    return Optional.of(state(now));
  }

  /** The last word, whether it is time for it or not. */
  Optional<Connection> last(Instant now) {
    return writing || !hasNews() ? Optional.empty() : Optional.of(state(now));
  }

  private Connection state(Instant now) {
    writing = true;
    return new Connection(counts ? State.CONNECTED : State.DISCONNECTED, text(seen), text(now));
  }

  private boolean isOver(Instant now) {
    Duration wait = open.isEmpty() ? GRACE : PATIENCE;
    return hasNews() && !now.isBefore(seen.plus(wait));
  }

  private boolean hasNews() {
    return seen != null && (knownAsConnected || !seen.equals(writtenSeen));
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  void written(Connection connection, Instant seenThen, Instant now) {
    writing = false;
    writtenAt = now;
    writtenSeen = seenThen;
    knownAsConnected = connection.state() == State.CONNECTED;
  }

  void failed(Instant now) {
    writing = false;
    notBefore = now.plus(ConnectionRecords.RETRY);
  }

  Instant seen() {
    return seen;
  }

  boolean isOpen() {
    return !open.isEmpty();
  }

  /** Nothing is open, all is written, and the next write may come at once. */
  boolean canBeForgotten(Instant now) {
    return open.isEmpty()
        && !writing
        && !hasNews()
        && (writtenAt == null || !now.isBefore(writtenAt.plus(ConnectionRecords.EVERY)));
  }
}
