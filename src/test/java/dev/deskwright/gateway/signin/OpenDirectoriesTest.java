package dev.deskwright.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.users.UserDirectory;
import dev.deskwright.users.UsersUnavailable;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenDirectoriesTest {

  private final StandingClock clock = new StandingClock(Instant.parse("2026-03-01T09:00:00Z"));
  private int opened;
  private int checked;
  private boolean current = true;
  private boolean readable = true;
  private final OpenDirectories open = new OpenDirectories(directories(), clock);

  private UserDirectories directories() {
    return new UserDirectories() {
      @Override
      public UserDirectory open(Directory directory) {
        opened++;
        return new PlayedDirectories().open(directory);
      }

      @Override
      public boolean isCurrent(Directory directory, UserDirectory users) {
        checked++;
        if (!readable) {
          throw new UsersUnavailable("the test hides the Secret");
        }
        return current;
      }
    };
  }

  private static Directory directory(String uid, String domain) {
    return Serialization.unmarshal(
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: Directory
        metadata: {name: corp, uid: %s}
        spec: {type: SimpleAD, domainName: %s}
        """
            .formatted(uid, domain),
        Directory.class);
  }

  @Test
  void oneStaysOpenUntilItsDirectoryOrASecretOfItChanges() {
    Directory corp = directory("a", "corp.example");
    UserDirectory first = open.of(corp);
    assertThat(open.of(corp)).isSameAs(first);
    assertThat(open.of(directory("b", "corp.example"))).isNotSameAs(first);
    assertThat(checked).isZero();

    clock.forward(Duration.ofMinutes(1));
    assertThat(open.of(corp)).isSameAs(first);
    assertThat(open.of(corp)).isSameAs(first);
    assertThat(checked).isEqualTo(1);

    UserDirectory second = open.of(directory("a", "other.example"));
    assertThat(second).isNotSameAs(first);
    current = false;
    clock.forward(Duration.ofMinutes(1));
    assertThat(open.of(directory("a", "other.example"))).isNotSameAs(second);
    open.close();
  }

  @Test
  void oneThatDoesNotAnswerIsLookedAtAgainAndKeptIfNothingCanBeRead() {
    Directory corp = directory("a", "corp.example");
    UserDirectory first = open.of(corp);
    open.doubt(corp);
    readable = false;
    assertThat(open.of(corp)).isSameAs(first);
    assertThat(checked).isEqualTo(1);
    open.forget(corp);
    assertThat(open.of(corp)).isNotSameAs(first);
    assertThat(opened).isEqualTo(2);
  }
}
