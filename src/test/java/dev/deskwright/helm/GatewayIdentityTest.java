package dev.deskwright.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.gateway.token.DesktopTokens;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What desktops know the gateway by, as the chart makes and keeps it. */
@WithApiServer
class GatewayIdentityTest {

  private static Helm helm;

  private final KubernetesClient client;
  private final ApiServer server;

  GatewayIdentityTest(KubernetesClient client, ApiServer server) {
    this.client = client;
    this.server = server;
  }

  @BeforeAll
  static void findHelm() {
    helm = Helm.required();
  }

  /**
   * The chart makes the pair; the gateway has both halves, and the operator only the public one.
   */
  @Test
  void desktopsKnowTheGatewayByItsIdentity(@TempDir Path folder) throws Exception {
    var objects = helm.template(GatewayChartTest.SMALLEST);
    JsonNode secret = GatewayChartTest.only(objects, "Secret", "deskwright-gateway-identity");
    assertThat(secret.at("/metadata/annotations/helm.sh~1resource-policy").asText())
        .isEqualTo("keep");
    for (String key : List.of("tls.crt", "tls.key")) {
      byte[] value = Base64.getDecoder().decode(secret.path("data").path(key).asText());
      Files.write(folder.resolve(key), value);
    }
    assertThat(DesktopTokens.in(folder, Clock.systemUTC()).certificate())
        .startsWith("-----BEGIN CERTIFICATE-----");
    JsonNode operator = GatewayChartTest.only(objects, "Deployment", "deskwright-operator");
    assertThat(operator.at("/spec/template/spec/volumes").toString())
        .contains(
            "{\"secretName\":\"deskwright-gateway-identity\","
                + "\"items\":[{\"key\":\"tls.crt\",\"path\":\"tls.crt\"}]}");
    assertThat(operator.at("/spec/template/spec/containers/0/env").toString())
        .contains(
            "{\"name\":\"DESKWRIGHT_GATEWAY_CERTIFICATE\",\"value\":\"/etc/deskwright-gateway/tls.crt\"}");
  }

  /** Helm looks into the cluster, so an upgrade keeps what the installation made. */
  @Test
  void anUpgradeKeepsTheIdentity(@TempDir Path folder) throws Exception {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("deskwright-gateway-identity")
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withStringData(Map.of("tls.crt", "the certificate", "tls.key", "the key"))
                .build())
        .create();
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), server.kubeconfig());
    var result =
        helm.run(
            GatewayChartTest.SMALLEST,
            "template",
            "deskwright",
            Chart.FOLDER.toString(),
            "--namespace=" + client.getNamespace(),
            "--kube-version=1.30.0",
            "--dry-run=server",
            "--kubeconfig=" + kubeconfig,
            "--show-only=templates/gateway/identity.yaml");
    assertThat(result.code()).as(result.err()).isZero();
    var encoder = Base64.getEncoder();
    assertThat(result.out())
        .contains("tls.crt: " + encoder.encodeToString("the certificate".getBytes(UTF_8)))
        .contains("tls.key: " + encoder.encodeToString("the key".getBytes(UTF_8)));
  }
}
