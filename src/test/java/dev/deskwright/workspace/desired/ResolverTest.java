package dev.deskwright.workspace.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResolverTest {

  private static Arguments problem(WorkSpaceReason reason, String message, Consumer<Desk> change) {
    return Arguments.of(reason, message, change);
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        problem(WorkSpaceReason.DirectoryNotFound, "Directory \"corp\"", d -> d.directory = null),
        problem(
            WorkSpaceReason.DirectoryNotRegistered,
            "Directory \"corp\"",
            d -> deleted(d.directory)),
        problem(
            WorkSpaceReason.UserHasWorkSpace,
            "User \"alice\" already has WorkSpace \"other\"",
            d -> d.holder = "other"),
        problem(
            WorkSpaceReason.RunningModeNotAllowed,
            "autoStopTimeoutMinutes 90 is not a multiple of 60",
            d ->
                d.workspace =
                    Samples.workspace("runningMode: {mode: AutoStop, autoStopTimeoutMinutes: 90}")),
        problem(
            WorkSpaceReason.RunningModeNotAllowed,
            "is not a multiple of 15",
            d -> {
              d.directory = Samples.directory("autoStopGranularityMinutes: 15");
              d.workspace =
                  Samples.workspace("runningMode: {mode: AutoStop, autoStopTimeoutMinutes: 40}");
            }),
        problem(WorkSpaceReason.BundleNotFound, "Bundle \"standard\"", d -> d.bundle = null),
        problem(WorkSpaceReason.BundleDeleted, "Bundle \"standard\"", d -> deleted(d.bundle)),
        problem(
            WorkSpaceReason.ComputeTypeUnknown,
            "\"Huge\" is not known: use one of GeneralPurpose4xlarge, ",
            d -> d.workspace = Samples.workspace("computeType: Huge")),
        problem(
            WorkSpaceReason.StorageClassNotFound,
            "StorageClass \"gone\"",
            d -> d.bundle = Samples.bundle("rootVolume: {storageClassName: gone}")),
        problem(
            WorkSpaceReason.StorageClassNotFound,
            "StorageClass \"gone\"",
            d -> d.bundle = Samples.bundle("userVolume: {storageClassName: gone}")),
        problem(
            WorkSpaceReason.NoEncryptingStorageClass,
            "encrypting with key \"k\"",
            d ->
                d.workspace =
                    Samples.workspace("userVolume: {encrypted: true}", "volumeEncryptionKey: k")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("problems")
  void aProblemIsFoundAndNothingIsPlanned(
      WorkSpaceReason reason, String message, Consumer<Desk> change) {
    Desk desk = Desk.fresh();
    change.accept(desk);
    var resolution = desk.resolution();
    assertThat(resolution.blueprint()).isEmpty();
    assertThat(Desk.problems(resolution))
        .singleElement()
        .returns(reason, Finding::reason)
        .satisfies(finding -> assertThat(finding.message()).contains(message));
    assertThat(desk.plan().writes()).isEmpty();
  }

  @Test
  void severalProblemsAreAllTold() {
    Desk desk = Desk.fresh();
    desk.directory = null;
    desk.bundle = null;
    assertThat(Desk.problems(desk.resolution()))
        .extracting(Finding::reason)
        .containsExactly(WorkSpaceReason.DirectoryNotFound, WorkSpaceReason.BundleNotFound);
  }

  @Test
  void whoHasADriveStaysWhileBundleAndDirectoryAreBeingDeleted() {
    Desk desk = Desk.running();
    deleted(desk.directory);
    deleted(desk.bundle);
    assertThat(desk.resolution().blueprint()).isPresent();
  }

  @Test
  void whatAnEarlierWorkSpaceLeftBehindIsWaitedForAndIsNoProblem() {
    Desk desk = Desk.fresh();
    desk.leftover = Samples.pod("{phase: Running}");
    var resolution = desk.resolution();
    assertThat(resolution.blueprint()).isEmpty();
    assertThat(Desk.problems(resolution)).isEmpty();
    assertThat(resolution.storage().orElseThrow().message()).contains("Pod \"desk\"");
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.recheck()).as("it may be labelled as another's").isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', AlwaysOn,",
    "'mode: Manual', '', Manual,",
    "'', 'mode: Manual', Manual,",
    "'mode: AlwaysOn', 'mode: Manual', AlwaysOn,",
    "'mode: AutoStop', '', AutoStop, 60",
    "'', 'mode: AutoStop', AutoStop, 60",
    "'', 'mode: AutoStop, autoStopTimeoutMinutes: 120', AutoStop, 120",
    "'mode: AutoStop, autoStopTimeoutMinutes: 180', 'mode: AutoStop, autoStopTimeoutMinutes: 120', AutoStop, 180"
  })
  void runningMode(String asked, String standard, Mode mode, Integer minutes) {
    Desk desk = Desk.fresh();
    if (!asked.isEmpty()) {
      desk.workspace = Samples.workspace("runningMode: {" + asked + "}");
    }
    if (!standard.isEmpty()) {
      desk.directory = Samples.directory("defaultRunningMode: {" + standard + "}");
    }
    assertThat(Resolver.runningMode(desk.observed()))
        .isEqualTo(new RunningMode(mode, minutes, null));
    assertThat(Desk.problems(desk.resolution())).isEmpty();
  }

  @Test
  void withoutADirectoryTheModeIsStillKnown() {
    Desk desk = Desk.fresh();
    desk.directory = null;
    assertThat(Resolver.runningMode(desk.observed()).mode()).isEqualTo(Mode.AlwaysOn);
  }

  @Test
  void computeIsTheBundlesUnlessTheWorkSpaceNamesAnother() {
    Desk desk = Desk.fresh();
    assertThat(blueprint(desk).resources().memory()).isEqualTo("4Gi");
    desk.workspace = Samples.workspace("computeType: PowerPro");
    assertThat(blueprint(desk).resources().memory()).isEqualTo("32Gi");
    assertThat(desk.status().computeType()).isEqualTo("PowerPro");
  }

  @Test
  void aBundlesOwnFiguresNeedNoType() {
    Desk desk = Desk.fresh();
    String yaml =
        Serialization.asYaml(desk.bundle)
            .replace("type: \"Standard\"", "resources: {cpu: 500m, memory: 1Gi}");
    desk.bundle = Serialization.unmarshal(yaml, Bundle.class);
    assertThat(blueprint(desk).resources().cpu()).isEqualTo("500m");
    assertThat(desk.status().computeType()).isNull();
    desk.workspace = Samples.workspace("computeType: Value");
    assertThat(blueprint(desk).resources().memory()).isEqualTo("2Gi");
  }

  private static Blueprint blueprint(Desk desk) {
    return desk.resolution().blueprint().orElseThrow();
  }

  private static void deleted(HasMetadata object) {
    object.getMetadata().setDeletionTimestamp("2026-11-23T12:00:00Z");
  }
}
