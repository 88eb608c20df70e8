package dev.deskwright.workspace.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodDiagnosisTest {

  private static final String UNSCHEDULED =
      "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,"
          + " lastTransitionTime: '2026-11-23T12:00:00Z'}]}";

  private static PodPhase diagnose(Pod pod) {
    return PodDiagnosis.of(Optional.of(pod), Samples.NOW);
  }

  private static PodPhase.Troubled trouble(Pod pod) {
    return (PodPhase.Troubled) diagnose(pod);
  }

  private static String waiting(String list, String reason) {
    return "{phase: Pending, %s: [{name: c, image: example/desktop:1, restartCount: 0, state: {waiting: {reason: %s}}}]}"
        .formatted(list, reason);
  }

  @Test
  void noPod() {
    assertThat(PodDiagnosis.of(Optional.empty(), Samples.NOW)).isEqualTo(new PodPhase.Absent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{phase: Pending}",
        "{phase: Running, conditions: [{type: Ready, status: 'False'}]}",
        "{phase: Pending, conditions: [{type: PodScheduled, status: 'True'}]}",
        "{phase: Pending, initContainerStatuses: [{name: seed-root, ready: false, restartCount: 0, state: {running: {}}}]}",
        "{phase: Pending, initContainerStatuses: [{name: seed-root, ready: true, restartCount: 3}]}",
        "{phase: Running, containerStatuses: [{name: desktop, started: false, restartCount: 0}]}",
        "{phase: Pending, containerStatuses: [{name: desktop, restartCount: 0, state: {waiting: {reason: ContainerCreating}}}]}",
        "{phase: Pending, containerStatuses: [{name: desktop, restartCount: 0, state: {waiting: {}}}]}",
        "{phase: Running, containerStatuses: [{name: desktop, restartCount: 1, state: {waiting: {reason: CrashLoopBackOff}}}]}",
        "{phase: Running, containerStatuses: [{name: desktop, restartCount: 0, started: true}]}",
        "{phase: Running, conditions: [{type: Ready, status: 'False', lastTransitionTime: '2026-11-23T11:40:00Z'}], containerStatuses: [{name: desktop, restartCount: 0, started: true, state: {running: {startedAt: '2026-11-23T11:50:00Z'}}}]}"
      })
  void onItsWayUp(String status) {
    assertThat(diagnose(Samples.pod(status))).isEqualTo(new PodPhase.Starting(Optional.empty()));
  }

  @Test
  void aPodThatTheApiServerHasJustTakenHasNoStatus() {
    Pod pod = Samples.pod("{}");
    pod.setStatus(null);
    assertThat(diagnose(pod)).isEqualTo(new PodPhase.Starting(Optional.empty()));
  }

  @Test
  void ready() {
    Pod pod =
        Samples.pod(
            "{phase: Running, podIP: 10.0.0.7, conditions: [{type: Ready, status: 'True'}]}");
    assertThat(diagnose(pod)).isEqualTo(new PodPhase.Running("n1", "10.0.0.7"));
  }

  @ParameterizedTest
  @CsvSource({
    "{phase: Failed}, 'Pod \"desk\" ended and is made again.'",
    "'{phase: Failed, reason: Evicted}', 'Pod \"desk\" ended (Evicted) and is made again.'",
    "'{phase: Succeeded}', 'Pod \"desk\" ended and is made again.'",
    "'{phase: Failed, reason: Shutdown, conditions: [{type: Ready, status: ''True''}]}',"
        + " 'Pod \"desk\" ended (Shutdown) and is made again.'"
  })
  void ended(String status, String message) {
    assertThat(diagnose(Samples.pod(status)))
        .isEqualTo(new PodPhase.Ended(WorkSpaceReason.PodFailed, message));
  }

  @ParameterizedTest
  @CsvSource({"0, 30", "1, 29", "29, 1"})
  void aSchedulerThatWaitsForAVolumeIsGivenTime(int seconds, int left) {
    assertThat(
            PodDiagnosis.of(
                Optional.of(Samples.pod(UNSCHEDULED)), Samples.NOW.plusSeconds(seconds)))
        .isEqualTo(new PodPhase.Starting(Optional.of(Duration.ofSeconds(left))));
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 31, 86_400})
  void afterThatNoNodeCanTakeIt(int seconds) {
    var phase =
        PodDiagnosis.of(Optional.of(Samples.pod(UNSCHEDULED)), Samples.NOW.plusSeconds(seconds));
    assertThat(((PodPhase.Troubled) phase).reason()).isEqualTo(WorkSpaceReason.Unschedulable);
  }

  @Test
  void aSchedulerThatGivesNoTimeIsTimedFromTheCreation() {
    Pod pod = Samples.pod("{phase: Pending, conditions: [{type: PodScheduled, status: 'False'}]}");
    assertThat(trouble(pod).reason()).isEqualTo(WorkSpaceReason.Unschedulable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"initContainerStatuses", "containerStatuses"})
  void failuresToPullThatTakeTurnsGiveTheSameWords(String list) {
    var first = trouble(Samples.pod(waiting(list, "ErrImagePull")));
    assertThat(first).isEqualTo(trouble(Samples.pod(waiting(list, "ImagePullBackOff"))));
    assertThat(first.reason()).isEqualTo(WorkSpaceReason.ImagePullFailed);
    assertThat(first.message()).contains("\"n1\"").contains("\"example/desktop:1\"");
  }

  @ParameterizedTest
  @CsvSource({
    "ErrImagePull, ImagePullFailed",
    "ImagePullBackOff, ImagePullFailed",
    "InvalidImageName, ImagePullFailed",
    "ErrImageNeverPull, ImagePullFailed",
    "ImageInspectError, ImagePullFailed",
    "CreateContainerConfigError, ContainerConfigInvalid",
    "CreateContainerError, ContainerConfigInvalid",
    "RunContainerError, ContainerConfigInvalid"
  })
  void aContainerThatWaits(String waiting, WorkSpaceReason reason) {
    assertThat(trouble(Samples.pod(waiting("containerStatuses", waiting))).reason())
        .isEqualTo(reason);
    assertThat(trouble(Samples.pod(waiting("initContainerStatuses", waiting))).reason())
        .isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "'initContainerStatuses: [{name: seed-root, ready: false, restartCount: 1}]', SeedingFailed",
    "'containerStatuses: [{name: desktop, restartCount: 2, state: {waiting: {reason: CrashLoopBackOff}}}]', CrashLooping",
    "'containerStatuses: [{name: desktop, restartCount: 2, started: true}]', CrashLooping",
    "'conditions: [{type: Ready, status: ''False'', lastTransitionTime: ''2026-11-23T11:50:00Z''}], containerStatuses: [{name: desktop, restartCount: 0, started: true, state: {running: {startedAt: ''2026-11-23T11:40:00Z''}}}]', NotAnswering"
  })
  void aContainerInTrouble(String statuses, WorkSpaceReason reason) {
    assertThat(trouble(Samples.pod("{phase: Running, " + statuses + "}")).reason())
        .isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"-30, 90", "0, 60", "59, 1"})
  void aPodBeingDeletedIsGivenTime(int secondsAfterItsGracePeriod, int left) {
    assertThat(stopping(secondsAfterItsGracePeriod))
        .isEqualTo(new PodPhase.Stopping(Optional.of(Duration.ofSeconds(left))));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 61, 86_400})
  void afterThatItIsStuck(int secondsAfterItsGracePeriod) {
    var trouble = (PodPhase.Troubled) stopping(secondsAfterItsGracePeriod);
    assertThat(trouble.reason()).isEqualTo(WorkSpaceReason.PodStuckTerminating);
    assertThat(trouble.terminating()).isTrue();
    assertThat(trouble.message()).contains("\"n1\"");
  }

  private static PodPhase stopping(int secondsAfterItsGracePeriod) {
    Pod pod = Samples.pod("{phase: Running, conditions: [{type: Ready, status: 'True'}]}");
    Instant graceEnds = Samples.NOW.minusSeconds(secondsAfterItsGracePeriod);
    pod.getMetadata().setDeletionTimestamp(graceEnds.toString());
    return diagnose(pod);
  }
}
