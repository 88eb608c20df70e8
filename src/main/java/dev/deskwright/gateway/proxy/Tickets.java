package dev.deskwright.gateway.proxy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.session.Session;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tickets to a desktop: each good once, for seconds, for the session and the WorkSpace that it was
 * made for. If what the replicas share cannot be reached, a ticket is good once on each replica.
 */
public final class Tickets {

  /** How long a ticket is good. */
  public static final Duration LIFETIME = Duration.ofSeconds(30);

  private static final Duration SEAL = Duration.ofMinutes(10);
  private static final String PURPOSE = "ticket";
  private final Sealer sealer;
  private final Claims claims;
  private final Clock clock;
  private final Defences defences;
  private final SecureRandom random = new SecureRandom();

  /** Those used here, until when they would have been good: the rest of the world may be away. */
  private final Map<String, Instant> used = new ConcurrentHashMap<>();

  /** Tickets that these replicas understand. */
  public Tickets(Sealer sealer, Claims claims, Clock clock, Defences defences) {
    this.sealer = sealer;
    this.claims = claims;
    this.clock = clock;
    this.defences = defences;
  }

  /** What came of a ticket. */
  public enum Verdict {
    ACCEPTED,
    MISSING,
    UNREADABLE,
    EXPIRED,
    OTHER_SESSION,
    OTHER_DESKTOP,
    USED
  }

  /**
   * A ticket that was shown.
   *
   * @param verdict whether it is good, or why not
   * @param session whose it is, if it is good and has one
   */
  public record Redeemed(Verdict verdict, Optional<Session> session) {

    private static Redeemed refused(Verdict verdict) {
      return new Redeemed(verdict, Optional.empty());
    }
  }

  private record Content(
      @JsonProperty("s") Session session,
      @JsonProperty("w") String workspaceId,
      @JsonProperty("u") Instant until,
      @JsonProperty("n") String name) {}

  /** A new ticket: 30 seconds, one connection, this session and this WorkSpace. */
  public String make(Session session, String workspaceId) {
    byte[] name = new byte[16];
    random.nextBytes(name);
    Instant until = clock.instant().plus(LIFETIME);
    var content = new Content(session, workspaceId, until, HexFormat.of().formatHex(name));
    // The seal holds longer than the ticket, whose time is looked at below, by its name.
    return sealer.seal(PURPOSE, SessionJson.write(content), until.plus(SEAL));
  }

  /** Uses a ticket up, if it is good for this session and WorkSpace. */
  public Future<Verdict> redeem(String ticket, Session session, String workspaceId) {
    return use(ticket, Optional.of(session), workspaceId).map(Redeemed::verdict);
  }

  /** Uses a ticket up where no session is known; the answer has the one it was made for. */
  public Future<Redeemed> enter(String ticket, String workspaceId) {
    return use(ticket, Optional.empty(), workspaceId);
  }

  private Future<Redeemed> use(String ticket, Optional<Session> session, String workspaceId) {
    if (!defences.has(Defence.TICKET) && session.isPresent()) {
      return Future.succeededFuture(new Redeemed(Verdict.ACCEPTED, session));
    }
    if (ticket == null || ticket.isEmpty()) {
      return Future.succeededFuture(Redeemed.refused(Verdict.MISSING));
    }
    Optional<Content> content = sealer.open(PURPOSE, ticket).flatMap(Tickets::read);
    if (content.isEmpty()) {
      return Future.succeededFuture(Redeemed.refused(Verdict.UNREADABLE));
    }
    Verdict binding = binding(content.get(), session, workspaceId);
    if (binding != Verdict.ACCEPTED && defences.has(Defence.TICKET_BINDING)) {
      return Future.succeededFuture(Redeemed.refused(binding));
    }
    var accepted = new Redeemed(Verdict.ACCEPTED, Optional.of(content.get().session()));
    return first(content.get()).map(first -> first ? accepted : Redeemed.refused(Verdict.USED));
  }

  private static Optional<Content> read(ObjectNode json) {
    return SessionJson.read(json, Content.class)
        .filter(c -> c.session() != null && c.until() != null && c.name() != null);
  }

  private Verdict binding(Content content, Optional<Session> session, String workspaceId) {
    if (!content.until().isAfter(clock.instant())) {
      return Verdict.EXPIRED;
    }
    if (!Objects.equals(content.workspaceId(), workspaceId)) {
      return Verdict.OTHER_DESKTOP;
    }
    boolean same = session.map(s -> s.id().equals(content.session().id())).orElse(true);
    return same ? Verdict.ACCEPTED : Verdict.OTHER_SESSION;
  }

  private Future<Boolean> first(Content content) {
    if (!defences.has(Defence.TICKET_ONCE)) {
      return Future.succeededFuture(true);
    }
    Instant now = clock.instant();
    used.values().removeIf(until -> until.isBefore(now));
    if (used.putIfAbsent(content.name(), content.until()) != null) {
      return Future.succeededFuture(false);
    }
    return claims.claimOnce(PURPOSE + "-" + content.name(), content.until()).otherwise(true);
  }
}
