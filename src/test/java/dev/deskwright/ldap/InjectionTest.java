package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.demo.InMemoryLdapDirectory.NewUser;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A login name or group name never finds anything but the entry of exactly that name. */
class InjectionTest {

  private static final Set<String> USERS = Set.of("alice", "bob", "admin");

  private static InMemoryLdapDirectory simulated;
  private static LdapDirectory directory;

  @BeforeAll
  @BeforeContainer
  static void start() throws IOException {
    simulated = InMemoryLdapDirectory.start();
    for (String user : USERS) {
      simulated.addUser(new NewUser(user, "password-of-" + user, user, false));
    }
    simulated.addGroup("staff", List.of("alice", "bob"), List.of());
    directory = new LdapDirectory(simulated.settings(), LdapEnvironment.of(Clock.systemUTC()));
  }

  @AfterAll
  @AfterContainer
  static void stop() {
    directory.close();
    simulated.close();
  }

  static List<String> attempts() {
    return List.of(
        "*",
        "a*",
        "*a*",
        "ali?e",
        "alice*",
        "*)(uid=*",
        "*)(|(uid=*",
        "alice)(uid=*",
        "alice)(|(uid=*))",
        "alice))(|(uid=*",
        "*))%00",
        "alice)(&)",
        "alice)(objectClass=*",
        "alice)(userPassword=*",
        "x)(|(objectClass=*)",
        "*)(objectClass=*))(&(objectClass=void",
        "admin)(!(&(1=0",
        "\\2a",
        "\\2A\\29\\28uid=\\2a",
        "\\*",
        "alice\\00",
        "alice\\",
        "\\61lice",
        "alice\u0000",
        "alice\u0000*",
        "alice\n",
        " alice",
        "alice ",
        "  alice  ",
        "al  ice",
        "(uid=alice)",
        "&(uid=alice)",
        "|(uid=alice)(uid=bob)",
        "!(uid=bob)",
        "uid=alice",
        "uid=alice,ou=users,dc=simulated,dc=deskwright,dc=test",
        "alice,ou=users",
        "alice+uid=bob",
        "alice;uid=bob",
        "alice\"",
        "#616c696365",
        "alice<>",
        "cn:dn:=alice",
        "uid:caseExactMatch:=alice",
        "alic\u00e9",
        "\uff41lice",
        "al\u0131ce",
        "al\u0130ce",
        "ali\u200bce",
        "alice\ud800",
        "\ud800",
        "alice@",
        "@alice",
        "@",
        "alice@*",
        "alice@simulated.deskwright.test@",
        "alice)(uid=*@simulated.deskwright.test",
        "*@simulated.deskwright.test",
        "CORP\\*",
        "CORP\\alice)(uid=*",
        "",
        " ",
        "a".repeat(100_000),
        "(".repeat(1000));
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void findsNothing(String attempt) {
    assertThat(directory.find(List.of(attempt)).values()).containsExactly(new Account.Unknown());
    assertThat(directory.authenticate(attempt, "password-of-alice".toCharArray()))
        .isEqualTo(Authentication.UNKNOWN_USER);
    assertThat(catchThrowable(() -> directory.membersOf(attempt))).isInstanceOf(NoSuchGroup.class);
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void harmsNoOtherNameOfTheSameSearch(String attempt) {
    assertThat(directory.find(List.of("alice", attempt)))
        .hasSize(2)
        .containsEntry(attempt, new Account.Unknown())
        .hasEntrySatisfying(
            "alice", account -> assertThat(account).isInstanceOf(Account.Active.class));
  }

  @Property(tries = 500)
  void onlyTheExactNameIsFound(@ForAll("names") String name) {
    Account account = directory.find(List.of(name)).get(name);
    if (account instanceof Account.Active active) {
      String bare = name.substring(name.indexOf('\\') + 1);
      assertThat(USERS).contains(active.user().loginName());
      assertThat(bare.replace("@simulated.deskwright.test", ""))
          .isEqualToIgnoringCase(active.user().loginName());
    } else {
      assertThat(account).isEqualTo(new Account.Unknown());
    }
  }

  /** Real names between characters that mean something in filters and DNs. */
  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> pieces =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, Arbitraries.of("alice", "bob", "ADMIN", "uid", "*")),
            net.jqwik.api.Tuple.of(
                4,
                Arbitraries.of(
                    "(",
                    ")",
                    "\\",
                    "|",
                    "&",
                    "!",
                    "=",
                    ",",
                    "+",
                    "\"",
                    ";",
                    "<",
                    ">",
                    "#",
                    "@",
                    ".",
                    " ",
                    "\0",
                    "\\2a",
                    "~=",
                    ":=",
                    "1.2.840.113556.1.4.1941",
                    "@simulated.deskwright.test",
                    "CORP\\")),
            net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(5)));
    return pieces.list().ofMaxSize(6).map(list -> String.join("", list));
  }

  @Property(tries = 300)
  void noNameEscapesItsDn(@ForAll("names") String name) {
    List<String> found = new ArrayList<>();
    String dn = "cn=" + name + ",ou=groups,dc=simulated,dc=deskwright,dc=test";
    Throwable thrown = catchThrowable(() -> found.addAll(directory.membersOf(dn)));
    assertThat(found).isEmpty();
    assertThat(thrown).isInstanceOf(NoSuchGroup.class);
  }
}
