package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same on the real wire, before a real server. */
@WithDirectoryServers(WithDirectoryServers.Kind.SLAPD)
class EmptyPasswordOnTheWireTest {

  @Test
  void noBindIsSent() throws Exception {
    TestAuthority authority = new TestAuthority("Test authority");
    try (SlapdProcess slapd = SlapdProcess.start(authority)) {
      slapd.addOperator();
      slapd.addPerson("alice");
      try (WireTap tap = new WireTap(slapd.plain());
          LdapDirectory directory =
              new LdapDirectory(
                  TestSettings.openLdap(tap.address(), Security.PLAIN, authority).settings(),
                  LdapEnvironment.of(Clock.systemUTC()))) {
        directory.find(List.of("alice"));
        assertThat(tap.sent()).contains(SlapdProcess.PASSWORD);
        tap.forget();
        assertThat(directory.authenticate("alice", new char[0]))
            .isEqualTo(Authentication.WRONG_PASSWORD);
        assertThat(tap.sent()).isEmpty();
        assertThat(directory.authenticate("nobody", "of-nobody".toCharArray()))
            .isEqualTo(Authentication.UNKNOWN_USER);
        assertThat(tap.sent()).contains("nobody").doesNotContain("of-nobody");
        assertThat(tap.connections()).isZero();
        assertThat(directory.authenticate("alice", "password-of-alice".toCharArray()))
            .isEqualTo(Authentication.ACCEPTED);
        assertThat(tap.sent()).contains("password-of-alice");
        assertThat(tap.connections()).isEqualTo(1);
        assertThat(tap.hasEmptySimpleBind()).isFalse();
      }
    }
  }
}
