package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskwright.config.GatewaySetting;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What helm makes of the chart's gateway. */
@WithApiServer
class GatewayChartTest {

  static final String SMALLEST =
      "gateway: {enabled: true, hostNames: [desk.example.com], tls: {secretName: desk-tls}}";
  private static final Path EXAMPLE = Path.of("examples/gateway/values.yaml");
  private static final Path EVERY_VALUE =
      Path.of("src/test/resources/dev/deskwright/helm/every-value.yaml");

  private static Helm helm;

  private final KubernetesClient client;
  private final ApiServer server;

  GatewayChartTest(KubernetesClient client, ApiServer server) {
    this.client = client;
    this.server = server;
  }

  @BeforeAll
  static void findHelm() {
    helm = Helm.required();
  }

  @Test
  void theSmallestGateway() throws Exception {
    assertThat(ofGateway(helm.template("{}"))).isEmpty();
    assertThat(ofGateway(helm.template(SMALLEST)))
        .extracting(object -> object.path("kind").asText())
        .containsExactlyInAnyOrder(
            "ServiceAccount",
            "ClusterRole",
            "ClusterRoleBinding",
            "Role",
            "RoleBinding",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "Secret",
            "Service",
            "Service",
            "PodDisruptionBudget",
            "Deployment");
    assertThat(ofGateway(helm.template(Files.readString(EVERY_VALUE))))
        .extracting(object -> object.path("kind").asText())
        .contains("Ingress", "Certificate", "NetworkPolicy", "ServiceMonitor")
        .doesNotContain("Secret");
  }

  private static List<JsonNode> ofGateway(List<JsonNode> objects) {
    return objects.stream()
        .filter(
            object ->
                object
                    .at("/metadata/labels/app.kubernetes.io~1component")
                    .asText()
                    .equals("gateway"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gateway: {enabled: true, tls: {secretName: a}} | gateway.hostNames: name at least
          gateway: {enabled: true, hostNames: [a.example.com]} | gateway.tls: give secretName
          {config: {gatewayNamespace: other}, gateway: {enabled: true, hostNames: [a.b], tls: {secretName: a}}} | leave the setting out
          {serviceAccount: {name: a}, gateway: {enabled: true, hostNames: [a.b], tls: {secretName: a}, serviceAccount: {name: a}}} | one of its own
          """)
  void refusesWhatCouldNotWork(String values, String message) throws Exception {
    var result = helm.render(values);
    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains(message);
  }

  /** All but what needs other CRDs: those of cert-manager and of the Prometheus Operator. */
  @ParameterizedTest
  @ValueSource(strings = {"smallest", "example", "every"})
  void anApiServerTakesItStrictly(String which, @TempDir Path folder) throws Exception {
    var values =
        switch (which) {
          case "smallest" -> SMALLEST;
          case "example" -> Files.readString(EXAMPLE);
          default -> Files.readString(EVERY_VALUE);
        };
    var objects =
        ofGateway(helm.template(values)).stream()
            .filter(object -> !"Certificate ServiceMonitor".contains(object.get("kind").asText()))
            .toList();
    for (String name : List.of("deskwright-system", "deskwright-state", "team-a")) {
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .serverSideApply();
    }
    Map<String, List<JsonNode>> byNamespace =
        objects.stream()
            .collect(
                Collectors.groupingBy(
                    object -> object.at("/metadata/namespace").asText("deskwright-system")));
    for (var each : byNamespace.entrySet()) {
      assertTaken(each.getKey(), each.getValue(), folder.resolve(each.getKey() + ".json"));
    }
  }

  private void assertTaken(String namespace, List<JsonNode> objects, Path file)
      throws IOException, InterruptedException {
    var list = new ObjectMapper().createObjectNode().put("apiVersion", "v1").put("kind", "List");
    list.putArray("items").addAll(objects);
    Files.writeString(file, list.toString());
    var run =
        server
            .kubectl()
            .run(
                namespace, "apply", "--dry-run=server", "--validate=strict", "-f", file.toString());
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.errors()).doesNotContain("Warning");
    assertThat(run.output().lines()).hasSameSizeAs(objects);
  }

  /** Desktops let in whoever has these labels: NetworkPolicyTemplate. */
  @Test
  void itsPodsAreThoseThatDesktopsLetIn() throws Exception {
    for (String values : List.of(SMALLEST, Files.readString(EVERY_VALUE))) {
      JsonNode labels = deployment(values).at("/spec/template/metadata/labels");
      assertThat(labels.path("app.kubernetes.io/name").asText()).isEqualTo("deskwright");
      assertThat(labels.path("app.kubernetes.io/component").asText()).isEqualTo("gateway");
    }
  }

  @Test
  void everyVariableIsASetting() throws Exception {
    var settings = Arrays.stream(GatewaySetting.values()).map(GatewaySetting::variable).toList();
    assertThat(variables(Files.readString(EVERY_VALUE)))
        .filteredOn(name -> name.startsWith("DESKWRIGHT_"))
        .containsExactlyInAnyOrderElementsOf(settings);
    assertThat(variables(SMALLEST))
        .containsExactlyInAnyOrder(
            "DESKWRIGHT_HOST_NAMES",
            "DESKWRIGHT_TLS_FOLDER",
            "DESKWRIGHT_IDENTITY_FOLDER",
            "DESKWRIGHT_LOG_LEVELS_FILE",
            "DESKWRIGHT_WORKSPACE_METRICS");
  }

  private static List<String> variables(String values) throws Exception {
    return deployment(values)
        .at("/spec/template/spec/containers/0/env")
        .valueStream()
        .map(variable -> variable.get("name").asText())
        .toList();
  }

  @Test
  void anUpdateLosesNobody() throws Exception {
    JsonNode spec = deployment(SMALLEST).get("spec");
    assertThat(spec.at("/strategy/rollingUpdate/maxUnavailable").asInt(1)).isZero();
    assertThat(spec.at("/template/spec/terminationGracePeriodSeconds").asInt())
        .isGreaterThan(
            Integer.parseInt(GatewaySetting.SHUTDOWN_TIMEOUT_SECONDS.defaultValue()) + 10);
    JsonNode other =
        deployment(SMALLEST.replace("tls:", "config: {shutdownTimeoutSeconds: 120}, tls:"));
    assertThat(other.at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
        .isGreaterThan(130);
  }

  @Test
  void secretsCanBeNamed() throws Exception {
    JsonNode role =
        only(helm.template(Files.readString(EXAMPLE)), "ClusterRole", "deskwright-gateway");
    assertThat(role.path("rules").valueStream())
        .filteredOn(rule -> rule.path("resources").toString().contains("secrets"))
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.path("resourceNames").toString())
                    .isEqualTo("[\"corp-bind\",\"corp-ca\"]"));
  }

  @Test
  void namedNamespacesNeedNoRightsInOthers() throws Exception {
    var objects = ofGateway(helm.template(SMALLEST + "\nwatch: {namespaces: [team-a, team-b]}"));
    assertThat(objects)
        .filteredOn(object -> object.path("kind").asText().equals("Role"))
        .extracting(role -> role.at("/metadata/namespace").asText())
        .containsExactlyInAnyOrder("team-a", "team-b", "deskwright-system");
    assertThat(only(objects, "ClusterRole", "deskwright-gateway").findValues("resources"))
        .extracting(JsonNode::toString)
        .containsExactly("[\"subjectaccessreviews\"]");
  }

  @Test
  void certificateAndIngressHaveEveryName() throws Exception {
    var objects = helm.template(Files.readString(EXAMPLE));
    List<String> names = List.of("desk.example.com", "corp.example.com", "*.desktops.example.com");
    assertThat(only(objects, "Certificate", "deskwright-gateway").at("/spec/dnsNames"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(names);
    JsonNode ingress = only(objects, "Ingress", "deskwright-gateway");
    assertThat(ingress.findValuesAsText("host")).containsExactlyElementsOf(names);
    assertThat(
            ingress
                .at("/metadata/annotations/nginx.ingress.kubernetes.io~1backend-protocol")
                .asText())
        .isEqualTo("HTTPS");
    assertThat(ingress.at("/spec/tls/0/secretName").asText())
        .isEqualTo(
            only(objects, "Certificate", "deskwright-gateway").at("/spec/secretName").asText());
  }

  @Test
  void whereTheClusterServesNoPoliciesThereAreNone() throws Exception {
    for (var objects :
        List.of(
            helm.template(SMALLEST, List.of("deskwright.dev/v1alpha1")),
            helm.template(SMALLEST + "\nadmission: {narrowGateway: false}"))) {
      assertThat(ofGateway(objects))
          .extracting(object -> object.path("kind").asText())
          .doesNotContain("ValidatingAdmissionPolicy");
    }
  }

  private static JsonNode deployment(String values) throws IOException, InterruptedException {
    return ofGateway(helm.template(values)).stream()
        .filter(object -> object.path("kind").asText().equals("Deployment"))
        .findFirst()
        .orElseThrow();
  }

  static JsonNode only(List<JsonNode> objects, String kind, String name) {
    Stream<JsonNode> found =
        objects.stream()
            .filter(object -> object.path("kind").asText().equals(kind))
            .filter(object -> object.at("/metadata/name").asText().equals(name));
    return found.findFirst().orElseThrow();
  }
}
