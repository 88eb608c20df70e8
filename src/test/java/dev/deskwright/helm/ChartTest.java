package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.deskwright.config.Setting;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What helm makes of the chart. */
class ChartTest {

  private static final Path EVERY_VALUE =
      Path.of("src/test/resources/dev/deskwright/helm/every-value.yaml");

  private static Helm helm;

  @BeforeAll
  static void findHelm() {
    helm = Helm.required();
  }

  @Test
  void lints() throws Exception {
    for (String values : List.of("{}", Files.readString(EVERY_VALUE))) {
      var result = helm.run(values, "lint", "--strict", Chart.FOLDER.toString());
      assertThat(result.code()).as(result.out() + result.err()).isZero();
    }
  }

  @Test
  void theTestSetsEveryValue() throws IOException {
    JsonNode every = new YAMLMapper().readTree(Files.readString(EVERY_VALUE));
    assertThat(Chart.described().keySet())
        .allSatisfy(
            path ->
                assertThat(every.at("/" + path.replace('.', '/')).isMissingNode())
                    .as("%s in %s", path, EVERY_VALUE)
                    .isFalse());
  }

  @Test
  void everyObjectIsUniqueLabelledAndInTheRightPlace() throws Exception {
    for (List<JsonNode> objects : bothWays()) {
      Set<String> seen = new HashSet<>();
      assertThat(objects)
          .allSatisfy(
              object -> {
                assertThat(seen.add(id(object))).as("twice: %s", id(object)).isTrue();
                assertThat(object.at("/metadata/labels/app.kubernetes.io~1managed-by").asText())
                    .as(id(object))
                    .isEqualTo("Helm");
              });
    }
  }

  @Test
  void theSmallestInstallation() throws Exception {
    assertThat(helm.template("{}"))
        .extracting(object -> object.path("kind").asText())
        .containsExactlyInAnyOrder(
            "CustomResourceDefinition",
            "CustomResourceDefinition",
            "CustomResourceDefinition",
            "ServiceAccount",
            "ClusterRole",
            "ClusterRoleBinding",
            "Role",
            "RoleBinding",
            "ClusterRole",
            "ClusterRole",
            "ClusterRole",
            "ClusterRole",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "ConfigMap",
            "Service",
            "Deployment");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replica: 2",
        "image: {repo: x}",
        "config: {logLevl: debug}",
        "config: {workers: 0}",
        "config: {logFormat: xml}",
        "config: {httpPort: 80}",
        "watch: {namespaces: [UPPER]}",
        "image: {digest: latest}",
        "computeTypes: {Tiny: {cpu: 1}}",
        "computeTypes: {Tiny: {cpu: 1, memory: 1Gi, gpus: 1}}",
        "resources: {limits: {memoy: 1Gi}}",
        "tolerations: [{keys: a}]",
        "metrics: {serviceMonitor: {enable: true}}",
        "extraEnv: [{name: DESKWRIGHT_WORKERS, value: '4'}]",
        "admission: {keepSuspend: false}",
        "rbac: {activityRole: 'yes'}",
        "javaOptions: [-Xmx64m]",
        "examples: {users: [Ada]}",
        "gateway: {hostNames: [Desk.example.com]}",
        "gateway: {hostNames: ['desk.example.com=corp']}",
        "gateway: {trustedProxies: [proxy.example.com]}",
        "gateway: {config: {hostNames: x}}",
        "gateway: {config: {sessionHours: 0}}",
        "gateway: {tls: {certManager: {issuer: ca}}}",
        "gateway: {extraEnv: [{name: DESKWRIGHT_SESSION_HOURS, value: '4'}]}",
        "replicas: '2'"
      })
  void refusesWhatItDoesNotKnow(String values) throws Exception {
    var result = helm.render(values);
    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains("values don't meet the specifications of the schema");
  }

  @Test
  void refusesExamplesThatTheOperatorWouldNotSee() throws Exception {
    var result = helm.render("{examples: {enabled: true}, watch: {namespaces: [team-a]}}");
    assertThat(result.code()).isNotZero();
    assertThat(result.err())
        .contains("add the release's namespace deskwright-system to watch.namespaces");
  }

  @Test
  void crdsAreThoseOfTheProjectAndStayAfterAnUninstall() throws Exception {
    var crds = ofKind(helm.template("{}"), "CustomResourceDefinition");
    assertThat(crds).hasSize(3);
    for (JsonNode crd : crds) {
      String name = crd.at("/metadata/name").asText();
      assertThat(crd.at("/metadata/annotations/helm.sh~1resource-policy").asText())
          .isEqualTo("keep");
      assertThat(definition(crd.toString()))
          .isEqualTo(definition(Files.readString(Path.of("crds", name + ".yaml"))));
    }
    assertThat(ofKind(helm.template("crds: {install: false}"), "CustomResourceDefinition"))
        .isEmpty();
  }

  @Test
  void noRuleHasAWildcard() throws Exception {
    for (List<JsonNode> objects : bothWays()) {
      for (JsonNode object : objects) {
        assertThat(object.path("rules").toString()).as(id(object)).doesNotContain("*");
      }
    }
  }

  @Test
  void namedNamespacesNeedNoRightsInOthers() throws Exception {
    var objects =
        helm.template(
            "{watch: {namespaces: [team-a, team-b]}, rbac: {userRoles: false, activityRole:"
                + " false}}");
    assertThat(ofKind(objects, "Role"))
        .extracting(role -> role.at("/metadata/namespace").asText())
        .containsExactlyInAnyOrder("team-a", "team-b", "deskwright-system");
    assertThat(ofKind(objects, "ClusterRole")).hasSize(1);
    assertThat(ofKind(objects, "ClusterRole").get(0).findValues("resources"))
        .extracting(JsonNode::toString)
        .containsExactlyInAnyOrder("[\"storageclasses\"]", "[\"nodes\"]");
  }

  @Test
  void everyPodIsLockedDown() throws Exception {
    for (List<JsonNode> objects : bothWays()) {
      for (JsonNode deployment : ofKind(objects, "Deployment")) {
        assertLockedDown(deployment.at("/spec/template/spec"));
      }
    }
  }

  private static void assertLockedDown(JsonNode pod) throws IOException {
    assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    assertThat(pod.get("securityContext"))
        .isEqualTo(
            yaml(
                "{runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532,"
                    + " seccompProfile: {type: RuntimeDefault}}"));
    assertThat(pod.at("/containers/0/securityContext"))
        .isEqualTo(
            yaml(
                "{allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities:"
                    + " {drop: [ALL]}}"));
    assertThat(pod.findValuesAsText("hostPath")).isEmpty();
  }

  @Test
  void everyVariableIsASetting() throws Exception {
    var settings = Arrays.stream(Setting.values()).map(Setting::variable).toList();
    for (List<JsonNode> objects : bothWays()) {
      assertThat(variables(objects))
          .filteredOn(name -> name.startsWith("DESKWRIGHT_"))
          .doesNotHaveDuplicates()
          .isSubsetOf(settings);
    }
    assertThat(variables(helm.template("{}")))
        .containsExactlyInAnyOrder(
            "DESKWRIGHT_LEADER_ELECTION",
            "DESKWRIGHT_LEADER_ELECTION_LEASE",
            "DESKWRIGHT_LOG_LEVELS_FILE",
            "DESKWRIGHT_WORKSPACE_METRICS",
            "JDK_JAVA_OPTIONS");
    assertThat(variables(helm.template(Files.readString(EVERY_VALUE))))
        .containsAll(
            settings.stream().filter(name -> !name.endsWith("ELECTION_NAMESPACE")).toList());
  }

  @Test
  void aPodHasTimeToFinishItsWork() throws Exception {
    var objects = helm.template("config: {shutdownTimeoutSeconds: 0}");
    assertThat(deployment(objects).at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
        .isEqualTo(10);
    assertThat(
            deployment(helm.template("{}"))
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .asInt())
        .isEqualTo(Integer.parseInt(Setting.SHUTDOWN_TIMEOUT_SECONDS.defaultValue()) + 10);
  }

  private static List<List<JsonNode>> bothWays() throws Exception {
    return List.of(helm.template("{}"), helm.template(Files.readString(EVERY_VALUE)));
  }

  private static List<JsonNode> ofKind(List<JsonNode> objects, String kind) {
    return objects.stream().filter(object -> kind.equals(object.path("kind").asText())).toList();
  }

  private static JsonNode deployment(List<JsonNode> objects) {
    return ofKind(objects, "Deployment").stream()
        .filter(each -> each.at("/metadata/name").asText().endsWith("-operator"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> variables(List<JsonNode> objects) {
    List<String> names = new ArrayList<>();
    deployment(objects)
        .at("/spec/template/spec/containers/0/env")
        .forEach(variable -> names.add(variable.get("name").asText()));
    return names;
  }

  private static CustomResourceDefinitionSpec definition(String crd) {
    return Serialization.unmarshal(crd, CustomResourceDefinition.class).getSpec();
  }

  private static String id(JsonNode object) {
    return String.join(
        "/",
        object.path("kind").asText(),
        object.at("/metadata/namespace").asText(),
        object.at("/metadata/name").asText());
  }

  private static JsonNode yaml(String text) throws IOException {
    return new YAMLMapper().readTree(text);
  }
}
