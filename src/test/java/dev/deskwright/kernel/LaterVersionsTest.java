package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.DeletionPolicy;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.workspace.observed.Recorded;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaterVersionsTest {

  private static final String WORKSPACE =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: WorkSpace
      metadata: {name: alice}
      spec:
        userName: alice
        wallpaper: {color: blue}
        runningMode: {mode: WhenSunny, sunFrom: Madrid}
        deletionPolicy: Archive
        maintenance: Painting
      status:
        state: PAINTING
        workspaceId: ws-123456789
        paint: [{coat: 1}]
        power: {desired: Running, cause: Sunshine, since: "2026-11-26T08:00:00Z", watts: 5}
        operations:
        - {operation: paint, request: a, result: Done}
        - {operation: reboot, request: b, result: Dried}
        - {operation: reboot, request: c, result: Done, coats: 2}
        conditions:
        - {type: Painted, status: Wet, reason: Rain}
        - {type: Ready, status: "True", reason: Ready}
      """;

  static Stream<KubernetesSerialization> clients() {
    return Stream.of(SharedTexts.serialization(), LaterVersions.serialization());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void whatIsKnownIsReadAndWhatIsNotIsPassedOver(KubernetesSerialization client) {
    WorkSpace alice = client.unmarshal(WORKSPACE, WorkSpace.class);
    assertThat(alice.getSpec().userName()).isEqualTo("alice");
    assertThat(alice.getStatus().workspaceId()).isEqualTo("ws-123456789");
    assertThat(alice.getStatus().state()).isNull();
    assertThat(alice.getStatus().power().cause()).isNotNull();
    assertThat(Recorded.operations(alice)).extracting(o -> o.request()).containsExactly("c");
    assertThat(Conditions.of(alice)).extracting(c -> c.type()).contains("Ready");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void wordsOfASpecThatAreNotKnownAreReadAsThoseThatDoLeast(KubernetesSerialization client) {
    var spec = client.unmarshal(WORKSPACE, WorkSpace.class).getSpec();
    assertThat(spec.runningMode().mode()).isEqualTo(Mode.Manual);
    assertThat(spec.deletionPolicy()).isEqualTo(DeletionPolicy.Retain);
    assertThat(spec.maintenance()).isEqualTo(Maintenance.AdminMaintenance);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void oneOfThemDoesNotKeepAListFromBeingRead(KubernetesSerialization client) {
    String list =
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: WorkSpaceList
        metadata: {resourceVersion: "1"}
        items:
        - metadata: {name: bob}
          status: {state: PAINTING}
        - metadata: {name: carol}
          status: {state: STOPPED, paint: blue}
        """;
    DefaultKubernetesResourceList<WorkSpace> read =
        client.unmarshal(list, new TypeReference<DefaultKubernetesResourceList<WorkSpace>>() {});
    assertThat(read.getItems()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void rulesOfWhoGetsInAreNotGuessed(KubernetesSerialization client) {
    String directory =
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: Directory
        metadata: {name: corp}
        spec: {type: SimpleAD, mfa: {method: Palm}}
        """;
    assertThatThrownBy(() -> client.unmarshal(directory, Directory.class))
        .hasMessageContaining("Palm");
  }
}
