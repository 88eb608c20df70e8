package dev.deskwright.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.api.v1alpha1.LdapConnection;
import dev.deskwright.api.v1alpha1.Mfa;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.Kubectl;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in {@code examples/}, as a user applies them. */
@WithApiServer
class ExamplesTest {

  private final KubernetesClient client;
  private final Kubectl kubectl;

  ExamplesTest(KubernetesClient client, ApiServer server) {
    this.client = client;
    this.kubectl = server.kubectl();
  }

  /**
   * Those that the demo applies, those of directories and reports, and of the gateway's what is
   * served here.
   */
  static Stream<Path> files() throws IOException {
    return Stream.of(
            in("examples"),
            in("examples/directories"),
            in("examples/reports"),
            Stream.of(Path.of("examples/gateway/ingress-nginx.yaml")))
        .flatMap(files -> files);
  }

  private static Stream<Path> in(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void passesAStrictServerSideDryRun(Path file) throws Exception {
    var run = apply(file, "--dry-run=server", "--validate=strict");
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output().lines()).hasSameSizeAs(objects(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void appliedTwiceChangesNothing(Path file) throws Exception {
    var first = apply(file);
    assertThat(first.exitCode()).as(first.errors()).isZero();

    var second = apply(file);
    assertThat(second.output().lines()).isNotEmpty().allMatch(line -> line.endsWith(" unchanged"));

    var diff = kubectl.run(client.getNamespace(), "diff", "-f", file.toString());
    assertThat(diff.output()).isEmpty();
    assertThat(diff.exitCode()).as(diff.errors()).isZero();
  }

  private Kubectl.Result apply(Path file, String... flags)
      throws IOException, InterruptedException {
    var arguments = Stream.concat(Stream.of("apply", "-f", file.toString()), Stream.of(flags));
    return kubectl.run(client.getNamespace(), arguments.toArray(String[]::new));
  }

  /** Somebody applies them all at once. */
  @Test
  void togetherTheyDoNotClash() throws IOException {
    List<HasMetadata> all = new ArrayList<>();
    for (Path file : files().toList()) {
      all.addAll(objects(file));
    }
    assertThat(all)
        .extracting(object -> object.getKind() + "/" + object.getMetadata().getName())
        .doesNotHaveDuplicates();
    List<WorkSpace> workspaces = ofKind(all, WorkSpace.class);
    assertThat(workspaces)
        .extracting(it -> it.getSpec().directoryRef().name() + "/" + it.getSpec().userName())
        .doesNotHaveDuplicates();
    assertThat(ofKind(all, Directory.class))
        .extracting(it -> it.getMetadata().getName())
        .containsAll(workspaces.stream().map(it -> it.getSpec().directoryRef().name()).toList());
    assertThat(ofKind(all, Bundle.class))
        .extracting(it -> it.getMetadata().getName())
        .containsAll(workspaces.stream().map(it -> it.getSpec().bundleRef().name()).toList());
  }

  /** What a Directory names is in the same file, or in the first, to which its comment points. */
  @ParameterizedTest
  @MethodSource("files")
  void holdsAllThatItsDirectoriesName(Path file) throws IOException {
    Set<String> there = new TreeSet<>();
    for (Path each : List.of(file, Path.of("examples/01-first-desktop.yaml"))) {
      objects(each).forEach(it -> there.add(it.getKind() + "/" + it.getMetadata().getName()));
    }
    for (Directory directory : ofKind(objects(file), Directory.class)) {
      assertThat(there).containsAll(named(directory.getSpec()).toList());
    }
  }

  private static Stream<String> named(DirectorySpec spec) {
    var connection = Optional.ofNullable(spec.connection());
    return Stream.of(
            connection.map(it -> "Secret/" + it.bindSecretRef().name()).stream(),
            connection
                .map(LdapConnection::caCertificates)
                .map(it -> "ConfigMap/" + it.name())
                .stream(),
            Optional.ofNullable(spec.mfa())
                .map(Mfa::radius)
                .map(it -> "Secret/" + it.sharedSecretRef().name())
                .stream(),
            Stream.ofNullable(spec.oidc())
                .flatMap(List::stream)
                .map(it -> "Secret/" + it.clientSecretRef().name()),
            Stream.ofNullable(spec.provisionGroups())
                .flatMap(List::stream)
                .map(it -> "Bundle/" + it.bundleRef().name()),
            Stream.ofNullable(spec.crossTrust())
                .flatMap(it -> it.directoryRefs().stream())
                .map(it -> "Directory/" + it.name()))
        .flatMap(names -> names);
  }

  /** Nobody takes an example's password for one to use. */
  @ParameterizedTest
  @MethodSource("files")
  void secretsHoldPlaceholders(Path file) throws IOException {
    for (Secret secret : ofKind(objects(file), Secret.class)) {
      secret.getData().keySet().stream()
          .filter(key -> !key.equals("username"))
          .map(key -> secret.getData().get(key))
          .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
          .forEach(value -> assertThat(value).isEqualTo("REPLACE-ME"));
    }
  }

  /** They go into whatever namespace the user is in. */
  @ParameterizedTest
  @MethodSource("files")
  void namesNoNamespace(Path file) throws IOException {
    assertThat(objects(file)).allMatch(object -> object.getMetadata().getNamespace() == null);
  }

  /** Flux and Argo CD aren't here to try them, but what they point at in this project is. */
  @ParameterizedTest
  @ValueSource(strings = {"flux.yaml", "argocd.yaml"})
  void gitOpsExamplesInstallTheChart(String file) throws IOException {
    List<HasMetadata> objects = objects(Path.of("examples/gitops", file));
    assertThat(objects).hasSizeGreaterThan(1);
    assertThat(objects.toString()).contains("helm/deskwright");
    assertThat(Path.of("helm/deskwright/Chart.yaml")).exists();
  }

  /**
   * The CRDs of the Gateway API aren't here to try it, so it is only read; but what it points at is
   * what the chart makes.
   */
  @Test
  void theGatewayApiExampleLeadsToTheGateway() throws IOException {
    List<HasMetadata> objects = objects(Path.of("examples/gateway/gateway-api.yaml"));
    assertThat(objects)
        .extracting(HasMetadata::getKind)
        .containsExactly("Gateway", "TLSRoute", "Gateway", "HTTPRoute", "BackendTLSPolicy");
    JsonNode routes = new JsonMapper().valueToTree(objects);
    assertThat(routes.findValues("backendRefs"))
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.at("/0/name").asText()).isEqualTo("deskwright-gateway");
              assertThat(each.at("/0/port").asInt()).isEqualTo(443);
            });
    assertThat(routes.findValuesAsText("protocol")).containsExactly("TLS", "TLS", "HTTPS", "HTTPS");
  }

  private static <T> List<T> ofKind(List<HasMetadata> objects, Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private List<HasMetadata> objects(Path file) throws IOException {
    try (InputStream text = Files.newInputStream(file)) {
      return client.load(text).items();
    }
  }
}
