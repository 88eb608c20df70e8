package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.Kubectl;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart's policy about suspended WorkSpaces, on a real API server. */
@WithApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuspendedTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KubernetesClient client;
  private final ApiServer server;
  private List<JsonNode> policy;

  SuspendedTest(KubernetesClient client, ApiServer server) {
    this.client = client;
    this.server = server;
  }

  /** The server is shared with other tests, so that the policy is about this namespace only. */
  @BeforeAll
  void install() throws Exception {
    policy =
        policies(
            Helm.required().template("watch: {namespaces: [%s]}".formatted(client.getNamespace())));
    policy.forEach(object -> client.resource(object.toString()).serverSideApply());
    client.resource(suspended("probe")).create();
    await("the policy is in force")
        .atMost(LIMIT)
        .until(
            () ->
                kubectl("delete", "workspace", "probe", "--dry-run=server")
                    .errors()
                    .contains("suspended"));
  }

  @AfterAll
  void remove() {
    policy.forEach(object -> client.resource(object.toString()).delete());
  }

  @Test
  void theChartLeavesThePolicyOutWhereItIsUnwantedOrNotPossible() throws Exception {
    var helm = Helm.required();
    assertThat(policies(helm.template("{}"))).hasSize(2);
    assertThat(policies(helm.template("admission: {keepSuspended: false}"))).isEmpty();
    assertThat(policies(helm.template("{}", List.of("deskwright.dev/v1alpha1")))).isEmpty();
  }

  @Test
  void withoutNamespacesToWatchItIsAboutAll() throws Exception {
    assertThat(policies(Helm.required().template("{}")))
        .noneMatch(object -> object.path("spec").has("matchResources"));
  }

  @Test
  void inANamespaceThatIsNotWatchedNothingIsRefused() throws Exception {
    String elsewhere = server.newNamespace(Map.of());
    try (var there = server.client(elsewhere)) {
      there.resource(suspended("alice")).create();
    }
    assertDeleted(server.kubectl().run(elsewhere, "delete", "workspace", "alice"));
  }

  @Test
  void aSuspendedWorkSpaceIsNotDeletedAndTheAnswerSaysWhatToDo() throws Exception {
    client.resource(suspended("alice")).create();
    for (var arguments :
        List.of(
            new String[] {"delete", "workspace", "alice"},
            new String[] {"delete", "workspaces", "--all"},
            new String[] {"delete", "workspace", "alice", "--cascade=orphan"})) {
      var refused = kubectl(arguments);
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.errors())
          .contains(
              "WorkSpace \"alice\" is suspended, and a suspended desktop cannot be deleted: set"
                  + " spec.suspended to false first");
    }
    assertThat(client.resources(WorkSpace.class).withName("alice").get().isMarkedForDeletion())
        .isFalse();
  }

  @Test
  void oneThatIsNotSuspendedAnyMoreIsDeleted() throws Exception {
    client.resource(suspended("carol")).create();
    var patched =
        kubectl(
            "patch",
            "workspace",
            "carol",
            "--type=merge",
            "-p",
            "{\"spec\":{\"suspended\":false}}");
    assertThat(patched.exitCode()).as(patched.errors()).isZero();
    assertDeleted(kubectl("delete", "workspace", "carol"));
  }

  @Test
  void oneThatNeverWasSuspendedIsDeleted() throws Exception {
    client.resource(Samples.workspace("bob")).create();
    assertDeleted(kubectl("delete", "workspace", "bob"));
  }

  /** Else a namespace that is deleted, or what a deleted owner leaves, would never be gone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "system:serviceaccount:kube-system:namespace-controller",
        "system:serviceaccount:kube-system:generic-garbage-collector",
        "system:kube-controller-manager"
      })
  void kubernetesItselfMayDeleteIt(String user) throws Exception {
    client.resource(suspended("dave")).create();
    assertDeleted(
        kubectl("delete", "workspace", "dave", "--as", user, "--as-group", "system:masters"));
  }

  private static List<JsonNode> policies(List<JsonNode> objects) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().startsWith("ValidatingAdmissionPolicy"))
        .toList();
  }

  private static void assertDeleted(Kubectl.Result result) {
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.output()).contains(" deleted");
  }

  private static String suspended(String name) {
    return Samples.workspace(name).replace("spec: {", "spec: {suspended: true, ");
  }

  private Kubectl.Result kubectl(String... arguments) throws IOException, InterruptedException {
    return server.kubectl().run(client.getNamespace(), arguments);
  }
}
