package dev.deskwright.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsenceTest {

  private static WorkSpace workspace(int number, String goneSince) {
    WorkSpace workspace =
        Samples.workspaceNamed("w" + number, "uid-" + number, "userName: user" + number);
    workspace.setStatus(
        Serialization.unmarshal(
            "{\"user\": {\"goneSince\": %s, \"distinguishedName\": \"uid=x\"}}"
                .formatted(goneSince),
            WorkSpaceStatus.class));
    return workspace;
  }

  private static Map<String, UserAnswer> answers(int all, int missing, WorkSpaceReason reason) {
    Map<String, UserAnswer> answers = new HashMap<>();
    IntStream.range(0, all)
        .forEach(
            i ->
                answers.put(
                    "user" + i,
                    i < missing
                        ? new UserAnswer.Gone(reason, "no such user")
                        : new UserAnswer.Known(PlayedDirectories.user("user" + i))));
    return answers;
  }

  private static List<WorkSpace> workspaces(int all) {
    return IntStream.range(0, all).mapToObj(i -> workspace(i, null)).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "9,9,false",
    "10,10,true",
    "20,10,false",
    "20,11,true",
    "1000,500,false",
    "1000,501,true"
  })
  void manyAtOnceAreNotBelieved(int all, int missing, boolean suspicious) {
    var answers = answers(all, missing, WorkSpaceReason.UserNotFound);
    assertThat(Absence.suspicion(workspaces(all), answers).isPresent()).isEqualTo(suspicious);
  }

  @Test
  void whoIsDisabledWasRead() {
    var answers = answers(20, 20, WorkSpaceReason.UserDisabled);
    assertThat(Absence.suspicion(workspaces(20), answers)).isEmpty();
  }

  @Test
  void whoWasGoneBeforeDoesNotCount() {
    var gone =
        IntStream.range(0, 30).mapToObj(i -> workspace(i, "\"2026-11-01T00:00:00Z\"")).toList();
    var answers = answers(30, 30, WorkSpaceReason.UserNotFound);
    assertThat(Absence.suspicion(gone, answers)).isEmpty();
  }
}
