package dev.deskwright.demo;

import dev.deskwright.config.ConfigException;
import dev.deskwright.config.GatewayConfig;
import dev.deskwright.config.GatewayConfigReader;
import dev.deskwright.config.GatewaySetting;
import dev.deskwright.demo.rfb.SimulatedDesktops;
import dev.deskwright.gateway.Gateway;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.proxy.Target;
import dev.deskwright.gateway.state.LocalState;
import dev.deskwright.kernel.Labels;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.HealthServer;
import dev.deskwright.telemetry.KubernetesRequests;
import dev.deskwright.telemetry.LdapRequests;
import dev.deskwright.telemetry.Meters;
import dev.deskwright.tracing.Tracing;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The real gateway, on loopback, with a certificate that it makes for itself. The desktops behind
 * it are SIMULATED: the pods run nowhere, so each is drawn by this process.
 */
final class DemoGateway implements AutoCloseable {

  private static final int USUAL_PORT = 8443;

  private final KubernetesClient client;
  private final SimulatedDesktops desktops;
  private final SharedIndexInformer<Pod> pods;
  private final Gateway gateway;
  private final SelfSigned certificate;
  private final HealthServer health;

  private DemoGateway(
      KubernetesClient client,
      SimulatedDesktops desktops,
      SharedIndexInformer<Pod> pods,
      Gateway gateway,
      SelfSigned certificate,
      HealthServer health) {
    this.client = client;
    this.certificate = certificate;
    this.health = health;
    this.desktops = desktops;
    this.pods = pods;
    this.gateway = gateway;
  }

  /**
   * Starts it; returns when users can sign in.
   *
   * @param directory the Directory that users sign in to without a registration code
   * @param folder for the certificate
   */
  static DemoGateway start(
      Config connection, SimulatedDirectories users, String directory, Path folder, Clock clock)
      throws IOException {
    var meters = Meters.registry(Component.GATEWAY);
    var client =
        new KubernetesClientBuilder()
            .withConfig(connection)
            .withHttpClientBuilderConsumer(http -> KubernetesRequests.observe(http, meters))
            .build();
    var desktops = new SimulatedDesktops(clock);
    SelfSigned certificate = SelfSigned.in(folder, "Deskwright demo");
    var gateway =
        new Gateway(
            config(directory, certificate.writeTls()),
            new Gateway.Parts(
                client,
                users.observedBy(new LdapRequests(meters)),
                new LocalState(clock),
                target -> reach(target, client, desktops),
                Optional.of(users.hint()),
                clock,
                meters,
                Tracing.OFF,
                Defences.ALL));
    meters.getPrometheusRegistry().register(gateway.metrics());
    gateway.start();
    var pods = client.pods().inAnyNamespace().inform(new Endings(desktops));
    var health = HealthServer.startLocally(gateway, meters);
    return new DemoGateway(client, desktops, pods, gateway, certificate, health);
  }

  private static GatewayConfig config(String directory, Path tls) {
    try {
      return GatewayConfigReader.read(
          Map.of(
              GatewaySetting.HOST_NAMES,
              "localhost=%1$s/%2$s,127.0.0.1=%1$s/%2$s".formatted(DemoNamespace.NAME, directory),
              GatewaySetting.HTTPS_PORT,
              Integer.toString(port()),
              GatewaySetting.HTTP_PORT,
              "0",
              GatewaySetting.STATE_NAMESPACE,
              DemoNamespace.NAME,
              GatewaySetting.SHUTDOWN_TIMEOUT_SECONDS,
              "1",
              GatewaySetting.TLS_FOLDER,
              tls.toString()),
          Map.of(),
          Optional.empty());
    } catch (ConfigException e) {
      throw new IllegalStateException("The demo's settings are wrong", e);
    }
  }

  /** The usual port, or any free one while somebody else has that. */
  private static int port() {
    try (var socket = new ServerSocket(USUAL_PORT)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      return 0;
    }
  }

  private static Target reach(Target target, KubernetesClient client, SimulatedDesktops desktops) {
    var pod = client.pods().inNamespace(target.namespace()).withName(target.podName()).get();
    String user = pod.getMetadata().getAnnotations().get(Labels.USER_NAME);
    var address = desktops.addressOf(target.workspaceId(), user);
    return target.at(address.getAddress().getHostAddress(), address.getPort());
  }

  /** Where a browser goes. */
  String url() {
    return "https://localhost:" + gateway.port() + "/";
  }

  /** Where its metrics are. */
  String metrics() {
    return "http://localhost:%d/metrics".formatted(health.port());
  }

  /** Signs a user in and connects; returns what the desktop says first. */
  String visit(String userName, String password) throws IOException, InterruptedException {
    var visit = visit();
    visit.signIn(userName, password);
    return visit.greeting();
  }

  /** Somebody who has not signed in yet. */
  DemoVisit visit() throws IOException {
    return new DemoVisit(url(), certificate.trust());
  }

  @Override
  public void close() {
    health.close();
    gateway.close();
    pods.close();
    desktops.close();
    client.close();
  }

  /** A desktop ends with its pod. */
  private record Endings(SimulatedDesktops desktops) implements ResourceEventHandler<Pod> {

    @Override
    public void onAdd(Pod pod) {
      // It starts when somebody connects.
    }

    @Override
    public void onUpdate(Pod before, Pod now) {
      // Nor does a change of the pod change the desktop.
    }

    @Override
    public void onDelete(Pod pod, boolean unknownState) {
      String id = pod.getMetadata().getLabels().get(Labels.WORKSPACE_ID);
      if (id != null) {
        desktops.reset(id);
      }
    }
  }
}
