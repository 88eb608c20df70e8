package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One server: its idle connections, all bound as the operator, and how it did of late. One that
 * failed is left alone for a second, then two, up to half a minute.
 */
final class Server implements AutoCloseable {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Firewalls and servers forget silent connections; a fresh one costs less than a timeout. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private static final int MAX_IDLE = 4;

  /** Work with a connection that is bound as the operator. */
  interface Work<T> {
    T with(LDAPConnection connection) throws LDAPException;
  }

  private record Idle(LDAPConnection connection, Instant since) {}

  private final LdapServer address;
  private final Connector connector;
  private final Clock clock;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private int failures;
  private Instant leftAloneUntil = Instant.MIN;
  private Optional<Explanation> lastFailure = Optional.empty();
  private boolean closed;

  Server(LdapServer address, Connector connector, Clock clock) {
    this.address = address;
    this.connector = connector;
    this.clock = clock;
  }

  LdapServer address() {
    return address;
  }

  Connector connector() {
    return connector;
  }

  /** What went wrong last, while it is left alone. */
  synchronized Optional<Explanation> lastFailure() {
    return lastFailure;
  }

  /**
   * Whether to try it now. One that failed is given to one caller, and the others go on to the next
   * server: only one of them waits for a dead one.
   */
  synchronized boolean claim() {
    Instant now = clock.instant();
    if (failures == 0) {
      return true;
    }
    if (now.isBefore(leftAloneUntil)) {
      return false;
    }
    leftAloneUntil = now.plus(pause());
    return true;
  }

  synchronized void succeeded() {
    failures = 0;
    lastFailure = Optional.empty();
  }

  synchronized void failed(Explanation why) {
    failures++;
    leftAloneUntil = clock.instant().plus(pause());
    lastFailure = Optional.of(why);
    closeIdle();
  }

  private Duration pause() {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /**
   * Runs the work on an idle connection or a new one. An idle one may have been closed by the
   * server meanwhile, which says nothing about the server: the work is then done anew.
   */
  <T> T run(Work<T> work) throws LDAPException {
    Optional<LDAPConnection> kept = takeIdle();
    if (kept.isPresent()) {
      try {
        return runOn(kept.get(), work);
      } catch (LDAPException e) {
        if (!e.getResultCode().equals(ResultCode.SERVER_DOWN)) {
          throw e;
        }
      }
    }
    return runOn(connector.open(), work);
  }

  private <T> T runOn(LDAPConnection connection, Work<T> work) throws LDAPException {
    boolean usable = false;
    try {
      T result = work.with(connection);
      usable = true;
      return result;
    } catch (LDAPException e) {
      usable = isAnswer(e);
      throw e;
    } finally {
      if (usable && connection.isConnected()) {
        keep(connection);
      } else {
        connection.close();
      }
    }
  }

  /** Whether the server is alive, though it said no. */
  static boolean isAnswer(LDAPException e) {
    ResultCode code = e.getResultCode();
    return !code.isClientSideResultCode()
        && code.isConnectionUsable()
        && !code.equals(ResultCode.BUSY)
        && !code.equals(ResultCode.UNAVAILABLE);
  }

  private synchronized Optional<LDAPConnection> takeIdle() {
    Instant oldest = clock.instant().minus(IDLE);
    while (!idle.isEmpty()) {
      Idle each = idle.pop();
      if (!each.since().isBefore(oldest) && each.connection().isConnected()) {
        return Optional.of(each.connection());
      }
      each.connection().close();
    }
    return Optional.empty();
  }

  private synchronized void keep(LDAPConnection connection) {
    if (closed || idle.size() >= MAX_IDLE) {
      connection.close();
    } else {
      idle.push(new Idle(connection, clock.instant()));
    }
  }

  private void closeIdle() {
    idle.forEach(each -> each.connection().close());
    idle.clear();
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeIdle();
  }
}
