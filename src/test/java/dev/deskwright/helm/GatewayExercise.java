package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.config.GatewayConfig;
import dev.deskwright.config.GatewayConfigReader;
import dev.deskwright.config.GatewaySetting;
import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.demo.SelfSigned;
import dev.deskwright.demo.rfb.SimulatedDesktops;
import dev.deskwright.directory.LdapDirectories;
import dev.deskwright.fixture.Samples;
import dev.deskwright.gateway.Gateway;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.proxy.Target;
import dev.deskwright.gateway.state.KubernetesState;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.MergePatch;
import dev.deskwright.ldap.LdapObserver;
import dev.deskwright.tracing.Tracing;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a gateway do everything that it does with the API server, for one user. */
final class GatewayExercise {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String USER = "alice";
  private static final String PASSWORD = "the password of alice";

  private static final String DIRECTORY =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: Directory
      metadata: {name: corp}
      spec:
        type: ADConnector
        domainName: corp.example.com
        connection:
          servers: [{host: 127.0.0.1, port: %d}]
          bindSecretRef: {name: bind}
          caCertificates: {name: authorities, key: ca.crt}
          baseDn: "%s"
          preset: OpenLDAP
        mfa: {method: TOTP}
        selfService: {rebuild: true, changeRunningMode: true, increaseVolumeSize: true, changeComputeType: true}
      """;

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: alice
        labels: {app.kubernetes.io/managed-by: deskwright}
        ownerReferences:
          - {apiVersion: deskwright.dev/v1alpha1, kind: WorkSpace, name: alice, uid: %s, controller: true}
      spec:
        automountServiceAccountToken: false
        containers: [{name: desktop, image: deskwright/desktop:0.1.0}]
      """;

  private static final String POD_STATUS =
      """
      {"status": {"phase": "Running", "podIP": "127.0.0.1", "podIPs": [{"ip": "127.0.0.1"}],
        "conditions": [{"type": "Ready", "status": "True"}]}}
      """;

  /** May list WorkSpaces, so the fleet is shown to them. */
  private static final String FLEET =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: fleet}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: deskwright-view}
      subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: "deskwright:%s:corp:alice"}]
      """;

  private final KubernetesClient client;

  private GatewayExercise(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Runs a gateway and uses it.
   *
   * @param client may do everything
   * @param connected the gateway's
   */
  static void run(KubernetesClient client, KubernetesClient connected, Path folder)
      throws Exception {
    var certificate = SelfSigned.in(folder, "Deskwright test");
    Clock clock = Clock.systemUTC();
    try (var ldap = InMemoryLdapDirectory.start();
        var desktops = new SimulatedDesktops(clock)) {
      ldap.addUser(new InMemoryLdapDirectory.NewUser(USER, PASSWORD, "Alice", false));
      ldap.addGroup("design", List.of(USER), List.of());
      var exercise = new GatewayExercise(client);
      exercise.createAll(ldap);
      try (var gateway =
          new Gateway(
              config(client.getNamespace(), certificate.writeTls()),
              new Gateway.Parts(
                  connected,
                  new LdapDirectories(connected, clock, LdapObserver.NONE),
                  new KubernetesState(connected, Rights.SYSTEM, clock),
                  target -> reach(target, desktops),
                  Optional.empty(),
                  clock,
                  new SimpleMeterRegistry(),
                  Tracing.OFF,
                  Defences.ALL))) {
        gateway.start();
        exercise.use(new GatewayUser(gateway.port(), certificate.trust()));
      }
      assertThat(exercise.workspace().getStatus().connection().state())
          .isEqualTo(Connection.State.DISCONNECTED);
    }
  }

  private static GatewayConfig config(String namespace, Path tls) throws Exception {
    return GatewayConfigReader.read(
        Map.of(
            GatewaySetting.HOST_NAMES, "localhost=" + namespace + "/corp",
            GatewaySetting.HTTPS_PORT, "0",
            GatewaySetting.HTTP_PORT, "0",
            GatewaySetting.SHUTDOWN_TIMEOUT_SECONDS, "1",
            GatewaySetting.TLS_FOLDER, tls.toString()),
        Map.of(),
        Optional.of(Rights.SYSTEM));
  }

  private static Target reach(Target target, SimulatedDesktops desktops) {
    var address = desktops.addressOf(target.workspaceId(), USER);
    return target.at(address.getAddress().getHostAddress(), address.getPort());
  }

  private void createAll(InMemoryLdapDirectory ldap) {
    var settings = ldap.settings();
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("bind")
                .endMetadata()
                .withStringData(
                    Map.of("username", settings.bindName(), "password", ldap.bindPassword()))
                .build())
        .create();
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("authorities")
                .endMetadata()
                .addToData("ca.crt", settings.trustedCertificates().orElseThrow())
                .build())
        .create();
    client
        .resource(DIRECTORY.formatted(settings.servers().get(0).port(), settings.baseDn()))
        .create();
    client.resource(Samples.BUNDLE).create();
    client.resource(Samples.workspace(USER)).create();
    is("AVAILABLE");
    client.resource(POD.formatted(workspace().getMetadata().getUid())).create();
    client.pods().withName(USER).subresource("status").patch(MergePatch.CONTEXT, POD_STATUS);
    client.resource(FLEET.formatted(client.getNamespace())).create();
  }

  /** What the operator would write. */
  private void is(String state) {
    client
        .resources(WorkSpace.class)
        .withName(USER)
        .subresource("status")
        .patch(
            MergePatch.CONTEXT,
            "{\"status\": {\"state\": \"%s\", \"userVolume\": {\"sizeGib\": 10}}}"
                .formatted(state));
  }

  private WorkSpace workspace() {
    return client.resources(WorkSpace.class).withName(USER).get();
  }

  private void use(GatewayUser user) throws Exception {
    String id = Ids.workspace(workspace().getMetadata().getUid());
    String own = "workspaces/" + id;
    user.fail(USER);
    user.fail(USER);
    user.signIn(USER, PASSWORD);
    assertThat(user.get("workspaces").at("/items/0/workspaceId").asText()).isEqualTo(id);
    assertThat(user.get("fleet").path("total").asInt()).isPositive();
    user.type(id, this::awaitRecord);
    user.post(own + "/reboot", GatewayUser.object(), 202);
    user.post(own + "/rebuild", GatewayUser.object(), 202);
    user.patch(
        own + "/properties",
        GatewayUser.object()
            .put("runningMode", "AlwaysOn")
            .put("userVolumeGib", 20)
            .put("computeType", "Power"));
    is("STOPPED");
    await("the gateway knows")
        .atMost(LIMIT)
        .until(() -> user.get(own).path("state").asText().equals("STOPPED"));
    user.post(own + "/start", GatewayUser.object(), 202);
    assertThat(workspace().getMetadata().getAnnotations())
        .containsKeys("deskwright.dev/start", "deskwright.dev/reboot", "deskwright.dev/rebuild");
    assertThat(workspace().getSpec().userVolume().sizeGib()).isEqualTo(20);
    user.signOut();
  }

  private void awaitRecord() {
    await("who is connected")
        .atMost(LIMIT)
        .until(
            () ->
                workspace().getStatus().connection() != null
                    && workspace().getStatus().connection().state() == Connection.State.CONNECTED);
  }
}
