package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.DeskwrightOperator;
import dev.deskwright.config.ConfigException;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.OperatorConfig;
import dev.deskwright.config.Setting;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.AuditLog;
import dev.deskwright.fixture.MovableClock;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rights that the chart grants are those that the operator uses, by the API server's own audit
 * log: none is missing, and none is there in reserve.
 */
@WithApiServer
class RightsTest {

  private static final String SYSTEM = "deskwright-system";

  /** Kubernetes gives it to every user: it asks for one's own rights. */
  private static final String OF_EVERYBODY = "create authorization.k8s.io/selfsubjectrulesreviews";

  /** The Java Operator SDK will not stand for election without it, though it only ever patches. */
  private static final String ASKED_FOR_AT_START = "update coordination.k8s.io/leases";

  @TempDir Path folder;

  @Test
  void grantedIsUsedAndUsedIsGranted() throws Exception {
    var rendered = Helm.required().template("{}");
    var audit = new AuditLog(folder);
    try (var server = ApiServer.start(audit.flags());
        var client = server.clientInNewNamespace()) {
      install(client, rendered);
      SnapshotExercise.installApi(client);
      var clock = new MovableClock();
      try (var connected = connect(server, rendered);
          var directories = new DirectoryExercise(connected, clock);
          var operator =
              new DeskwrightOperator(
                  config(rendered), connected, clock, new SimpleMeterRegistry(), directories)) {
        operator.start();
        OperatorExercise.on(client);
        SnapshotExercise.on(client, clock);
        directories.on(client);
        assertThat(operator.isReady()).isTrue();
      }
      var requests = audit.operatorRequestsSince(0);
      assertThat(requests).as("refused requests").noneMatch(r -> r.code() == 403);
      Set<String> used = new TreeSet<>();
      requests.stream()
          .filter(r -> !isDiscovery(r))
          .forEach(r -> used.add(right(r.group(), r.resource(), r.verb())));
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

  private static OperatorConfig config(List<JsonNode> rendered) throws ConfigException {
    return ConfigReader.read(
        Map.of(Setting.LEADER_ELECTION, "true", Setting.LEADER_ELECTION_LEASE, leaseName(rendered)),
        Map.of(),
        Optional.of(SYSTEM));
  }

  /** Connects as the chart's service account, by a name that the audit log can be searched for. */
  private static KubernetesClient connect(ApiServer server, List<JsonNode> rendered) {
    var connection = server.connection(SYSTEM);
    connection.setUserAgent(AuditLog.OPERATOR);
    connection.setImpersonateUsername(
        "system:serviceaccount:%s:%s".formatted(SYSTEM, serviceAccount(rendered)));
    connection.setImpersonateGroups("system:serviceaccounts", "system:authenticated");
    return new KubernetesClientBuilder().withConfig(connection).build();
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

  /** Whether an API is served is a question that everybody may ask. */
  private static boolean isDiscovery(AuditLog.Request request) {
    return request.resource().isEmpty();
  }

  private static Set<String> granted(List<JsonNode> rendered) {
    Set<String> operators = rolesOfTheOperator(rendered);
    Set<String> granted = new TreeSet<>();
    rendered.stream()
        .filter(role -> operators.contains(role.at("/metadata/name").asText()))
        .flatMap(role -> role.path("rules").valueStream())
        .forEach(
            rule ->
                each(
                    rule,
                    "apiGroups",
                    group ->
                        each(
                            rule,
                            "resources",
                            resource ->
                                each(
                                    rule,
                                    "verbs",
                                    verb -> granted.add(right(group, resource, verb))))));
    return granted;
  }

  /** The chart also brings roles for others, which it gives to nobody. */
  private static Set<String> rolesOfTheOperator(List<JsonNode> rendered) {
    return rendered.stream()
        .filter(
            binding ->
                binding
                    .path("subjects")
                    .valueStream()
                    .anyMatch(s -> s.path("name").asText().equals(serviceAccount(rendered))))
        .map(binding -> binding.at("/roleRef/name").asText())
        .collect(Collectors.toSet());
  }

  private static void each(JsonNode rule, String list, Consumer<String> action) {
    rule.path(list).forEach(item -> action.accept(item.asText()));
  }

  private static String right(String group, String resource, String verb) {
    return "%s %s/%s".formatted(verb, group, resource);
  }
}
