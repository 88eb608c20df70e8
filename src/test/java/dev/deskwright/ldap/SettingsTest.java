package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Settings that are refused, and secrets that do not show. */
class SettingsTest {

  private static final String SECRET = "secret-4711";

  static final LdapSettings GOOD =
      new LdapSettings(
          List.of(new LdapServer("dc1.example.test", 636)),
          Optional.empty(),
          Security.LDAPS,
          Optional.empty(),
          "cn=deskwright,dc=example,dc=test",
          Password.of(SECRET),
          "dc=example,dc=test",
          Schema.RFC2307,
          Optional.empty(),
          LdapSettings.DEFAULT_PAGE_SIZE,
          false,
          LdapSettings.DEFAULT_CONNECT_TIMEOUT,
          LdapSettings.DEFAULT_RESPONSE_TIMEOUT);

  @Test
  void allThatIsWrongIsReportedAtOnce() {
    assertThatThrownBy(
            () ->
                new LdapSettings(
                    List.of(),
                    Optional.of("not a domain"),
                    Security.LDAPS,
                    Optional.of("no certificate"),
                    "somebody",
                    Password.of(""),
                    "no dn",
                    Schema.RFC2307,
                    Optional.of("(uid=*"),
                    5,
                    false,
                    Duration.ZERO,
                    Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "\"not a domain\" is not a DNS domain",
            "trustedCertificates has no PEM certificate",
            "bindName is neither a DN nor",
            "bindPassword is empty",
            "baseDn \"no dn\" is not a DN",
            "userFilter \"(uid=*\" is not an LDAP filter",
            "pageSize 5 is not 10 to 1000",
            "connectTimeout PT0S is not 100 ms to PT1M",
            "responseTimeout PT1H is not 100 ms to PT5M");
  }

  @Test
  void aSchemaIsChecked() {
    assertThatThrownBy(() -> Schema.RFC2307.with(draft -> draft.loginName = "uid)(uid"))
        .hasMessage("\"uid)(uid\" is not an attribute");
    assertThatThrownBy(() -> Schema.RFC2307.with(draft -> draft.userFilter = "uid=*)"))
        .hasMessageContaining("userFilter \"uid=*)\" is not an LDAP filter");
    assertThatThrownBy(
            () ->
                Schema.RFC2307.with(
                    draft -> {
                      draft.nesting = Nesting.MATCHING_RULE;
                      draft.nestingDepth = 99;
                    }))
        .hasMessage("nesting MATCHING_RULE needs memberOf; nestingDepth 99 is not 1 to 64");
    assertThatThrownBy(() -> new LdapServer("x", 0)).hasMessage("port 0 of x is not 1 to 65535");
  }

  @Test
  void secretsDoNotShow() throws Exception {
    assertThat(GOOD.toString()).doesNotContain(SECRET).contains("********");
    assertThat(Password.of(SECRET)).hasToString("********");
    String json =
        new ObjectMapper()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .writeValueAsString(Password.of(SECRET));
    assertThat(json).isEqualTo("{}");
    assertThat(Password.class.getInterfaces()).isEmpty();
  }

  @Test
  void onlyNewTlsIsSpoken() throws Exception {
    try (SSLSocket socket = (SSLSocket) Tls.socketFactory(GOOD).createSocket()) {
      assertThat(socket.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    }
  }

  @Test
  void equalSettingsAreEqual() {
    assertThat(Password.of(SECRET)).isEqualTo(Password.of(SECRET.toCharArray()));
    assertThat(Password.of(SECRET)).isNotEqualTo(Password.of("another"));
  }
}
