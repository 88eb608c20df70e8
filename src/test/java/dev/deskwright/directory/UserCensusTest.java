package dev.deskwright.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.api.v1alpha1.DirectoryStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.kernel.Finding;
import dev.deskwright.users.UserAnswer.Gone;
import dev.deskwright.users.UserAnswer.Known;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserCensusTest {

  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private final PlayedDirectories played = new PlayedDirectories();
  private final Set<ResourceID> told = ConcurrentHashMap.newKeySet();
  private final UserLookups lookups = new UserLookups(played, told::add);
  private final Directory directory = Samples.directory();
  private final Asked asked = lookups.use(directory);
  private Clock clock = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
  private UserCensus census = census();

  @AfterEach
  void close() {
    lookups.close();
  }

  /** No group is provisioned here: nothing is written, so no API server is needed. */
  private UserCensus census() {
    return new UserCensus(
        lookups, new Enroller(new KubernetesClientBuilder().build(), clock), clock);
  }

  private static WorkSpace found(int number) {
    WorkSpace workspace = notFound(number);
    workspace.setStatus(
        JSON.convertValue(
            Map.of("user", PlayedDirectories.user("user" + number)), WorkSpaceStatus.class));
    return workspace;
  }

  private static WorkSpace notFound(int number) {
    return Samples.workspaceNamed("w" + number, "uid-" + number, "userName: user" + number);
  }

  private static List<WorkSpace> all(int count) {
    return IntStream.range(0, count).mapToObj(UserCensusTest::found).toList();
  }

  private void take(List<WorkSpace> workspaces) {
    asked.check();
    census.take(directory, asked, () -> Optional.of(workspaces));
  }

  @Test
  void tenThousandUsersAreTenQuestionsOfAThousandAndNoNews() {
    take(all(10_000));
    assertThat(played.questions()).hasSize(10).allMatch(size -> size == 1_000);
    assertThat(told).isEmpty();
  }

  @Test
  void onlyThoseAreToldForWhomSomethingIsNews() {
    played.gone("user3", WorkSpaceReason.UserDisabled);
    take(all(100));
    assertThat(told).extracting(ResourceID::getName).containsOnly("w3");
    assertThat(asked.answer("USER3")).get().isInstanceOf(Gone.class);
    assertThat(asked.answer("user4")).get().isInstanceOf(Known.class);
  }

  @Test
  void whoAsksWhileItIsTakenIsNotForgotten() {
    asked.check();
    census.take(
        directory,
        asked,
        () -> {
          // A new WorkSpace that this list does not have yet.
          asked.wonder("newcomer", new ResourceID("new", "team"));
          return Optional.of(all(3));
        });
    assertThat(asked.ask()).extracting(ResourceID::getName).containsExactly("new");
  }

  @Test
  void noneIsTakenWhileNotAllWorkSpacesAreKnown() {
    take(all(3));
    asked.wonder("newcomer", new ResourceID("new", "team"));
    played.gone("user1", WorkSpaceReason.UserDisabled);
    census.take(directory, asked, Optional::empty);
    assertThat(told).isEmpty();
    assertThat(asked.hasQuestions()).isTrue();
    assertThat(asked.answer("user1")).get().isInstanceOf(Known.class);
  }

  @Test
  void whoHasNoWorkSpaceAnyMoreIsForgotten() {
    take(all(3));
    take(all(2));
    assertThat(asked.answer("user2")).isEmpty();
    assertThat(asked.answer("user1")).isPresent();
  }

  @Test
  void aDirectoryThatIsDownChangesNothing() {
    take(all(3));
    played.down(true);
    take(all(3));
    assertThat(asked.answer("user1")).get().isInstanceOf(Known.class);
    assertThat(told).isEmpty();
  }

  @Test
  void whenManyVanishAtOnceNobodyIsGone() {
    IntStream.range(0, 30).forEach(i -> played.gone("user" + i, WorkSpaceReason.UserNotFound));
    take(all(40));
    assertThat(told).isEmpty();
    assertThat(census.problem(directory))
        .map(Finding::reason)
        .contains(DirectoryReason.UsersVanished);
  }

  @Test
  void whatAnOperatorBeforeFoundWrongStandsUntilOneIsTaken() {
    var ready =
        Map.of("type", "Ready", "status", "False", "reason", "UsersVanished", "message", "Many.");
    directory.setStatus(
        JSON.convertValue(Map.of("conditions", List.of(ready)), DirectoryStatus.class));
    played.down(true);
    take(all(3));
    assertThat(census.problem(directory)).map(Finding::message).contains("Many.");
    played.down(false);
    take(all(3));
    assertThat(census.problem(directory)).isEmpty();
  }

  @Test
  void itIsDueAfterTheIntervalAndWhenTheDirectoryIsOpenedAnew() {
    assertThat(census.isDue(directory, asked)).isTrue();
    take(all(1));
    assertThat(census.isDue(directory, asked)).isFalse();
    asked.close();
    asked.check();
    assertThat(census.isDue(directory, asked)).isTrue();
  }

  @Test
  void theIntervalIsTheDirectorys() {
    var now = new StandingClock(Samples.NOW);
    clock = now;
    census = census();
    take(all(1));
    now.forward(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(census.isDue(directory, asked)).isFalse();
    now.forward(Duration.ofSeconds(1));
    assertThat(census.isDue(directory, asked)).isTrue();
  }
}
