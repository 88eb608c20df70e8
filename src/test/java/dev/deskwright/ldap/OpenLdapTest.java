package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users, groups and sign-in against a real OpenLDAP. */
@WithDirectoryServers(WithDirectoryServers.Kind.SLAPD)
class OpenLdapTest {

  private static final TestAuthority AUTHORITY = new TestAuthority("Test authority");

  private static SlapdProcess slapd;

  @BeforeAll
  static void start() throws LDAPException {
    slapd = SlapdProcess.start(AUTHORITY);
    slapd.add(
        "dn: cn=policy," + SlapdProcess.BASE,
        "objectClass: applicationProcess",
        "objectClass: pwdPolicy",
        "pwdAttribute: userPassword",
        "pwdLockout: TRUE",
        "pwdMustChange: TRUE",
        "pwdMaxFailure: 3");
    slapd.addOperator();
    slapd.addPerson("alice");
    slapd.addPerson("bob");
    slapd.addPerson("carol");
    slapd.addPerson("expired", "shadowExpire: 10000");
    slapd.addPerson("endless", "shadowExpire: -1");
    slapd.addPerson("disabled");
    slapd.addPerson("locked", "pwdPolicySubentry: cn=policy," + SlapdProcess.BASE);
    slapd.addPerson("reset");
    slapd.add("dn: uid=alice,ou=groups," + SlapdProcess.BASE, "objectClass: account", "uid: alice");
    IntStream.range(0, 60).forEach(i -> slapd.addPerson("page" + i));
    groups();
    try (LDAPConnection root = slapd.root()) {
      root.modify(
          SlapdProcess.person("disabled"),
          new Modification(ModificationType.REPLACE, "pwdAccountLockedTime", "000001010000Z"));
      root.modify(
          SlapdProcess.person("reset"),
          new Modification(ModificationType.REPLACE, "pwdReset", "TRUE"),
          new Modification(
              ModificationType.REPLACE, "pwdPolicySubentry", "cn=policy," + SlapdProcess.BASE));
    }
  }

  /** Alice is three groups deep; two groups are in each other. */
  private static void groups() {
    group("inner", SlapdProcess.person("alice"), SlapdProcess.group("outer"));
    group("middle", SlapdProcess.group("inner"));
    group("outer", SlapdProcess.group("middle"), SlapdProcess.person("bob"));
    group("empty", SlapdProcess.person("nobody"));
    slapd.add(
        "dn: " + SlapdProcess.group("posix"),
        "objectClass: posixGroup",
        "cn: posix",
        "gidNumber: 500",
        "memberUid: carol",
        "memberUid: nobody");
  }

  private static void group(String cn, String... members) {
    String[] lines = new String[members.length + 3];
    lines[0] = "dn: " + SlapdProcess.group(cn);
    lines[1] = "objectClass: groupOfNames";
    lines[2] = "cn: " + cn;
    for (int i = 0; i < members.length; i++) {
      lines[i + 3] = "member: " + members[i];
    }
    slapd.add(lines);
  }

  @AfterAll
  static void stop() {
    if (slapd != null) {
      slapd.close();
    }
  }

  private static TestSettings ldaps() {
    return TestSettings.openLdap(slapd.tls(), Security.LDAPS, AUTHORITY);
  }

  private static LdapDirectory open(TestSettings settings) {
    return open(settings, LdapObserver.NONE);
  }

  private static LdapDirectory open(TestSettings settings, LdapObserver observer) {
    return new LdapDirectory(
        settings.settings(), LdapEnvironment.of(Clock.systemUTC()).withObserver(observer));
  }

  @ParameterizedTest
  @EnumSource(Security.class)
  void usersResolve(Security security) {
    LdapServer server = security == Security.LDAPS ? slapd.tls() : slapd.plain();
    try (LdapDirectory directory = open(TestSettings.openLdap(server, security, AUTHORITY))) {
      Map<String, Account> found =
          directory.find(
              List.of("alice", "EXAMPLE\\Bob", "expired", "endless", "disabled", "nobody"));
      assertThat(found.get("alice"))
          .isEqualTo(
              new Account.Active(
                  new User(
                      SlapdProcess.person("alice"),
                      "alice",
                      Optional.of("alice Example"),
                      Optional.of("alice@example.org"),
                      Optional.empty())));
      assertThat(found.get("EXAMPLE\\Bob"))
          .isInstanceOfSatisfying(
              Account.Active.class, bob -> assertThat(bob.user().loginName()).isEqualTo("bob"));
      assertThat(cause(found.get("expired"))).contains(Account.Cause.EXPIRED);
      assertThat(cause(found.get("disabled"))).contains(Account.Cause.DISABLED);
      assertThat(found.get("endless")).isInstanceOf(Account.Active.class);
      assertThat(found.get("nobody")).isEqualTo(new Account.Unknown());
    }
  }

  private static Optional<Account.Cause> cause(Account account) {
    return account instanceof Account.Disabled disabled
        ? Optional.of(disabled.cause())
        : Optional.empty();
  }

  @Test
  void aNameWithTheDomainOfTheBaseDnIsTheNameBeforeIt() {
    try (LdapDirectory directory = open(ldaps())) {
      Map<String, Account> found =
          directory.find(List.of("Alice@Example.ORG", "alice@other.example"));
      assertThat(found.get("Alice@Example.ORG")).isInstanceOf(Account.Active.class);
      assertThat(found.get("alice@other.example")).isEqualTo(new Account.Unknown());
    }
  }

  @Test
  void twoEntriesOfOneNameAreAmbiguous() {
    Schema any = Schema.RFC2307.with(draft -> draft.userFilter = "(objectClass=*)");
    try (LdapDirectory directory = open(ldaps().schema(any))) {
      assertThat(directory.find(List.of("alice")).get("alice")).isEqualTo(new Account.Ambiguous(2));
      assertThat(directory.authenticate("alice", "password-of-alice".toCharArray()))
          .isEqualTo(Authentication.UNKNOWN_USER);
    }
  }

  @Test
  void aUserFilterNarrows() {
    try (LdapDirectory directory = open(ldaps().userFilter("(mail=bob@*)"))) {
      assertThat(directory.find(List.of("alice")).get("alice")).isEqualTo(new Account.Unknown());
      assertThat(directory.find(List.of("bob")).get("bob")).isInstanceOf(Account.Active.class);
      assertThat(directory.membersOf("outer")).containsExactly("bob");
    }
  }

  @Test
  void pagesAreReadToTheEnd() {
    RequestCount count = new RequestCount();
    try (LdapDirectory directory = open(ldaps().pageSize(10), count)) {
      List<String> names = IntStream.range(0, 60).mapToObj(i -> "page" + i).toList();
      assertThat(directory.find(names).values()).hasOnlyElementsOfType(Account.Active.class);
      assertThat(count.of(LdapObserver.Kind.SEARCH)).isBetween(6L, 7L);
    }
  }

  @Test
  void groupsInGroupsAreFollowedAndCirclesEnd() {
    try (LdapDirectory directory = open(ldaps())) {
      User alice = user(directory, "alice");
      User carol = user(directory, "carol");
      assertThat(directory.membersOf("outer")).containsExactlyInAnyOrder("alice", "bob");
      assertThat(directory.membersOf(SlapdProcess.group("inner")))
          .containsExactlyInAnyOrder("alice", "bob");
      assertThat(directory.membersOf("posix")).containsExactly("carol");
      assertThat(directory.membersOf("empty")).isEmpty();
      assertThat(directory.groupsOf(alice))
          .containsExactlyInAnyOrder(
              SlapdProcess.group("inner"),
              SlapdProcess.group("middle"),
              SlapdProcess.group("outer"));
      assertThat(directory.groupsOf(carol)).containsExactly(SlapdProcess.group("posix"));
      assertThat(directory.isMember(alice, "OUTER")).isTrue();
      assertThat(directory.isMember(alice, "CN=Outer, OU=groups, DC=example, DC=org")).isTrue();
      assertThat(directory.isMember(carol, "outer")).isFalse();
    }
  }

  @Test
  void theDepthOfTheWalkIsBounded() {
    Schema shallow = Schema.RFC2307.with(draft -> draft.nestingDepth = 1);
    try (LdapDirectory directory = open(ldaps().schema(shallow))) {
      assertThat(directory.membersOf("outer")).containsExactly("bob");
    }
  }

  @Test
  void aGroupThatIsNotThereIsNotAnEmptyOne() {
    try (LdapDirectory directory = open(ldaps())) {
      User alice = user(directory, "alice");
      assertThatThrownBy(() -> directory.membersOf("nowhere"))
          .isInstanceOf(NoSuchGroup.class)
          .hasMessage("The directory has no group nowhere");
      assertThatThrownBy(() -> directory.isMember(alice, SlapdProcess.group("nowhere")))
          .isInstanceOf(NoSuchGroup.class);
      assertThatThrownBy(() -> directory.membersOf("*")).isInstanceOf(NoSuchGroup.class);
    }
  }

  private static User user(LdapDirectory directory, String name) {
    return ((Account.Active) directory.find(List.of(name)).get(name)).user();
  }

  @Test
  void passwordsAreChecked() {
    try (LdapDirectory directory = open(ldaps())) {
      assertThat(signIn(directory, "alice", "password-of-alice"))
          .isEqualTo(Authentication.ACCEPTED);
      assertThat(signIn(directory, "alice", "password-of-bob"))
          .isEqualTo(Authentication.WRONG_PASSWORD);
      assertThat(signIn(directory, "alice", "")).isEqualTo(Authentication.WRONG_PASSWORD);
      assertThat(signIn(directory, "nobody", "x")).isEqualTo(Authentication.UNKNOWN_USER);
      assertThat(signIn(directory, "expired", "password-of-expired"))
          .isEqualTo(Authentication.EXPIRED);
      assertThat(signIn(directory, "reset", "password-of-reset"))
          .isEqualTo(Authentication.PASSWORD_MUST_CHANGE);
    }
  }

  @Test
  void tooManyWrongPasswordsLock() {
    try (LdapDirectory directory = open(ldaps())) {
      for (int i = 0; i < 3; i++) {
        assertThat(signIn(directory, "locked", "wrong")).isEqualTo(Authentication.WRONG_PASSWORD);
      }
      assertThat(signIn(directory, "locked", "password-of-locked"))
          .isEqualTo(Authentication.LOCKED);
      // Such a lock passes by itself: it does not make the account a disabled one.
      assertThat(directory.find(List.of("locked")).get("locked"))
          .isInstanceOf(Account.Active.class);
    }
  }

  /** The operator may read mail, alice only her own: what is read later shows who is bound. */
  @Test
  void aSignInLeavesTheOperatorsConnectionAsItIs() {
    RequestCount count = new RequestCount();
    try (LdapDirectory directory = open(ldaps(), count)) {
      user(directory, "bob");
      assertThat(signIn(directory, "alice", "password-of-alice"))
          .isEqualTo(Authentication.ACCEPTED);
      assertThat(user(directory, "bob").mail()).contains("bob@example.org");
      assertThat(count.of(LdapObserver.Kind.BIND)).isEqualTo(1);
      assertThat(count.of(LdapObserver.Kind.USER_BIND)).isEqualTo(1);
      assertThat(count.of(LdapObserver.Kind.CONNECT)).isEqualTo(2);
    }
  }

  private static Authentication signIn(LdapDirectory directory, String name, String password) {
    return directory.authenticate(name, password.toCharArray());
  }

  @Test
  void aDirectoryThatIsNotActiveDirectoryHasNoTrusts() {
    try (LdapDirectory directory = open(ldaps())) {
      assertThat(directory.trusts()).isEmpty();
    }
  }
}
