package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.Kubectl;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The chart's role for what records who is connected, on a real API server. */
@WithApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActivityRoleTest {

  private static final String ROLE = "deskwright-activity-writer";

  private final KubernetesClient client;
  private final ApiServer server;
  private List<JsonNode> role;

  ActivityRoleTest(KubernetesClient client, ApiServer server) {
    this.client = client;
    this.server = server;
  }

  @BeforeAll
  void install() throws Exception {
    role = named(Helm.required().template("{}"));
    role.forEach(object -> client.resource(object.toString()).serverSideApply());
    client.resource(Samples.workspace("alice")).create();
    var bound =
        kubectl(
            "create",
            "rolebinding",
            "recorder",
            "--clusterrole=" + ROLE,
            "--serviceaccount=%s:recorder".formatted(client.getNamespace()));
    assertThat(bound.exitCode()).as(bound.errors()).isZero();
  }

  @AfterAll
  void remove() {
    role.forEach(object -> client.resource(object.toString()).delete());
  }

  @Test
  void reachesTheStatusOnlyAndIsGivenToNobody() throws Exception {
    assertThat(role).hasSize(1);
    assertThat(role.get(0).get("rules"))
        .isEqualTo(
            new YAMLMapper()
                .readTree(
                    "[{apiGroups: [deskwright.dev], resources: [workspaces/status], verbs: [get,"
                        + " patch]}]"));
    assertThat(Helm.required().template("{}"))
        .extracting(object -> object.at("/roleRef/name").asText())
        .doesNotContain(ROLE);
  }

  @Test
  void isLeftOutOnRequest() throws Exception {
    assertThat(named(Helm.required().template("rbac: {activityRole: false}"))).isEmpty();
  }

  /** The command of docs/tasks/auto-stop.md. */
  @Test
  void whoeverHasItCanRecordAConnection() throws Exception {
    var patched =
        recorder(
            "patch",
            "workspace",
            "alice",
            "--subresource=status",
            "--type=merge",
            "-p",
            "{\"status\":{\"connection\":{\"state\":\"CONNECTED\","
                + "\"lastConnectedAt\":\"2026-11-24T17:40:00Z\","
                + "\"checkedAt\":\"2026-11-24T17:40:00Z\"}}}");
    assertThat(patched.exitCode()).as(patched.errors()).isZero();
    assertThat(client.resources(WorkSpace.class).withName("alice").get().getStatus().connection())
        .isEqualTo(
            new Connection(
                Connection.State.CONNECTED, "2026-11-24T17:40:00Z", "2026-11-24T17:40:00Z"));
  }

  @Test
  void nothingElseIsAllowed() throws Exception {
    for (var refused :
        List.of(
            recorder("get", "workspace", "alice"),
            recorder("delete", "workspace", "alice"),
            recorder(
                "patch",
                "workspace",
                "alice",
                "--type=merge",
                "-p",
                "{\"spec\":{\"suspended\":true}}"))) {
      assertThat(refused.errors()).contains("Forbidden");
    }
  }

  private static List<JsonNode> named(List<JsonNode> objects) {
    return objects.stream()
        .filter(object -> object.at("/metadata/name").asText().equals(ROLE))
        .toList();
  }

  private Kubectl.Result recorder(String... arguments) throws IOException, InterruptedException {
    return kubectl(
        Stream.concat(
                Stream.of(arguments),
                Stream.of(
                    "--as=system:serviceaccount:%s:recorder".formatted(client.getNamespace())))
            .toArray(String[]::new));
  }

  private Kubectl.Result kubectl(String... arguments) throws IOException, InterruptedException {
    return server.kubectl().run(client.getNamespace(), arguments);
  }
}
