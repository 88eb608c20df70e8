package dev.deskwright.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.proxy.Tickets.Verdict;
import dev.deskwright.gateway.session.Session;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A ticket is good once, for seconds, for one session and one desktop. */
class TicketsTest {

  private static final String DESKTOP = "ws-000000001";

  private final StandingClock clock = new StandingClock(Instant.parse("2026-11-26T08:00:00.123Z"));
  private final PlayedClaims claims = new PlayedClaims();
  private final Tickets tickets = replica();
  private final Tickets otherReplica = replica();
  private final Session alice = session("a");

  private Tickets replica() {
    return new Tickets(new PlayedSealer(clock), claims, clock, Defences.ALL);
  }

  private Session session(String id) {
    Instant now = clock.instant();
    return new Session(id, "desks", "acme", "uid", "alice", "Alice", DeviceType.Web, now, now, now);
  }

  private static Verdict redeem(Tickets at, String ticket, Session session, String workspaceId) {
    return Waiting.on(at.redeem(ticket, session, workspaceId));
  }

  @Test
  void goodForWhatItWasMadeFor() {
    String ticket = tickets.make(alice, DESKTOP);
    assertThat(redeem(otherReplica, ticket, alice, DESKTOP)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void forNothingElse() {
    String ticket = tickets.make(alice, DESKTOP);
    assertThat(redeem(tickets, ticket, session("b"), DESKTOP)).isEqualTo(Verdict.OTHER_SESSION);
    assertThat(redeem(tickets, ticket, alice, "ws-2")).isEqualTo(Verdict.OTHER_DESKTOP);
    assertThat(redeem(tickets, ticket + "x", alice, DESKTOP)).isEqualTo(Verdict.UNREADABLE);
    assertThat(redeem(tickets, null, alice, DESKTOP)).isEqualTo(Verdict.MISSING);
    assertThat(redeem(tickets, ticket, alice, DESKTOP)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void forSeconds() {
    String ticket = tickets.make(alice, DESKTOP);
    clock.forward(Tickets.LIFETIME.minusMillis(1));
    String other = tickets.make(alice, DESKTOP);
    assertThat(redeem(tickets, ticket, alice, DESKTOP)).isEqualTo(Verdict.ACCEPTED);
    clock.forward(Tickets.LIFETIME);
    assertThat(redeem(tickets, other, alice, DESKTOP)).isEqualTo(Verdict.EXPIRED);
    clock.forward(Duration.ofHours(1));
    assertThat(redeem(tickets, other, alice, DESKTOP)).isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void onceForAllReplicas() {
    String ticket = tickets.make(alice, DESKTOP);
    redeem(tickets, ticket, alice, DESKTOP);
    assertThat(redeem(tickets, ticket, alice, DESKTOP)).isEqualTo(Verdict.USED);
    assertThat(redeem(otherReplica, ticket, alice, DESKTOP)).isEqualTo(Verdict.USED);
  }

  @Test
  void onceForEachReplicaWhenTheyCannotTalk() {
    claims.away = true;
    String ticket = tickets.make(alice, DESKTOP);
    assertThat(redeem(tickets, ticket, alice, DESKTOP)).isEqualTo(Verdict.ACCEPTED);
    assertThat(redeem(tickets, ticket, alice, DESKTOP)).isEqualTo(Verdict.USED);
    assertThat(redeem(otherReplica, ticket, alice, DESKTOP)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void tellsWhoseItIsWhereNoSessionIsKnown() {
    var redeemed = Waiting.on(otherReplica.enter(tickets.make(alice, DESKTOP), DESKTOP));
    assertThat(redeemed.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(redeemed.session()).contains(alice);
    assertThat(Waiting.on(tickets.enter(tickets.make(alice, DESKTOP), "ws-2")).session()).isEmpty();
  }
}
