package dev.deskwright.gateway.session;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.state.SharedState;
import java.time.Clock;
import java.util.Optional;

/**
 * Sessions as sealed text, for a cookie. Opening and checking one never blocks and asks nobody: it
 * goes by a copy of the revocations that {@link #refresh()} keeps fresh.
 */
public final class Sessions {

  /** No session yet. */
  public Sessions(
      SharedState state, Seal seal, SessionLimits limits, Clock clock, Defences defences) {}

  /**
   * A new session, under a name that was never used. Only for a user who has shown every factor.
   *
   * @param userName login name, as the directory writes it
   */
  public Session create(
      Directory directory, String userName, String displayName, DeviceType device) {
    throw new UnsupportedOperationException();
  }

  /** The session as text for the cookie: at most 2 KB of letters, digits and {@code . - _}. */
  public String seal(Session session) {
    throw new UnsupportedOperationException();
  }

  /** The session, unless the text is none of ours, it has ended, or it was called back. */
  public Optional<Session> open(String sealed) {
    throw new UnsupportedOperationException();
  }

  /**
   * The session with its idle limit moved on, when that is worth a new cookie (once a minute at
   * most). Ask on every request of a user, not on what the page asks by itself.
   */
  public Optional<Session> renew(Session session) {
    throw new UnsupportedOperationException();
  }

  /** Whether the session has ended, at its limits or by being called back. For open sockets. */
  public boolean isOver(Session session) {
    throw new UnsupportedOperationException();
  }

  /** What a request that changes something carries beside the cookie. */
  public String csrfToken(Session session) {
    throw new UnsupportedOperationException();
  }

  /** Whether it is the session's. Takes the same time whatever is wrong with it. */
  public boolean isCsrfToken(Session session, String token) {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends a session: here at once, on other replicas with their next {@link #refresh()}. Blocks.
   *
   * @throws dev.deskwright.gateway.state.StateUnavailable if the other replicas cannot be told now;
   *     they are as soon as it is back
   */
  public void revoke(Session session) {
    throw new UnsupportedOperationException();
  }

  /** Ends all sessions that a user has at this moment, in the same way. */
  public void revokeAllOf(String directoryUid, String userName) {
    throw new UnsupportedOperationException();
  }

  /**
   * Learns what other replicas have revoked, and tells them what they could not be told before. To
   * be called every 2 seconds or sooner, on a thread that may block.
   *
   * @return whether the state could be reached; if not, sessions that are good go on
   */
  public boolean refresh() {
    throw new UnsupportedOperationException();
  }
}
