package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.ldap.ServerHealth.Unreachable;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users, groups, sign-in, discovery and trusts of a real Active Directory domain, by Samba. */
@WithDirectoryServers(WithDirectoryServers.Kind.SAMBA)
class ActiveDirectoryTest {

  private static SambaDomain domain;

  @BeforeAll
  static void start() throws LDAPException {
    domain = SambaDomain.shared();
    domain.addUser("alice", "userPrincipalName: a.liddell@corp.deskwright.test");
    domain.addUser("bob");
    domain.addUser("off", "userAccountControl: 514");
    // One day after 1601.
    domain.addUser("gone", "accountExpires: 864000000000");
    domain.addUser("later", "accountExpires: 9223372036854775807");
    domain.addUser("mustchange", "pwdLastSet: 0");
    domain.addUser("locked");
    IntStream.range(0, 25).forEach(i -> domain.addUser("page" + i));
    domain.addGroup("inner", SambaDomain.user("alice"));
    domain.addGroup("middle", SambaDomain.user("inner"));
    domain.addGroup("outer", SambaDomain.user("middle"), SambaDomain.user("bob"));
    try (LDAPConnection admin = domain.connect()) {
      admin.modify(
          SambaDomain.user("inner"),
          new Modification(ModificationType.ADD, "member", SambaDomain.user("outer")));
      admin.modify(
          SambaDomain.BASE, new Modification(ModificationType.REPLACE, "lockoutThreshold", "3"));
    }
  }

  private static LdapDirectory open(TestSettings settings) {
    return open(settings, LdapEnvironment.of(Clock.systemUTC()));
  }

  private static LdapDirectory open(TestSettings settings, LdapEnvironment environment) {
    return new LdapDirectory(settings.settings(), environment);
  }

  private static LdapDirectory open() {
    return open(domain.settings(Security.LDAPS));
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"LDAPS", "START_TLS"})
  void usersResolveByEveryFormOfTheirName(Security security) {
    try (LdapDirectory directory = open(domain.settings(security))) {
      Map<String, Account> found =
          directory.find(
              List.of(
                  "ALICE",
                  "CORP\\alice",
                  "A.Liddell@CORP.deskwright.test",
                  "bob@corp.deskwright.test",
                  "alice@corp.deskwright.test",
                  "bob@other.test",
                  "krbtgt",
                  "DC1$",
                  "nobody"));
      User alice =
          new User(
              SambaDomain.user("alice"),
              "alice",
              Optional.of("alice of Corp"),
              Optional.empty(),
              Optional.of("a.liddell@corp.deskwright.test"));
      assertThat(found.get("ALICE")).isEqualTo(new Account.Active(alice));
      assertThat(found.get("CORP\\alice")).isEqualTo(new Account.Active(alice));
      assertThat(found.get("A.Liddell@CORP.deskwright.test")).isEqualTo(new Account.Active(alice));
      assertThat(found.get("alice@corp.deskwright.test")).isEqualTo(new Account.Active(alice));
      assertThat(found.get("bob@corp.deskwright.test")).isInstanceOf(Account.Active.class);
      assertThat(found.get("krbtgt")).isInstanceOf(Account.Disabled.class);
      assertThat(found)
          .containsEntry("bob@other.test", new Account.Unknown())
          .containsEntry("DC1$", new Account.Unknown())
          .containsEntry("nobody", new Account.Unknown());
    }
  }

  @Test
  void disabledAndExpiredAccountsAreTold() {
    try (LdapDirectory directory = open()) {
      Map<String, Account> found = directory.find(List.of("off", "gone", "later"));
      assertThat(((Account.Disabled) found.get("off")).cause()).isEqualTo(Account.Cause.DISABLED);
      assertThat(((Account.Disabled) found.get("gone")).cause()).isEqualTo(Account.Cause.EXPIRED);
      assertThat(found.get("later")).isInstanceOf(Account.Active.class);
    }
  }

  @Test
  void groupsInGroupsAreFollowedByTheServer() {
    RequestCount count = new RequestCount();
    try (LdapDirectory directory =
        open(
            domain.settings(Security.LDAPS),
            LdapEnvironment.of(Clock.systemUTC()).withObserver(count))) {
      assertThat(directory.membersOf("outer")).containsExactlyInAnyOrder("alice", "bob");
      assertThat(count.of(LdapObserver.Kind.SEARCH)).isEqualTo(3);
      assertThat(directory.membersOf(SambaDomain.user("middle")))
          .containsExactlyInAnyOrder("alice", "bob");
      User alice = user(directory, "alice");
      assertThat(directory.groupsOf(alice))
          .containsExactlyInAnyOrder(
              SambaDomain.user("inner"),
              SambaDomain.user("middle"),
              SambaDomain.user("outer"),
              SambaDomain.user("Domain Users"));
      assertThat(directory.isMember(alice, "OUTER")).isTrue();
      assertThat(directory.isMember(user(directory, "later"), "outer")).isFalse();
    }
  }

  @Test
  void thePrimaryGroupCounts() {
    try (LdapDirectory directory = open()) {
      Set<String> members = directory.membersOf("Domain Users");
      assertThat(members).contains("alice", "bob", "off");
      assertThat(directory.isMember(user(directory, "alice"), "Domain Users")).isTrue();
      assertThat(directory.isMember(user(directory, "alice"), "Domain Admins")).isFalse();
    }
  }

  private static User user(LdapDirectory directory, String name) {
    return ((Account.Active) directory.find(List.of(name)).get(name)).user();
  }

  @Test
  void pagesAreReadToTheEnd() {
    try (LdapDirectory directory = open(domain.settings(Security.LDAPS).pageSize(10))) {
      List<String> names = IntStream.range(0, 25).mapToObj(i -> "page" + i).toList();
      assertThat(directory.find(names).values()).hasOnlyElementsOfType(Account.Active.class);
    }
  }

  @Test
  void passwordsAreChecked() {
    try (LdapDirectory directory = open()) {
      assertThat(signIn(directory, "alice", SambaDomain.passwordOf("alice")))
          .isEqualTo(Authentication.ACCEPTED);
      assertThat(
              signIn(directory, "a.liddell@corp.deskwright.test", SambaDomain.passwordOf("alice")))
          .isEqualTo(Authentication.ACCEPTED);
      assertThat(signIn(directory, "alice", "wrong")).isEqualTo(Authentication.WRONG_PASSWORD);
      assertThat(signIn(directory, "alice", "")).isEqualTo(Authentication.WRONG_PASSWORD);
      assertThat(signIn(directory, "nobody", "x")).isEqualTo(Authentication.UNKNOWN_USER);
      assertThat(signIn(directory, "off", SambaDomain.passwordOf("off")))
          .isEqualTo(Authentication.DISABLED);
      assertThat(signIn(directory, "gone", SambaDomain.passwordOf("gone")))
          .isEqualTo(Authentication.EXPIRED);
      assertThat(signIn(directory, "mustchange", SambaDomain.passwordOf("mustchange")))
          .isEqualTo(Authentication.PASSWORD_MUST_CHANGE);
    }
  }

  @Test
  void tooManyWrongPasswordsLock() {
    try (LdapDirectory directory = open()) {
      for (int i = 0; i < 3; i++) {
        signIn(directory, "locked", "wrong");
      }
      assertThat(signIn(directory, "locked", SambaDomain.passwordOf("locked")))
          .isEqualTo(Authentication.LOCKED);
    }
  }

  private static Authentication signIn(LdapDirectory directory, String name, String password) {
    return directory.authenticate(name, password.toCharArray());
  }

  /** Samba's default, "ldap server require strong auth", as that of Windows. */
  @Test
  void withoutEncryptionTheServerTakesNoPassword() {
    try (LdapDirectory directory = open(domain.settings(Security.PLAIN))) {
      assertThat(directory.check().servers().get(0))
          .isInstanceOfSatisfying(
              Unreachable.class,
              unreachable -> {
                assertThat(unreachable.problem()).isEqualTo(Problem.ENCRYPTION_REQUIRED);
                assertThat(unreachable.message()).contains("use LDAPS or StartTLS");
              });
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"LDAPS", "START_TLS"})
  void theDomainIsDiscoveredFromItsOwnDns(Security security) {
    InetAddress[] address = {domain.address()};
    LdapEnvironment environment =
        LdapEnvironment.of(Clock.systemUTC())
            .withSrv(DnsSrvLookup.of(List.of(domain.dns())))
            .withAddresses(host -> address);
    try (LdapDirectory directory =
        open(domain.settings(security).discovered(SambaDomain.DNS_NAME), environment)) {
      Health health = directory.check();
      assertThat(health.usable()).isTrue();
      assertThat(health.servers())
          .extracting(ServerHealth::server)
          .containsExactly(
              new LdapServer(SambaDomain.HOST, security == Security.LDAPS ? 636 : 389));
      assertThat(directory.find(List.of("alice")).get("alice")).isInstanceOf(Account.Active.class);
    }
  }

  @Test
  void trustsAreRead() {
    domain.python(
        """
        db.add({"dn": "CN=other.test,CN=System,%s", "objectClass": "trustedDomain",
                "trustPartner": "other.test", "flatName": "OTHER", "trustDirection": "3",
                "trustType": "2", "trustAttributes": "8"}, controls=["local_oid:1.3.6.1.4.1.7165.4.3.12:0", "relax:0"])
        """
            .formatted(SambaDomain.BASE)
            .strip());
    try (LdapDirectory directory =
        open(domain.settings(Security.LDAPS).baseDn("CN=Users," + SambaDomain.BASE))) {
      assertThat(directory.trusts())
          .containsExactly(
              new Trust(
                  "other.test",
                  Optional.of("OTHER"),
                  Trust.Direction.BIDIRECTIONAL,
                  Trust.Type.ACTIVE_DIRECTORY));
    }
  }

  @Test
  void aServerThatWasDownComesBack() {
    StandingClock clock = new StandingClock(Clock.systemUTC().instant());
    try (LdapDirectory directory =
        open(domain.settings(Security.LDAPS), LdapEnvironment.of(clock))) {
      assertThat(directory.find(List.of("alice")).get("alice")).isInstanceOf(Account.Active.class);
      domain.stop();
      try {
        assertThat(directory.check().usable()).isFalse();
      } finally {
        domain.start();
      }
      clock.forward(Duration.ofMinutes(1));
      assertThat(directory.find(List.of("alice")).get("alice")).isInstanceOf(Account.Active.class);
    }
  }
}
