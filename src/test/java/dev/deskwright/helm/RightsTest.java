package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.config.ConfigException;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.OperatorConfig;
import dev.deskwright.config.Setting;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.AuditLog;
import dev.deskwright.fixture.PlayedNode;
import dev.deskwright.fixture.RunningOperator;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rights that the chart grants are those that the operator uses, by the API server's own audit
 * log: none is missing, and none is there in reserve.
 */
@WithApiServer
class RightsTest {

  private static final String SYSTEM = "deskwright-system";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Kubernetes gives it to every user: it asks for one's own rights. */
  private static final String OF_EVERYBODY = "create authorization.k8s.io/selfsubjectrulesreviews";

  /** The Java Operator SDK will not stand for election without it, though it only ever patches. */
  private static final String ASKED_FOR_AT_START = "update coordination.k8s.io/leases";

  private static final String FOREIGN =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: mallory}
      spec: {containers: [{name: main, image: example/other}]}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: oscar-root}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: taken-service-desktops}
      spec: {clusterIP: None, selector: {app: other}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: taken-policy-desktops}
      spec: {podSelector: {}}
      """;

  @TempDir Path folder;

  @Test
  void grantedIsUsedAndUsedIsGranted() throws Exception {
    var rendered = Helm.required().template("{}");
    var audit = new AuditLog(folder);
    try (var server = ApiServer.start(audit.flags());
        var client = server.clientInNewNamespace()) {
      install(client, rendered);
      try (var operator = start(server, rendered)) {
        exercise(client);
        assertThat(operator.passes()).isPositive();
      }
      var requests = audit.operatorRequestsSince(0);
      assertThat(requests).as("refused requests").noneMatch(r -> r.code() == 403);
      Set<String> used = new TreeSet<>();
      requests.forEach(r -> used.add(right(r.group(), r.resource(), r.verb())));
      used.remove(OF_EVERYBODY);
      used.add(ASKED_FOR_AT_START);
      assertThat(used).isEqualTo(granted(rendered));
    }
  }

  private static void install(KubernetesClient client, List<JsonNode> rendered) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(SYSTEM).endMetadata().build())
        .create();
    rendered.stream()
        .filter(RightsTest::isRights)
        .forEach(object -> client.resource(object.toString()).inNamespace(SYSTEM).create());
  }

  private static boolean isRights(JsonNode object) {
    return object.path("apiVersion").asText().startsWith("rbac.authorization.k8s.io/")
        || object.path("kind").asText().equals("ServiceAccount");
  }

  private static RunningOperator start(ApiServer server, List<JsonNode> rendered)
      throws ConfigException {
    OperatorConfig config =
        ConfigReader.read(
            Map.of(
                Setting.LEADER_ELECTION,
                "true",
                Setting.LEADER_ELECTION_LEASE,
                leaseName(rendered)),
            Map.of(),
            Optional.of(SYSTEM));
    var connection = server.connection(SYSTEM);
    connection.setImpersonateUsername(
        "system:serviceaccount:%s:%s".formatted(SYSTEM, serviceAccount(rendered)));
    connection.setImpersonateGroups("system:serviceaccounts", "system:authenticated");
    return RunningOperator.start(config, connection);
  }

  private static String serviceAccount(List<JsonNode> rendered) {
    return rendered.stream()
        .filter(object -> object.path("kind").asText().equals("ServiceAccount"))
        .map(object -> object.path("metadata").path("name").asText())
        .findFirst()
        .orElseThrow();
  }

  /** The chart lets the operator write one lease only. */
  private static String leaseName(List<JsonNode> rendered) {
    return rendered.stream()
        .flatMap(object -> object.path("rules").valueStream())
        .filter(rule -> rule.path("resources").toString().contains("leases"))
        .map(rule -> rule.path("resourceNames").path(0).asText())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /** Everything that the operator does, the rare things too. */
  private static void exercise(KubernetesClient client) {
    client.resourceList(FOREIGN).create();
    for (String directory : List.of("corp", "taken-service", "taken-policy")) {
      client.resource(Samples.directory(directory)).create();
    }
    client.resource(Samples.BUNDLE).create();
    for (String user : List.of("alice", "mallory", "oscar")) {
      client.resource(Samples.workspace(user)).create();
    }
    new PlayedNode(client).makeReady("alice");
    awaitReason(client, "alice", "Available", "Starting");
    awaitReason(client, "mallory", "NameTaken");
    awaitReason(client, "oscar", "NameTaken");
    changeTag(client);
    spoilSharedObjects(client);
    reboot(client);
  }

  private static void awaitReason(KubernetesClient client, String name, String... reasons) {
    await(name)
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(ready(client, name).map(Condition::reason))
                    .get()
                    .isIn((Object[]) reasons));
  }

  private static Optional<Condition> ready(KubernetesClient client, String name) {
    return Optional.ofNullable(client.resources(WorkSpace.class).withName(name).get().getStatus())
        .map(status -> status.conditions().get(0));
  }

  private static void changeTag(KubernetesClient client) {
    client
        .resource(Samples.workspace("alice").replace("spec: {", "spec: {tags: {team: design}, "))
        .patch();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                "design"
                    .equals(
                        client
                            .pods()
                            .withName("alice")
                            .get()
                            .getMetadata()
                            .getLabels()
                            .get("team")));
  }

  private static void spoilSharedObjects(KubernetesClient client) {
    client
        .services()
        .withName("corp-desktops")
        .edit(
            service -> {
              service.getSpec().getSelector().put("spoiled", "yes");
              service.getSpec().getSelector().remove("deskwright.dev/directory");
              return service;
            });
    client
        .network()
        .v1()
        .networkPolicies()
        .withName("corp-desktops")
        .edit(
            policy -> {
              policy.getSpec().setIngress(List.of());
              return policy;
            });
    await()
        .atMost(LIMIT)
        .until(
            () ->
                !client
                        .network()
                        .v1()
                        .networkPolicies()
                        .withName("corp-desktops")
                        .get()
                        .getSpec()
                        .getIngress()
                        .isEmpty()
                    && client
                        .services()
                        .withName("corp-desktops")
                        .get()
                        .getSpec()
                        .getSelector()
                        .containsKey("deskwright.dev/directory"));
  }

  private static void reboot(KubernetesClient client) {
    String before = client.pods().withName("alice").get().getMetadata().getUid();
    client
        .resources(WorkSpace.class)
        .withName("alice")
        .edit(
            ws -> {
              ws.getMetadata().getAnnotations().put("deskwright.dev/reboot", "now");
              return ws;
            });
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              var pod = client.pods().withName("alice").get();
              return pod != null && !Objects.equals(pod.getMetadata().getUid(), before);
            });
  }

  private static Set<String> granted(List<JsonNode> rendered) {
    Set<String> granted = new TreeSet<>();
    rendered.stream()
        .filter(RightsTest::isRights)
        .filter(role -> role.has("rules") && isOperators(role))
        .flatMap(role -> role.path("rules").valueStream())
        .forEach(
            rule ->
                rule.path("apiGroups")
                    .forEach(
                        group ->
                            rule.path("resources")
                                .forEach(
                                    resource ->
                                        rule.path("verbs")
                                            .forEach(
                                                verb ->
                                                    granted.add(
                                                        right(
                                                            group.asText(),
                                                            resource.asText(),
                                                            verb.asText()))))));
    return granted;
  }

  /** The chart also brings roles for people; these are aggregated, and bound to nobody. */
  private static boolean isOperators(JsonNode role) {
    return role.path("metadata").path("labels").properties().stream()
        .noneMatch(label -> label.getKey().contains("aggregate-to"));
  }

  private static String right(String group, String resource, String verb) {
    return "%s %s/%s".formatted(verb, group, resource);
  }
}
