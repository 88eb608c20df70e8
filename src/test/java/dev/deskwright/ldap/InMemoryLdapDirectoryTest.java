package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.demo.InMemoryLdapDirectory.NewUser;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulated directory of the demo, through the same client as a real one. */
class InMemoryLdapDirectoryTest {

  private InMemoryLdapDirectory simulated;
  private LdapDirectory directory;

  @BeforeEach
  void start() throws IOException {
    simulated = InMemoryLdapDirectory.start();
    simulated.addUser(new NewUser("alice", "wonderland", "Alice Liddell", false));
    simulated.addUser(new NewUser("bob", "builder", "Bob", true));
    simulated.addGroup("artists", List.of("alice"), List.of());
    simulated.addGroup("staff", List.of("bob"), List.of("artists"));
    directory = new LdapDirectory(simulated.settings(), LdapEnvironment.of(Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    directory.close();
    simulated.close();
  }

  @Test
  void hasUsersAndGroups() {
    assertThat(directory.find(List.of("ALICE", "bob", "carol")))
        .hasEntrySatisfying(
            "ALICE",
            account ->
                assertThat(account)
                    .isEqualTo(
                        new Account.Active(
                            new User(
                                "uid=alice,ou=users,dc=simulated,dc=deskwright,dc=test",
                                "alice",
                                Optional.of("Alice Liddell"),
                                Optional.empty(),
                                Optional.empty()))))
        .hasEntrySatisfying(
            "bob",
            account ->
                assertThat(account)
                    .isInstanceOfSatisfying(
                        Account.Disabled.class,
                        disabled -> assertThat(disabled.cause()).isEqualTo(Account.Cause.DISABLED)))
        .containsEntry("carol", new Account.Unknown());
    assertThat(directory.membersOf("staff")).containsExactlyInAnyOrder("alice", "bob");
    assertThat(directory.check().usable()).isTrue();
  }

  @Test
  void changesWhileItRuns() {
    simulated.addUser(new NewUser("carol", "secret", "Carol", false));
    simulated.setDisabled("bob", false);
    simulated.removeUser("alice");
    simulated.addMember("artists", "carol");
    assertThat(directory.find(List.of("alice", "bob", "carol")).values())
        .extracting(account -> (Object) account.getClass())
        .containsExactly(Account.Unknown.class, Account.Active.class, Account.Active.class);
    assertThat(directory.membersOf("artists")).containsExactly("carol");
    simulated.removeMember("artists", "carol");
    assertThat(directory.membersOf("artists")).isEmpty();
  }

  @Test
  void checksPasswords() {
    assertThat(directory.authenticate("alice", "wonderland".toCharArray()))
        .isEqualTo(Authentication.ACCEPTED);
    assertThat(directory.authenticate("alice", "looking-glass".toCharArray()))
        .isEqualTo(Authentication.WRONG_PASSWORD);
    assertThat(directory.authenticate("bob", "builder".toCharArray()))
        .isEqualTo(Authentication.DISABLED);
    assertThat(directory.authenticate("carol", "x".toCharArray()))
        .isEqualTo(Authentication.UNKNOWN_USER);
  }

  @Test
  void answersNothingAfterItsEnd() {
    simulated.close();
    assertThatThrownBy(() -> directory.find(List.of("alice")))
        .isInstanceOf(DirectoryUnavailable.class)
        .hasMessageContaining("nothing listens on 127.0.0.1");
  }
}
