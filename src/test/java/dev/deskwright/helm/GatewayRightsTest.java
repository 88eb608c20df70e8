package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.AuditLog;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the chart lets the gateway do is what the gateway does, by the API server's audit log; and
 * of what its rights would allow, admission lets through only what it needs.
 */
@WithApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayRightsTest {

  private static final String VALUES =
      "gateway: {enabled: true, hostNames: [desk.example.com], tls: {secretName: desk-tls}}";

  private static final String WORKSPACE =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: WorkSpace
      metadata: {name: bob, labels: {team: it}, annotations: {deskwright.dev/stop: once}}
      spec:
        userName: bob
        directoryRef: {name: other}
        bundleRef: {name: standard}
        userVolume: {sizeGib: 10}
        tags: {team: it}
      """;

  @TempDir static Path folder;

  private AuditLog audit;
  private ApiServer server;
  private KubernetesClient client;
  private KubernetesClient gateway;
  private Rights rights;

  @BeforeAll
  void install() throws Exception {
    List<JsonNode> rendered = Helm.required().template(VALUES);
    rights = new Rights(rendered, "gateway");
    audit = new AuditLog(folder);
    server = ApiServer.start(audit.flags());
    client = server.clientInNewNamespace();
    rights.install(client);
    rendered.stream()
        .filter(object -> object.path("kind").asText().startsWith("ValidatingAdmissionPolicy"))
        .forEach(object -> client.resource(object.toString()).create());
    gateway = rights.connect(server, "somebody with the gateway's token");
    client.resource(WORKSPACE).create();
    client.resource(secret("the-admins", "Opaque")).inNamespace(Rights.SYSTEM).create();
    status("{\"status\": {\"state\": \"AVAILABLE\", \"nodeName\": \"node-1\"}}", client);
    await("the policies are in force")
        .atMost(Duration.ofSeconds(60))
        .until(() -> isRefused("{\"metadata\": {\"labels\": {\"probe\": \"1\"}}}") && !mayWrite());
  }

  private boolean isRefused(String patch) {
    try {
      patch(patch);
      return false;
    } catch (KubernetesClientException e) {
      return e.getMessage().contains("the gateway changes no labels");
    }
  }

  private boolean mayWrite() {
    try {
      gateway.resource(secret("probe", "Opaque")).dryRun().create();
      return true;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  @AfterAll
  void stop() {
    gateway.close();
    client.close();
    server.close();
  }

  @Test
  void grantedIsUsedAndUsedIsGranted() throws Exception {
    try (var connected = rights.connect(server)) {
      GatewayExercise.run(client, connected, folder);
    }
    var requests = audit.operatorRequestsSince(0);
    assertThat(requests).as("refused requests").noneMatch(request -> request.code() == 403);
    assertThat(Rights.used(requests)).isEqualTo(rights.granted());
    assertThat(requests)
        .as("of Secrets in other namespaces it reads those that it knows by name")
        .filteredOn(request -> request.resource().equals("secrets"))
        .filteredOn(request -> !Rights.SYSTEM.equals(request.namespace()))
        .isNotEmpty()
        .allMatch(request -> request.verb().equals("get"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"metadata\": {\"labels\": {\"team\": \"sales\"}}}",
        "{\"metadata\": {\"labels\": {\"team\": null}}}",
        "{\"metadata\": {\"labels\": {\"new\": \"x\"}}}",
        "{\"metadata\": {\"annotations\": {\"deskwright.dev/stop\": \"twice\"}}}",
        "{\"metadata\": {\"annotations\": {\"deskwright.dev/stop\": null}}}",
        "{\"metadata\": {\"annotations\": {\"deskwright.dev/restore\": \"x\"}}}",
        "{\"metadata\": {\"finalizers\": [\"example.com/kept\"]}}",
        "{\"metadata\": {\"ownerReferences\": [{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\","
            + " \"name\": \"x\", \"uid\": \"x\"}]}}",
        "{\"spec\": {\"deletionPolicy\": \"Retain\"}}",
        "{\"spec\": {\"bundleRef\": {\"name\": \"another\"}}}",
        "{\"spec\": {\"suspended\": true}}",
        "{\"spec\": {\"maintenance\": \"AdminMaintenance\"}}",
        "{\"spec\": {\"tags\": null}}",
        "{\"spec\": {\"runningMode\": {\"mode\": \"AlwaysOn\"}, \"suspended\": true}}"
      })
  void ofWorkSpacesItChangesNothingElse(String patch) {
    assertThatThrownBy(() -> patch(patch))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403))
        .hasMessageContaining("the gateway ");
  }

  /** The schema refuses these to everybody; and even if it did not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"spec\": {\"userName\": \"mallory\"}}",
        "{\"spec\": {\"directoryRef\": {\"name\": \"mallorys\"}}}",
        "{\"spec\": {\"userVolume\": {\"encrypted\": true}}}",
        "{\"spec\": {\"userVolume\": {\"claimName\": \"of-another\"}}}"
      })
  void norWhoseItIsAndWhatDrivesItHas(String patch) {
    assertThatThrownBy(() -> patch(patch))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isIn(403, 422));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\": {\"state\": \"STOPPED\"}}",
        "{\"status\": {\"nodeName\": null}}",
        "{\"status\": {\"ipAddress\": \"10.0.0.1\"}}",
        "{\"status\": {\"computerName\": \"x\"}}"
      })
  void ofTheStatusNothingElse(String patch) {
    assertThatThrownBy(() -> status(patch, gateway))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("the gateway writes nothing of a WorkSpace's status but");
  }

  @Test
  void whatUsersMayAskForGoesThrough() {
    patch("{\"metadata\": {\"annotations\": {\"deskwright.dev/start\": \"1\"}}}");
    patch("{\"metadata\": {\"annotations\": {\"deskwright.dev/start\": \"2\"}}}");
    patch(
        "{\"spec\": {\"runningMode\": {\"mode\": \"AlwaysOn\"}, \"userVolume\": {\"sizeGib\": 20},"
            + " \"rootVolume\": {\"sizeGib\": 90}, \"computeType\": \"Power\"}}");
    status(
        "{\"status\": {\"connection\": {\"state\": \"CONNECTED\","
            + " \"lastConnectedAt\": \"2026-01-01T00:00:00Z\", \"checkedAt\": \"2026-01-01T00:00:00Z\"}}}",
        gateway);
  }

  @Test
  void everybodyElseMayDoWhatTheirRightsSay() {
    bob(client).patch(MergePatch.CONTEXT, "{\"metadata\": {\"labels\": {\"mine\": \"x\"}}}");
    assertThat(bob(client).get().getMetadata().getLabels()).containsEntry("mine", "x");
  }

  @Test
  void ofSecretsItWritesItsOwnStateOnly() {
    assertRefused(() -> gateway.resource(secret("mine", "Opaque")).create());
    Secret token =
        new SecretBuilder(secret("token", "kubernetes.io/service-account-token"))
            .editMetadata()
            .withLabels(Labels.managed("gateway-state"))
            .addToAnnotations("kubernetes.io/service-account.name", "deskwright-operator")
            .endMetadata()
            .build();
    assertRefused(() -> gateway.resource(token).create());
    Secret admins = gateway.secrets().inNamespace(Rights.SYSTEM).withName("the-admins").get();
    assertRefused(() -> gateway.resource(admins).update());
    Secret claimed =
        new SecretBuilder(admins)
            .editMetadata()
            .withLabels(Labels.managed("gateway-state"))
            .endMetadata()
            .build();
    assertRefused(() -> gateway.resource(claimed).update());
  }

  private static void assertRefused(ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("the gateway writes no Secrets but those of its own state");
  }

  private static Secret secret(String name, String type) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(Rights.SYSTEM)
        .endMetadata()
        .withType(type)
        .withStringData(Map.of("key", "value"))
        .build();
  }

  private Resource<WorkSpace> bob(KubernetesClient by) {
    return by.resources(WorkSpace.class).inNamespace(client.getNamespace()).withName("bob");
  }

  private void patch(String patch) {
    bob(gateway).patch(MergePatch.CONTEXT, patch);
  }

  private void status(String patch, KubernetesClient by) {
    bob(by).subresource("status").patch(MergePatch.CONTEXT, patch);
  }
}
