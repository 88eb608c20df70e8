package dev.deskwright.gateway.proxy;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Connection.State;
import dev.deskwright.gateway.proxy.ConnectionWriter.Which;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Keeps {@code status.connection} of the WorkSpaces that users are connected to through this
 * replica. A connection counts once it has lasted a minute or had a key or pointer, so a client
 * that reconnects for ever counts as nobody. There is at most one write per WorkSpace in five
 * minutes, and one every five minutes while somebody is connected.
 */
public final class ConnectionRecords implements Activity {

  /** How long a connection must last to count without input. */
  public static final Duration COUNTS_AFTER = Duration.ofSeconds(60);

  /** The time between two writes for one WorkSpace. */
  public static final Duration EVERY = Duration.ofMinutes(5);

  /** CONNECTED counts as UNKNOWN once it is older than this: its writer may be gone. */
  public static final Duration STALE = Duration.ofMinutes(15);

  /** How long to wait after a write that failed. */
  static final Duration RETRY = Duration.ofSeconds(30);

  private final ConnectionWriter writer;
  private final Clock clock;
  private final Map<Which, ConnectionRecord> records = new ConcurrentHashMap<>();

  /** Nobody is connected yet. */
  public ConnectionRecords(ConnectionWriter writer, Clock clock) {
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public void connected(Target target) {
    change(which(target), ConnectionRecord::connected);
  }

  @Override
  public void input(Target target) {
    change(which(target), ConnectionRecord::input);
  }

  @Override
  public void disconnected(Target target) {
    change(which(target), ConnectionRecord::disconnected);
  }

  /**
   * A record that says CONNECTED and has not been renewed for {@link #STALE}: its replica is gone.
   * To be told of all such records now and then. Any replica may end it; all may try.
   */
  public void abandoned(Which which, Connection record) {
    Instant now = clock.instant();
    Optional<Instant> checked = time(record.checkedAt());
    if (record.state() == State.CONNECTED
        && checked.filter(at -> at.plus(STALE).isBefore(now)).isPresent()) {
      Instant last = time(record.lastConnectedAt()).or(() -> checked).orElse(now);
      change(which, (known, at) -> known.abandoned(last));
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Writes what is due; to be called every few seconds. Never blocks. */
  public void tick() {
    Instant now = clock.instant();
    for (Which which : records.keySet()) {
      write(which, now, ConnectionRecord::due);
      records.computeIfPresent(which, (w, r) -> r.canBeForgotten(now) ? null : r);
    }
  }

  /**
   * Ends all connections in the records and writes what has not been written, however recent the
   * last write is; to be called when this replica goes, after its last connection.
   *
   * @return done when each write has succeeded or failed
   */
  public Future<Void> flush() {
    Instant now = clock.instant();
    List<Future<Void>> writes = new ArrayList<>();
    for (Which which : records.keySet()) {
      change(which, ConnectionRecord::end);
      writes.add(write(which, now, ConnectionRecord::last));
    }
    return Future.join(writes).mapEmpty();
  }

  private static Which which(Target target) {
    return new Which(target.namespace(), target.name(), target.workspaceUid());
  }

  private void change(Which which, BiConsumer<ConnectionRecord, Instant> what) {
    Instant now = clock.instant();
    records.compute(
        which,
        (w, known) -> {
          ConnectionRecord record = known == null ? new ConnectionRecord() : known;
          what.accept(record, now);
          return record;
        });
  }

  private record Write(Connection connection, Instant seen) {}

  private Future<Void> write(
      Which which,
      Instant now,
      BiFunction<ConnectionRecord, Instant, Optional<Connection>> whatIsDue) {
    AtomicReference<Write> due = new AtomicReference<>();
    records.computeIfPresent(
        which,
        (w, record) -> {
          whatIsDue
              .apply(record, now)
              .ifPresent(connection -> due.set(new Write(connection, record.seen())));
          return record;
        });
    Write write = due.get();
    if (write == null) {
      return Future.succeededFuture();
    }
    return writer
        .write(which, write.connection())
        .onComplete(
            done ->
                change(
                    which,
                    (record, at) -> {
                      if (done.succeeded()) {
                        record.written(write.connection(), write.seen(), at);
                      } else {
                        record.failed(at);
                      }
                    }));
  }
}
