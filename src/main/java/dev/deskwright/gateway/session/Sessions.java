package dev.deskwright.gateway.session;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.state.SharedState;
import dev.deskwright.gateway.state.StateUnavailable;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions as sealed text, for a cookie. Opening and checking one never blocks and asks nobody: it
 * goes by a copy of the revocations that {@link #refresh()} keeps fresh. So a session that is good
 * goes on while the state cannot be reached.
 */
public final class Sessions {

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final String PURPOSE = "session";
  private static final String CSRF = "csrf";
  private static final int ID_BYTES = 16;

  /** How far the idle limit moves before that is worth a new cookie. */
  private static final Duration WORTH_A_COOKIE = Duration.ofMinutes(1);

  private final Seal seal;
  private final SessionLimits limits;
  private final Clock clock;
  private final Defences defences;
  private final Revocations revocations;
  private final SecureRandom random = new SecureRandom();
  private volatile boolean reached = true;

  /** No session yet. */
  public Sessions(
      SharedState state, Seal seal, SessionLimits limits, Clock clock, Defences defences) {
    this.seal = seal;
    this.limits = limits;
    this.clock = clock;
    this.defences = defences;
    this.revocations = new Revocations(state);
  }

  /**
   * A new session, under a name that was never used. Only for a user who has shown every factor.
   *
   * @param userName login name, as the directory writes it
   */
  public Session create(
      Directory directory, String userName, String displayName, DeviceType device) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant until = now.plus(limits.absolute());
    return new Session(
        Base64.getUrlEncoder().withoutPadding().encodeToString(id),
        directory.getMetadata().getNamespace(),
        directory.getMetadata().getName(),
        directory.getMetadata().getUid(),
        userName,
        displayName,
        device,
        now,
        until,
        earlier(now.plus(limits.idle()), until));
  }

  /**
   * The session to go on with when a browser that had one signs in anew: the new one, and the one
   * before it ends. Blocks.
   *
   * @param before from the cookie that came with the sign-in, if it opened
   * @param made what the sign-in gave
   */
  public Session inPlaceOf(Optional<Session> before, Session made) {
    if (!defences.has(Defence.FRESH_SESSION)) {
      return before.map(old -> withId(made, old.id())).orElse(made);
    }
    before.ifPresent(
        old -> {
          try {
            revoke(old);
          } catch (StateUnavailable e) {
            LOG.warn("A session that was replaced is not known to have ended: {}", e.getMessage());
          }
        });
    return made;
  }

  private static Session withId(Session session, String id) {
    return copy(session, id, session.idleUntil());
  }

  private static Session copy(Session session, String id, Instant idleUntil) {
    return new Session(
        id,
        session.namespace(),
        session.directory(),
        session.directoryUid(),
        session.userName(),
        session.displayName(),
        session.deviceType(),
        session.since(),
        session.until(),
        idleUntil);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** The session as text for the cookie: at most 3 KB of letters, digits and {@code . - _}. */
  public String seal(Session session) {
    return seal.seal(
        PURPOSE, SessionText.write(session), earlier(session.idleUntil(), session.until()));
  }

  /** The session, unless the text is none of ours, it has ended, or it was called back. */
  public Optional<Session> open(String sealed) {
    return seal.open(PURPOSE, sealed).map(SessionText::read).filter(session -> !isOver(session));
  }

  /**
   * The session with its idle limit moved on, when that is worth a new cookie: once a minute at
   * most. For requests that a user makes, not for what the page asks by itself.
   */
  public Optional<Session> renew(Session session) {
    Instant next = earlier(clock.instant().plus(limits.idle()), session.until());
    return next.isBefore(session.idleUntil().plus(WORTH_A_COOKIE))
        ? Optional.empty()
        : Optional.of(copy(session, session.id(), next));
  }

  /**
   * Whether the session has come to its absolute limit or was called back. For sockets, which stay
   * open beyond the idle limit of the cookie that they were opened with.
   */
  public boolean isOver(Session session) {
    return !clock.instant().isBefore(session.until())
        || (defences.has(Defence.REVOCATION) && revocations.isRevoked(session));
  }

  /** What a request that changes something carries beside the cookie. */
  public String csrfToken(Session session) {
    return seal.mac(CSRF, session.id());
  }

  /** Whether it is the session's. Takes the same time whatever is wrong with it. */
  public boolean isCsrfToken(Session session, String token) {
    return !defences.has(Defence.CSRF_TOKEN) || seal.isMac(CSRF, session.id(), token);
  }

  /**
   * Ends a session: here at once, on other replicas with their next {@link #refresh()}. Blocks.
   *
   * @throws StateUnavailable if the others cannot be told now; they are with the first refresh that
   *     reaches the state
   */
  public void revoke(Session session) {
    revocations.add(session);
  }

  /** Ends all sessions that a user has at this moment, in the same way. */
  public void revokeAllOf(String directoryUid, String userName) {
    Instant now = clock.instant();
    revocations.addAllOf(directoryUid, userName, now, now.plus(limits.absolute()));
  }

  /**
   * Learns keys, and what other replicas have revoked, and tells them what they could not be told
   * before. To be called once before the first request, and then every 2 seconds or sooner. Blocks.
   *
   * @return whether the state could be reached; if not, sessions that are good go on
   */
  public boolean refresh() {
    boolean now = tryToRefresh();
    reached = now;
    return now;
  }

  private boolean tryToRefresh() {
    try {
      seal.refresh();
      revocations.refresh(clock.instant());
      return true;
    } catch (StateUnavailable e) {
      if (reached) {
        LOG.warn("Sessions that are good go on, but nobody can sign in: {}", e.getMessage());
      }
      return false;
    }
  }
}
