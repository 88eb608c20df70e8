package dev.deskwright.helm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.AuditLog;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the chart lets the service account of one of its components do. */
public final class Rights {

  /** The namespace that the chart is installed in. */
  public static final String SYSTEM = "deskwright-system";

  private final List<JsonNode> rendered;
  private final String account;

  /**
   * Those of a component.
   *
   * @param component as in the label, for example {@code operator}
   */
  Rights(List<JsonNode> rendered, String component) {
    this.rendered = rendered;
    this.account =
        rendered.stream()
            .filter(object -> object.path("kind").asText().equals("ServiceAccount"))
            .filter(
                object ->
                    object
                        .at("/metadata/labels/app.kubernetes.io~1component")
                        .asText()
                        .equals(component))
            .map(object -> object.at("/metadata/name").asText())
            .findFirst()
            .orElseThrow();
  }

  /** Those that the chart gives the operator; tests are skipped where there is no helm. */
  public static Rights ofOperator() throws IOException, InterruptedException {
    return new Rights(Helm.required().template("{}"), "operator");
  }

  /** The name of the service account. */
  public String account() {
    return account;
  }

  /** What the component's container gets from the chart, but for what it would read from files. */
  public Map<String, String> environment() {
    return rendered.stream()
        .filter(object -> object.path("kind").asText().equals("Deployment"))
        .filter(object -> object.findPath("serviceAccountName").asText().equals(account))
        .flatMap(object -> object.findPath("env").valueStream())
        .filter(variable -> !variable.path("name").asText().endsWith("_FILE"))
        .collect(
            Collectors.toMap(
                variable -> variable.path("name").asText(),
                variable -> variable.path("value").asText()));
  }

  /** What lets it do anything outside of its own namespace. */
  public ClusterRoleBinding bindingOfAll(KubernetesClient client) {
    return rendered.stream()
        .filter(object -> object.path("kind").asText().equals("ClusterRoleBinding"))
        .filter(object -> object.path("subjects").toString().contains(account))
        .map(
            object ->
                client
                    .getKubernetesSerialization()
                    .unmarshal(object.toString(), ClusterRoleBinding.class))
        .findFirst()
        .orElseThrow();
  }

  /** Creates the roles, their bindings and the service accounts, and the namespace for them. */
  public void install(KubernetesClient client) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(SYSTEM).endMetadata().build())
        .create();
    rendered.stream()
        .filter(Rights::isRights)
        .forEach(object -> client.resource(object.toString()).inNamespace(SYSTEM).create());
  }

  private static boolean isRights(JsonNode object) {
    return object.path("apiVersion").asText().startsWith("rbac.authorization.k8s.io/")
        || object.path("kind").asText().equals("ServiceAccount");
  }

  /** Connects as the service account, by a name that the audit log can be searched for. */
  KubernetesClient connect(ApiServer server) {
    return connect(server, AuditLog.OPERATOR);
  }

  /** The same, by another name. */
  KubernetesClient connect(ApiServer server, String userAgent) {
    var connection = server.connection(SYSTEM);
    connection.setUserAgent(userAgent);
    connection.setImpersonateUsername("system:serviceaccount:%s:%s".formatted(SYSTEM, account));
    connection.setImpersonateGroups("system:serviceaccounts", "system:authenticated");
    return new KubernetesClientBuilder().withConfig(connection).build();
  }

  /** All that it may do, each as by {@link #right}. */
  Set<String> granted() {
    Set<String> roles = roles();
    Set<String> granted = new TreeSet<>();
    rendered.stream()
        .filter(role -> roles.contains(role.at("/metadata/name").asText()))
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
  private Set<String> roles() {
    return rendered.stream()
        .filter(
            binding ->
                binding
                    .path("subjects")
                    .valueStream()
                    .anyMatch(subject -> subject.path("name").asText().equals(account)))
        .map(binding -> binding.at("/roleRef/name").asText())
        .collect(Collectors.toSet());
  }

  private static void each(JsonNode rule, String list, Consumer<String> action) {
    rule.path(list).forEach(item -> action.accept(item.asText()));
  }

  /** What requests of an audit log took; whether an API is served is for everybody to ask. */
  static Set<String> used(List<AuditLog.Request> requests) {
    return requests.stream()
        .filter(request -> !request.resource().isEmpty())
        .map(request -> right(request.group(), request.resource(), request.verb()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String right(String group, String resource, String verb) {
    return "%s %s/%s".formatted(verb, group, resource);
  }
}
