package dev.deskwright.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.users.PasswordAnswer;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.users.UserAnswer.Gone;
import dev.deskwright.users.UserAnswer.Known;
import dev.deskwright.users.UserAnswer.Unanswered;
import dev.deskwright.users.UserDirectory;
import dev.deskwright.users.UsersUnavailable;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustingDirectoriesTest {

  private final PlayedDirectories played = new PlayedDirectories();
  private final List<Directory> all = new ArrayList<>();
  private final TrustingDirectories directories =
      new TrustingDirectories(played, namespace -> List.copyOf(all));
  private final Directory corp = add("corp", "type: SimpleAD, domainName: corp.example.com");
  private final Directory other =
      add("other", "type: SimpleAD, domainName: other.example, netbiosName: OTHER");

  private Directory add(String name, String spec) {
    String yaml =
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: Directory
        metadata: {name: %s, namespace: team, uid: %s-uid}
        spec: {%s}
        """;
    Directory directory =
        Serialization.unmarshal(yaml.formatted(name, name, spec), Directory.class);
    all.add(directory);
    return directory;
  }

  private Directory cross(String rules) {
    return add(
        "cross", "type: CrossTrust, domainName: all.example, crossTrust: {%s}".formatted(rules));
  }

  private Directory both() {
    return cross("directoryRefs: [{name: corp}, {name: other}]");
  }

  private static UserAnswer ask(UserDirectory opened, String userName) {
    return opened.find(List.of(userName)).get(userName);
  }

  private static Gone gone(UserAnswer answer) {
    assertThat(answer).isInstanceOf(Gone.class);
    return (Gone) answer;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OTHER\\alice",
        "other\\alice",
        "other.example\\alice",
        "alice@other.example",
        "alice@OTHER.example",
        "CORP\\bob",
        "bob@corp.example.com"
      })
  void usersOfTrustedDomainsAreFound(String userName) {
    assertThat(ask(directories.open(both()), userName)).isInstanceOf(Known.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"THIRD\\alice", "alice@third.example", "alice", "\\alice", "alice@"})
  void othersAreToldWhichDomainsAreTrusted(String userName) {
    Gone answer = gone(ask(directories.open(both()), userName));
    assertThat(answer.reason()).isEqualTo(WorkSpaceReason.DomainNotTrusted);
    assertThat(answer.message()).contains(userName).contains("corp.example.com, other.example");
  }

  @Test
  void aDomainDoesNotAnswerForAnother() {
    Gone answer = gone(ask(directories.open(corp), "OTHER\\alice"));
    assertThat(answer.reason()).isEqualTo(WorkSpaceReason.DomainNotTrusted);
    assertThat(answer.message())
        .contains("OTHER")
        .contains("corp.example.com")
        .contains("CrossTrust");
    assertThat(played.questions()).isEmpty();
    assertThat(ask(directories.open(corp), "CORP\\alice")).isInstanceOf(Known.class);
  }

  @Test
  void aRemovedTrustIsNoticedAndToldToWhomItConcerns() {
    Directory cross = both();
    UserDirectory opened = directories.open(cross);
    assertThat(directories.isCurrent(cross, opened)).isTrue();
    all.remove(other);
    assertThat(directories.isCurrent(cross, opened)).isFalse();
    UserDirectory without = directories.open(cross);
    assertThat(gone(ask(without, "OTHER\\alice")).reason())
        .isEqualTo(WorkSpaceReason.DomainNotTrusted);
    assertThat(ask(without, "CORP\\bob")).isInstanceOf(Known.class);
    assertThat(Reach.of(without.check()).finding().message())
        .contains("No Directory \"other\" exists");
  }

  @Test
  void anotherDirectoryOfTheSameNameIsNoticed() {
    Directory cross = both();
    UserDirectory opened = directories.open(cross);
    all.remove(other);
    add("other", "type: SimpleAD, domainName: different.example").getMetadata().setUid("new");
    assertThat(directories.isCurrent(cross, opened)).isFalse();
  }

  @Test
  void trustsOfAnActiveDirectoryCountWhereADirectoryHasTheName() {
    played.trusts("other.example", "unknown.example");
    Directory cross = cross("trustsOf: {name: corp}");
    UserDirectory opened = directories.open(cross);
    assertThat(ask(opened, "OTHER\\alice")).isInstanceOf(Known.class);
    assertThat(ask(opened, "CORP\\alice")).isInstanceOf(Gone.class);
    played.trusts();
    assertThat(directories.isCurrent(cross, opened)).isFalse();
  }

  @Test
  void aTrustThatTrustsOthersItselfIsRefused() {
    cross("directoryRefs: [{name: corp}]");
    Directory second =
        add(
            "second",
            "type: CrossTrust, domainName: second.example, crossTrust: {directoryRefs: [{name: cross}]}");
    var trust = directories.open(second).check().trusts().get(0);
    assertThat(trust.reachable()).isFalse();
    assertThat(trust.message()).contains("is of type CrossTrust itself");
  }

  @Test
  void aDomainThatIsDownKeepsNobodyElse() {
    UserDirectory opened = directories.open(both());
    played.down(true);
    assertThat(ask(opened, "OTHER\\alice")).isInstanceOf(Unanswered.class);
    played.down(false);
    assertThat(ask(opened, "OTHER\\alice")).isInstanceOf(Known.class);
  }

  @Test
  void membersHaveTheirDomain() {
    played.group("designers", "alice", "bob");
    UserDirectory opened = directories.open(both());
    assertThat(opened.membersOf("OTHER\\designers")).containsExactly("OTHER\\alice", "OTHER\\bob");
    assertThatThrownBy(() -> opened.membersOf("designers"))
        .isInstanceOf(UsersUnavailable.class)
        .hasMessageContaining("names no trusted domain");
  }

  private static PasswordAnswer password(UserDirectory opened, String userName, String password) {
    return opened.authenticate(userName, password.toCharArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"OTHER\\alice", "other.example\\alice", "alice@other.example"})
  void theDomainOfTheNameIsAskedForThePassword(String userName) {
    UserDirectory opened = directories.open(both());
    assertThat(password(opened, userName, PlayedDirectories.PASSWORD))
        .isInstanceOfSatisfying(
            PasswordAnswer.Accepted.class,
            // The played directory writes names as they were asked for.
            accepted -> assertThat(accepted.loginName()).isEqualTo("OTHER\\" + userName));
    assertThat(password(opened, userName, "wrong")).isInstanceOf(PasswordAnswer.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"THIRD\\alice", "alice@third.example", "alice", ""})
  void aPasswordGoesToNoDomainThatIsNotTrusted(String userName) {
    played.down(true);
    assertThat(password(directories.open(both()), userName, PlayedDirectories.PASSWORD))
        .isEqualTo(new PasswordAnswer.Refused("of no trusted domain"));
  }

  @Test
  void aPasswordGoesToNoDomainButTheDirectorysOwn() {
    UserDirectory opened = directories.open(corp);
    assertThat(password(opened, "OTHER\\alice", PlayedDirectories.PASSWORD))
        .isInstanceOf(PasswordAnswer.Refused.class);
    assertThat(password(opened, "CORP\\alice", PlayedDirectories.PASSWORD))
        .isInstanceOf(PasswordAnswer.Accepted.class);
    assertThat(opened.groupsOf("OTHER\\alice")).isEmpty();
  }

  @Test
  void aDomainThatCannotBeAskedSaysNothingOfThePassword() {
    UserDirectory opened = directories.open(both());
    played.down(true);
    assertThatThrownBy(() -> password(opened, "OTHER\\alice", PlayedDirectories.PASSWORD))
        .isInstanceOf(UsersUnavailable.class);
    assertThatThrownBy(() -> opened.groupsOf("OTHER\\alice")).isInstanceOf(UsersUnavailable.class);
  }

  @Test
  void allSpellingsOfANameAreOne() {
    UserDirectory one = directories.open(corp);
    assertThat(
            Stream.of("alice", "ALICE", "CORP\\Alice", "corp.example.com\\alice")
                .map(one::canonical))
        .containsOnly("alice");
    assertThat(one.canonical("Alice@CORP.example.com")).isEqualTo("alice");
    assertThat(one.canonical("OTHER\\Alice")).isEqualTo("other\\alice");
    assertThat(one.canonical("Alice@mail.example")).isEqualTo("alice@mail.example");

    Directory cross = both();
    UserDirectory several = directories.open(cross);
    assertThat(UserNames.canonical(cross, all, "alice@OTHER.example")).isEqualTo("other\\alice");
    assertThat(
            Stream.of("OTHER\\Alice", "other.example\\alice", "alice@other.example")
                .map(several::canonical))
        .containsOnly("other\\alice");
    assertThat(several.canonical("CORP\\Alice")).isEqualTo("corp\\alice");
    assertThat(several.canonical("Alice")).isEqualTo("alice");
  }
}
