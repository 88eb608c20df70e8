package dev.deskwright.ldap;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Settings for a test, to vary from good ones; each variation is a copy. */
final class TestSettings {

  private List<LdapServer> servers;
  private Optional<String> discoveryDomain = Optional.empty();
  private Security security;
  private Optional<String> trustedCertificates;
  private String bindName;
  private Password bindPassword;
  private String baseDn;
  private Schema schema;
  private Optional<String> userFilter = Optional.empty();
  private int pageSize = LdapSettings.DEFAULT_PAGE_SIZE;
  private boolean followReferrals;
  private Duration connectTimeout = Duration.ofSeconds(2);
  private Duration responseTimeout = Duration.ofSeconds(5);

  private TestSettings() {}

  static TestSettings openLdap(LdapServer server, Security security, TestAuthority authority) {
    return of(
        server,
        security,
        authority,
        SlapdProcess.OPERATOR,
        SlapdProcess.PASSWORD,
        SlapdProcess.BASE,
        Schema.RFC2307);
  }

  static TestSettings of(
      LdapServer server,
      Security security,
      TestAuthority authority,
      String bindName,
      String password,
      String baseDn,
      Schema schema) {
    var settings = new TestSettings();
    settings.servers = List.of(server);
    settings.security = security;
    settings.trustedCertificates = Optional.of(authority.pem());
    settings.bindName = bindName;
    settings.bindPassword = Password.of(password);
    settings.baseDn = baseDn;
    settings.schema = schema;
    return settings;
  }

  static TestSettings of(LdapSettings good) {
    var settings = new TestSettings();
    settings.servers = good.servers();
    settings.security = good.security();
    settings.trustedCertificates = good.trustedCertificates();
    settings.bindName = good.bindName();
    settings.bindPassword = good.bindPassword();
    settings.baseDn = good.baseDn();
    settings.schema = good.schema();
    return settings;
  }

  LdapSettings settings() {
    return new LdapSettings(
        servers,
        discoveryDomain,
        security,
        trustedCertificates,
        bindName,
        bindPassword,
        baseDn,
        schema,
        userFilter,
        pageSize,
        followReferrals,
        connectTimeout,
        responseTimeout);
  }

  private TestSettings but(Consumer<TestSettings> change) {
    var copy = new TestSettings();
    copy.servers = servers;
    copy.discoveryDomain = discoveryDomain;
    copy.security = security;
    copy.trustedCertificates = trustedCertificates;
    copy.bindName = bindName;
    copy.bindPassword = bindPassword;
    copy.baseDn = baseDn;
    copy.schema = schema;
    copy.userFilter = userFilter;
    copy.pageSize = pageSize;
    copy.followReferrals = followReferrals;
    copy.connectTimeout = connectTimeout;
    copy.responseTimeout = responseTimeout;
    change.accept(copy);
    return copy;
  }

  TestSettings servers(LdapServer... changed) {
    return but(copy -> copy.servers = List.of(changed));
  }

  TestSettings discovered(String domain) {
    return but(
        copy -> {
          copy.servers = List.of();
          copy.discoveryDomain = Optional.of(domain);
        });
  }

  TestSettings bind(String name, String password) {
    return but(
        copy -> {
          copy.bindName = name;
          copy.bindPassword = Password.of(password);
        });
  }

  TestSettings baseDn(String changed) {
    return but(copy -> copy.baseDn = changed);
  }

  TestSettings schema(Schema changed) {
    return but(copy -> copy.schema = changed);
  }

  TestSettings userFilter(String filter) {
    return but(copy -> copy.userFilter = Optional.of(filter));
  }

  TestSettings pageSize(int size) {
    return but(copy -> copy.pageSize = size);
  }

  TestSettings followReferrals() {
    return but(copy -> copy.followReferrals = true);
  }

  TestSettings timeouts(Duration connect, Duration response) {
    return but(
        copy -> {
          copy.connectTimeout = connect;
          copy.responseTimeout = response;
        });
  }
}
