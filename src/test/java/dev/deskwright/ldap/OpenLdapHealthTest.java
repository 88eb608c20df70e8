package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.fixture.ServerProcess;
import dev.deskwright.ldap.ServerHealth.Unreachable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an administrator is told about an OpenLDAP server that cannot be used. */
@WithDirectoryServers(WithDirectoryServers.Kind.SLAPD)
class OpenLdapHealthTest {

  private static final TestAuthority AUTHORITY = new TestAuthority("Test authority");

  private static SlapdProcess slapd;

  @BeforeAll
  static void start() {
    slapd = SlapdProcess.start(AUTHORITY);
    slapd.addOperator();
  }

  @AfterAll
  static void stop() {
    if (slapd != null) {
      slapd.close();
    }
  }

  private static TestSettings settings(SlapdProcess server, Security security) {
    return TestSettings.openLdap(
        security == Security.LDAPS ? server.tls() : server.plain(), security, AUTHORITY);
  }

  private static ServerHealth health(TestSettings settings) {
    return health(settings, LdapEnvironment.of(Clock.systemUTC()));
  }

  private static ServerHealth health(TestSettings settings, LdapEnvironment environment) {
    try (LdapDirectory directory = new LdapDirectory(settings.settings(), environment)) {
      ServerHealth health = directory.check().servers().get(0);
      System.out.println("FIGURE health: " + health);
      if (health instanceof Unreachable unreachable) {
        assertThat(unreachable.message())
            .doesNotContain(SlapdProcess.PASSWORD, "Exception", "\n", "java.", "unboundid");
        assertThatThrownBy(() -> directory.find(List.of("alice")))
            .isInstanceOf(DirectoryUnavailable.class)
            .hasNoCause()
            .hasMessageContaining(unreachable.message());
      }
      return health;
    }
  }

  private static void assertProblem(ServerHealth health, Problem problem, String words) {
    assertThat(health)
        .isInstanceOfSatisfying(
            Unreachable.class,
            unreachable -> {
              assertThat(unreachable.problem()).isEqualTo(problem);
              assertThat(unreachable.message()).contains(words);
            });
  }

  @ParameterizedTest
  @EnumSource(Security.class)
  void good(Security security) {
    assertThat(health(settings(slapd, security))).isInstanceOf(ServerHealth.Reachable.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"LDAPS", "START_TLS"})
  void anExpiredCertificate(Security security) {
    Instant until = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
    try (SlapdProcess expired = SlapdProcess.start(AUTHORITY, until, "127.0.0.1")) {
      assertProblem(
          health(settings(expired, security)), Problem.CERTIFICATE_EXPIRED, until.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"LDAPS", "START_TLS"})
  void anotherAuthority(Security security) {
    TestAuthority other = new TestAuthority("Somebody else");
    try (SlapdProcess foreign = SlapdProcess.start(other)) {
      assertProblem(
          health(settings(foreign, security)),
          Problem.CERTIFICATE_UNTRUSTED,
          "not in the bundle of trusted certificates");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"LDAPS", "START_TLS"})
  void anotherHostName(Security security) {
    LdapServer real = security == Security.LDAPS ? slapd.tls() : slapd.plain();
    TestSettings settings =
        settings(slapd, security).servers(new LdapServer("dc1.example.org", real.port()));
    InetAddress[] loopback = {InetAddress.getLoopbackAddress()};
    assertProblem(
        health(settings, LdapEnvironment.of(Clock.systemUTC()).withAddresses(host -> loopback)),
        Problem.HOST_NAME_MISMATCH,
        "another host name");
  }

  @Test
  void nothingListens() {
    int port = ServerProcess.freePort();
    assertProblem(
        health(settings(slapd, Security.LDAPS).servers(new LdapServer("127.0.0.1", port))),
        Problem.CONNECTION_REFUSED,
        "nothing listens on 127.0.0.1:" + port);
  }

  @Test
  void noSuchHost() {
    assertProblem(
        health(settings(slapd, Security.LDAPS).servers(new LdapServer("nowhere.invalid", 636))),
        Problem.HOST_UNKNOWN,
        "DNS has no address for nowhere.invalid");
  }

  @ParameterizedTest
  @EnumSource(Security.class)
  void aServerThatAcceptsAndSaysNothing(Security security) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      TestSettings settings =
          settings(slapd, security)
              .servers(new LdapServer("127.0.0.1", silent.getLocalPort()))
              .timeouts(Duration.ofMillis(500), Duration.ofMillis(700));
      long begin = System.nanoTime();
      assertProblem(health(settings), Problem.TIMED_OUT, "timed out");
      // Asked twice, by check() and by find(); the second finds it left alone.
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void noTlsWhereItShouldBe() {
    TestSettings settings = settings(slapd, Security.LDAPS).servers(slapd.plain());
    assertThat(health(settings))
        .isInstanceOfSatisfying(
            Unreachable.class,
            unreachable ->
                assertThat(unreachable.problem())
                    .isIn(Problem.TLS_FAILED, Problem.TIMED_OUT, Problem.OTHER));
  }

  @Test
  void aWrongPasswordOfTheOperator() {
    assertProblem(
        health(settings(slapd, Security.LDAPS).bind(SlapdProcess.OPERATOR, "wrong-Secret-1")),
        Problem.BIND_REFUSED,
        "refused the bind as " + SlapdProcess.OPERATOR);
  }

  @Test
  void noSuchBaseDn() {
    assertProblem(
        health(settings(slapd, Security.LDAPS).baseDn("ou=nowhere," + SlapdProcess.BASE)),
        Problem.BASE_DN_MISSING,
        "has no entry ou=nowhere," + SlapdProcess.BASE);
  }
}
