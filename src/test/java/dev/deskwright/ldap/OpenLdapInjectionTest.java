package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The attempts of {@link InjectionTest}, on a real server with its own matching rules. */
@WithDirectoryServers(WithDirectoryServers.Kind.SLAPD)
class OpenLdapInjectionTest {

  private static SlapdProcess slapd;
  private static LdapDirectory directory;

  @BeforeAll
  static void start() {
    TestAuthority authority = new TestAuthority("Test authority");
    slapd = SlapdProcess.start(authority);
    slapd.addOperator();
    slapd.addPerson("alice");
    slapd.addPerson("bob");
    slapd.addPerson("admin");
    directory =
        new LdapDirectory(
            TestSettings.openLdap(slapd.tls(), Security.LDAPS, authority).settings(),
            LdapEnvironment.of(Clock.systemUTC()));
  }

  @AfterAll
  static void stop() {
    if (slapd != null) {
      directory.close();
      slapd.close();
    }
  }

  static List<String> attempts() {
    return InjectionTest.attempts();
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void findsNothing(String attempt) {
    assertThat(directory.find(List.of("alice", attempt)))
        .hasSize(2)
        .containsEntry(attempt, new Account.Unknown())
        .hasEntrySatisfying(
            "alice", account -> assertThat(account).isInstanceOf(Account.Active.class));
    assertThat(directory.authenticate(attempt, "password-of-alice".toCharArray()))
        .isEqualTo(Authentication.UNKNOWN_USER);
    assertThat(catchThrowable(() -> directory.membersOf(attempt))).isInstanceOf(NoSuchGroup.class);
  }
}
