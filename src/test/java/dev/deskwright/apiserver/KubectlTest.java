package dev.deskwright.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.Kubectl;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of the kinds through kubectl. */
@WithApiServer
class KubectlTest {

  private static final String STATUS =
      """
      {"status": {"workspaceId": "ws-0a1b2c3d4", "state": "AVAILABLE", "nodeName": "node-1",
       "subnetName": "zone-a", "ipAddress": "10.0.0.7", "runningMode": {"mode": "AlwaysOn"}, "conditions": [
       {"type": "Ready", "status": "True", "reason": "Available", "message": "It runs.",
        "lastTransitionTime": "2026-11-23T00:00:00Z"}]}}\
      """;

  private final String namespace;
  private final Kubectl kubectl;

  KubectlTest(KubernetesClient client, ApiServer server) {
    this.namespace = client.getNamespace();
    this.kubectl = server.kubectl();
  }

  @BeforeEach
  void apply() throws Exception {
    kubectl("apply", "-f", "examples/01-first-desktop.yaml");
    kubectl("patch", "workspace", "alice", "--subresource=status", "--type=merge", "-p", STATUS);
  }

  @ParameterizedTest
  @CsvSource({
    "dir, NAME TYPE DOMAIN STATE WORKSPACES READY REASON AGE",
    "wsbundle, NAME IMAGE COMPUTE WORKSPACES READY REASON AGE",
    "ws, NAME USER STATE BUNDLE MODE READY REASON AGE"
  })
  void hasShortNamesAndColumns(String shortName, String columns) throws Exception {
    assertThat(words(kubectl("get", shortName)).get(0)).isEqualTo(columns);
  }

  @Test
  void showsWhatIsInTheStatus() throws Exception {
    assertThat(words(kubectl("get", "ws", "alice", "--output=wide")).get(0))
        .isEqualTo("NAME USER STATE BUNDLE MODE READY REASON AGE ID NODE SUBNET IP");
    assertThat(words(kubectl("get", "ws", "alice", "--output=wide")).get(1))
        .matches(
            "alice alice AVAILABLE standard AlwaysOn True Available \\S+ ws-0a1b2c3d4 node-1"
                + " zone-a 10.0.0.7");
  }

  @Test
  void listsAllKindsTogether() throws Exception {
    assertThat(kubectl("get", "deskwright", "--output=name").lines())
        .containsExactlyInAnyOrder(
            "directory.deskwright.dev/corp",
            "bundle.deskwright.dev/standard",
            "workspace.deskwright.dev/alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"directory.spec.type", "bundle.spec.env", "workspace.spec.userVolume"})
  void explainsEveryField(String field) throws Exception {
    assertThat(kubectl("explain", field, "--recursive"))
        .contains("DESCRIPTION:")
        .doesNotContain("<empty>");
  }

  private String kubectl(String... arguments) throws IOException, InterruptedException {
    var result = kubectl.run(namespace, arguments);
    assertThat(result.exitCode()).as(result.errors()).isZero();
    return result.output();
  }

  private static List<String> words(String output) {
    return output.lines().map(line -> line.trim().replaceAll(" +", " ")).toList();
  }
}
