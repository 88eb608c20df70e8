package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.fixture.ServerProcess;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.ldap.LdapObserver.Kind;
import dev.deskwright.ldap.LdapObserver.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several servers, of which some are dead. */
@WithDirectoryServers(WithDirectoryServers.Kind.SLAPD)
class FailoverTest {

  private static final TestAuthority AUTHORITY = new TestAuthority("Test authority");
  private static final Duration CONNECT = Duration.ofMillis(600);

  private static SlapdProcess slapd;

  private final StandingClock clock = new StandingClock(Clock.systemUTC().instant());
  private final RequestCount count = new RequestCount();

  @BeforeAll
  static void start() {
    slapd = SlapdProcess.start(AUTHORITY);
    slapd.addOperator();
    slapd.addPerson("alice");
  }

  @AfterAll
  static void stop() {
    if (slapd != null) {
      slapd.close();
    }
  }

  private LdapDirectory open(LdapServer... servers) {
    return new LdapDirectory(
        TestSettings.openLdap(slapd.tls(), Security.LDAPS, AUTHORITY)
            .servers(servers)
            .timeouts(CONNECT, Duration.ofSeconds(5))
            .settings(),
        LdapEnvironment.of(clock).withObserver(count));
  }

  private static void assertFindsAlice(LdapDirectory directory) {
    assertThat(directory.find(List.of("alice")).get("alice")).isInstanceOf(Account.Active.class);
  }

  private static Duration took(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** One dead server refuses, the other is silent, which is the slower death. */
  @Test
  void threeServersTheFirstTwoDead() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LdapDirectory directory =
            open(
                new LdapServer("127.0.0.1", ServerProcess.freePort()),
                new LdapServer("127.0.0.1", silent.getLocalPort()),
                slapd.tls())) {
      Duration first = took(() -> assertFindsAlice(directory));
      long connects = count.of(Kind.CONNECT);
      Duration second = took(() -> assertFindsAlice(directory));
      System.out.printf(
          "FIGURE three servers, two dead: first lookup %d ms, second %d ms (connect timeout %d)%n",
          first.toMillis(), second.toMillis(), CONNECT.toMillis());
      assertThat(connects).isEqualTo(3);
      assertThat(count.of(Kind.CONNECT)).isEqualTo(connects);
      assertThat(first).isLessThan(CONNECT.multipliedBy(2).plusSeconds(2));
      assertThat(second).isLessThan(CONNECT);
      Health health = directory.check();
      assertThat(health.usable()).isTrue();
      assertThat(health.servers())
          .extracting(server -> server instanceof ServerHealth.Reachable)
          .containsExactly(false, false, true);
    }
  }

  @Test
  void aServerThatWasDownComesBackAndIsUsedAgain() {
    try (SlapdProcess other = SlapdProcess.start(AUTHORITY)) {
      other.addOperator();
      other.addPerson("alice");
      try (LdapDirectory directory = open(other.tls(), slapd.tls())) {
        assertFindsAlice(directory);
        other.stop();
        count.forget();
        assertFindsAlice(directory);
        assertThat(count.seen())
            .filteredOn(seen -> seen.kind() == Kind.CONNECT)
            .extracting(RequestCount.Seen::outcome)
            .containsExactly(Outcome.FAILED, Outcome.SUCCESS);
        other.startAgain();
        count.forget();
        assertFindsAlice(directory);
        assertThat(count.of(Kind.CONNECT)).isZero();
        clock.forward(Duration.ofSeconds(2));
        assertFindsAlice(directory);
        assertThat(count.of(Kind.CONNECT)).isEqualTo(1);
      }
    }
  }

  @Test
  void theOnlyServerDownIsSaidAtOnceUntilItIsTriedAgain() {
    try (SlapdProcess only = SlapdProcess.start(AUTHORITY)) {
      only.addOperator();
      only.addPerson("alice");
      try (LdapDirectory directory = open(only.tls())) {
        only.stop();
        String words = "Connection refused: nothing listens on " + only.tls();
        assertThatThrownBy(() -> assertFindsAlice(directory))
            .isInstanceOf(DirectoryUnavailable.class)
            .hasMessage(words);
        count.forget();
        assertThatThrownBy(() -> assertFindsAlice(directory)).hasMessage(words);
        assertThat(count.seen()).isEmpty();
        only.startAgain();
        clock.forward(Duration.ofSeconds(2));
        assertFindsAlice(directory);
      }
    }
  }

  /** A restart closes idle connections, which says nothing about the server. */
  @Test
  void aRestartBetweenTwoLookupsIsNotNoticed() {
    try (SlapdProcess only = SlapdProcess.start(AUTHORITY)) {
      only.addOperator();
      only.addPerson("alice");
      try (LdapDirectory directory = open(only.tls())) {
        assertFindsAlice(directory);
        only.stop();
        only.startAgain();
        assertFindsAlice(directory);
      }
    }
  }

  @Test
  void longDeadServersAreTriedTwiceAMinute() {
    int dead = ServerProcess.freePort();
    try (LdapDirectory directory = open(new LdapServer("127.0.0.1", dead), slapd.tls())) {
      for (int second = 0; second < 600; second++) {
        assertFindsAlice(directory);
        clock.forward(Duration.ofSeconds(1));
      }
      long tries =
          count.seen().stream()
              .filter(seen -> seen.kind() == Kind.CONNECT && seen.outcome() == Outcome.FAILED)
              .count();
      System.out.printf("FIGURE a dead server was tried %d times in 10 minutes%n", tries);
      assertThat(tries).isBetween(20L, 30L);
    }
  }

  /** Every attempt with a wrong password counts towards locking the operator out. */
  @Test
  void aRefusedPasswordIsNotTriedOnTheNextServer() {
    TestSettings settings =
        TestSettings.openLdap(slapd.tls(), Security.LDAPS, AUTHORITY)
            .servers(slapd.tls(), new LdapServer("localhost", slapd.tls().port()))
            .bind(SlapdProcess.OPERATOR, "wrong");
    try (LdapDirectory directory =
        new LdapDirectory(settings.settings(), LdapEnvironment.of(clock).withObserver(count))) {
      assertThatThrownBy(() -> directory.find(List.of("alice")))
          .isInstanceOfSatisfying(
              DirectoryUnavailable.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.BIND_REFUSED));
      assertThat(count.of(Kind.BIND)).isEqualTo(1);
    }
  }
}
