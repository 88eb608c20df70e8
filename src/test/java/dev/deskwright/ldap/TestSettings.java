package dev.deskwright.ldap;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings for a test, to vary from good ones. */
record TestSettings(LdapSettings settings) {

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
    return new TestSettings(
        new LdapSettings(
            List.of(server),
            Optional.empty(),
            security,
            Optional.of(authority.pem()),
            bindName,
            Password.of(password),
            baseDn,
            schema,
            Optional.empty(),
            LdapSettings.DEFAULT_PAGE_SIZE,
            false,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5)));
  }

  TestSettings servers(LdapServer... servers) {
    return with(List.of(servers), settings.discoveryDomain());
  }

  TestSettings discovered(String domain) {
    return with(List.of(), Optional.of(domain));
  }

  private TestSettings with(List<LdapServer> servers, Optional<String> domain) {
    LdapSettings s = settings;
    return new TestSettings(
        new LdapSettings(
            servers,
            domain,
            s.security(),
            s.trustedCertificates(),
            s.bindName(),
            s.bindPassword(),
            s.baseDn(),
            s.schema(),
            s.userFilter(),
            s.pageSize(),
            s.followReferrals(),
            s.connectTimeout(),
            s.responseTimeout()));
  }

  TestSettings bind(String name, String password) {
    LdapSettings s = settings;
    return new TestSettings(
        new LdapSettings(
            s.servers(),
            s.discoveryDomain(),
            s.security(),
            s.trustedCertificates(),
            name,
            Password.of(password),
            s.baseDn(),
            s.schema(),
            s.userFilter(),
            s.pageSize(),
            s.followReferrals(),
            s.connectTimeout(),
            s.responseTimeout()));
  }

  TestSettings baseDn(String changed) {
    LdapSettings s = settings;
    return new TestSettings(
        new LdapSettings(
            s.servers(),
            s.discoveryDomain(),
            s.security(),
            s.trustedCertificates(),
            s.bindName(),
            s.bindPassword(),
            changed,
            s.schema(),
            s.userFilter(),
            s.pageSize(),
            s.followReferrals(),
            s.connectTimeout(),
            s.responseTimeout()));
  }

  TestSettings schema(Schema changed) {
    LdapSettings s = settings;
    return new TestSettings(
        new LdapSettings(
            s.servers(),
            s.discoveryDomain(),
            s.security(),
            s.trustedCertificates(),
            s.bindName(),
            s.bindPassword(),
            s.baseDn(),
            changed,
            s.userFilter(),
            s.pageSize(),
            s.followReferrals(),
            s.connectTimeout(),
            s.responseTimeout()));
  }

  TestSettings userFilter(String filter) {
    LdapSettings s = settings;
    return new TestSettings(
        new LdapSettings(
            s.servers(),
            s.discoveryDomain(),
            s.security(),
            s.trustedCertificates(),
            s.bindName(),
            s.bindPassword(),
            s.baseDn(),
            s.schema(),
            Optional.of(filter),
            s.pageSize(),
            s.followReferrals(),
            s.connectTimeout(),
            s.responseTimeout()));
  }

  TestSettings pageSize(int size) {
    LdapSettings s = settings;
    return new TestSettings(
        new LdapSettings(
            s.servers(),
            s.discoveryDomain(),
            s.security(),
            s.trustedCertificates(),
            s.bindName(),
            s.bindPassword(),
            s.baseDn(),
            s.schema(),
            s.userFilter(),
            size,
            s.followReferrals(),
            s.connectTimeout(),
            s.responseTimeout()));
  }

  TestSettings followReferrals() {
    LdapSettings s = settings;
    return new TestSettings(
        new LdapSettings(
            s.servers(),
            s.discoveryDomain(),
            s.security(),
            s.trustedCertificates(),
            s.bindName(),
            s.bindPassword(),
            s.baseDn(),
            s.schema(),
            s.userFilter(),
            s.pageSize(),
            true,
            s.connectTimeout(),
            s.responseTimeout()));
  }

  TestSettings timeouts(Duration connect, Duration response) {
    LdapSettings s = settings;
    return new TestSettings(
        new LdapSettings(
            s.servers(),
            s.discoveryDomain(),
            s.security(),
            s.trustedCertificates(),
            s.bindName(),
            s.bindPassword(),
            s.baseDn(),
            s.schema(),
            s.userFilter(),
            s.pageSize(),
            s.followReferrals(),
            connect,
            response));
  }
}
