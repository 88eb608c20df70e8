package dev.deskwright.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.demo.InMemoryLdapDirectory.NewUser;
import dev.deskwright.ldap.LdapDirectory;
import dev.deskwright.ldap.LdapEnvironment;
import dev.deskwright.users.PasswordAnswer;
import dev.deskwright.users.UsersUnavailable;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an LDAP server says of passwords and groups, in the words of the gateway. */
class LdapUsersTest {

  private InMemoryLdapDirectory ldap;
  private LdapUsers users;

  @BeforeEach
  void start() throws IOException {
    ldap = InMemoryLdapDirectory.start();
    ldap.addUser(new NewUser("Alice", "open sesame", "Alice A.", false));
    ldap.addUser(new NewUser("eve", "e", "Eve", true));
    ldap.addGroup("designers", List.of("Alice", "eve"), List.of());
    ldap.addGroup("staff", List.of(), List.of("designers"));
    Directory directory = new Directory();
    directory.setMetadata(new ObjectMetaBuilder().withName("corp").build());
    users =
        new LdapUsers(
            directory,
            ldap.settings(),
            new LdapDirectory(ldap.settings(), LdapEnvironment.of(Clock.systemUTC())));
  }

  @AfterEach
  void stop() {
    users.close();
    ldap.close();
  }

  private PasswordAnswer password(String userName, String password) {
    return users.authenticate(userName, password.toCharArray());
  }

  @Test
  void aRightPasswordTellsTheNameAsTheDirectoryWritesIt() {
    assertThat(password("aLICE", "open sesame"))
        .isEqualTo(new PasswordAnswer.Accepted("Alice", Optional.of("Alice A.")));
  }

  @Test
  void theReasonForTheLog() {
    assertThat(password("alice", "wrong")).isEqualTo(new PasswordAnswer.Refused("wrong password"));
    assertThat(password("alice", "")).isEqualTo(new PasswordAnswer.Refused("wrong password"));
    assertThat(password("nobody", "x")).isEqualTo(new PasswordAnswer.Refused("no such user"));
    assertThat(password("*", "x")).isEqualTo(new PasswordAnswer.Refused("no such user"));
    assertThat(password("eve", "e")).isEqualTo(new PasswordAnswer.Refused("account disabled"));
  }

  @Test
  void groupsAreThoseOfGroupsTooAndNoneForWhoMayNotSignIn() {
    assertThat(users.groupsOf("alice"))
        .hasSize(2)
        .anyMatch(group -> group.startsWith("cn=designers,ou=groups,"))
        .anyMatch(group -> group.startsWith("cn=staff,ou=groups,"));
    assertThat(users.groupsOf("eve")).isEmpty();
    assertThat(users.groupsOf("nobody")).isEmpty();
  }

  @Test
  void nobodyAnsweringIsNoAnswer() {
    ldap.close();
    assertThatExceptionOfType(UsersUnavailable.class)
        .isThrownBy(() -> password("alice", "open sesame"))
        .withMessageNotContaining("sesame");
    assertThatExceptionOfType(UsersUnavailable.class).isThrownBy(() -> users.groupsOf("alice"));
  }
}
