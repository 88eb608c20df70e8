package dev.deskwright.demo;

import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The demo's operator and gateway, before the objects of examples/, and users who come and go: for
 * a Prometheus to look at.
 */
public final class MonitoredDemo implements AutoCloseable {

  /** The Directory that users sign in to. */
  public static final String DIRECTORY = "corp";

  /** Of desktops that have no web page of their own. */
  private static final String BUNDLE = "standard";

  private static final Path EXAMPLES = Path.of("examples");
  private static final String QUOTAS =
      "{\"spec\":{\"quotas\":{\"workspaces\":40,\"runningWorkspaces\":30,\"vcpu\":80}}}";

  private final Clock clock = Clock.systemUTC();
  private final InMemoryApiServer server = InMemoryApiServer.start();
  private final KubernetesClient client =
      new KubernetesClientBuilder().withConfig(server.clientConfig()).build();
  private final SimulatedSteps.RealTime timer = new SimulatedSteps.RealTime();
  private final SimulatedNodes nodes = new SimulatedNodes(client, timer, clock);
  private final SimulatedDirectories directories;
  private final DemoOperator operator;
  private final DemoGateway gateway;
  private final List<String> users;
  private final List<WebSocket> connected = new ArrayList<>();
  private int round;

  private MonitoredDemo(Path folder) throws IOException {
    Definitions.create(Path.of("crds"), client);
    nodes.start();
    SimulatedSnapshotApi.install(client);
    directories = SimulatedDirectories.start(clock);
    operator =
        DemoOperator.start(server.clientConfig(), "", new WriteCounter(), directories, clock);
    Manifests examples = Manifests.read(EXAMPLES, client);
    directories.addUsersOf(examples.workSpaces());
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(DemoNamespace.NAME)
                .endMetadata()
                .build())
        .create();
    examples
        .objects()
        .forEach(each -> client.resource(each).inNamespace(DemoNamespace.NAME).create());
    client
        .resources(Directory.class)
        .inNamespace(DemoNamespace.NAME)
        .withName(DIRECTORY)
        .patch(PatchContext.of(PatchType.JSON_MERGE), QUOTAS);
    awaitAvailable();
    gateway =
        DemoGateway.start(
            server.clientConfig(),
            directories,
            DIRECTORY,
            Files.createDirectory(folder.resolve("gateway")),
            clock);
    users =
        examples
            .workSpaces()
            .filter(each -> each.getSpec().directoryRef().name().equals(DIRECTORY))
            .filter(each -> each.getSpec().bundleRef().name().equals(BUNDLE))
            .map(each -> each.getSpec().userName().toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
  }

  /** Starts it; returns when all desktops are AVAILABLE and users can sign in. */
  public static MonitoredDemo start(Path folder) throws IOException {
    return new MonitoredDemo(folder);
  }

  private void awaitAvailable() {
    await("all AVAILABLE")
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                workSpaces().list().getItems().stream()
                    .allMatch(
                        each ->
                            each.getStatus() != null
                                && each.getStatus().state() == WorkSpaceState.AVAILABLE));
  }

  private io.fabric8.kubernetes.client.dsl.NonNamespaceOperation<
          WorkSpace,
          io.fabric8.kubernetes.api.model.KubernetesResourceList<WorkSpace>,
          io.fabric8.kubernetes.client.dsl.Resource<WorkSpace>>
      workSpaces() {
    return client.resources(WorkSpace.class).inNamespace(DemoNamespace.NAME);
  }

  /** Where the operator's metrics are. */
  public String operatorMetrics() {
    return operator.metrics();
  }

  /** Where the gateway's metrics are. */
  public String gatewayMetrics() {
    return gateway.metrics();
  }

  /**
   * Somebody comes, somebody goes, somebody mistypes, and an administrator does something.
   *
   * @throws IOException if the gateway cannot be reached
   */
  public void liveOn() throws IOException, InterruptedException {
    // Who works is left alone by the administrator.
    int half = users.size() / 2;
    String user = users.get(round % half);
    DemoVisit visit = gateway.visit();
    visit.signIn(user, directories.password(user));
    connected.add(visit.connect());
    if (connected.size() > 2) {
      connected.remove(0).abort();
    }
    if (round % 3 == 0) {
      mistype(user);
    }
    String operation = List.of("snapshot", "reboot", "apply-now").get(round % 3);
    workSpaces()
        .withName(workSpaceOf(users.get(half + round % (users.size() - half))))
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"deskwright.dev/%s\":\"%d\"}}}"
                .formatted(operation, round));
    round++;
  }

  private void mistype(String user) throws IOException, InterruptedException {
    try {
      gateway.visit().signIn(user, "not the password");
    } catch (DemoFailure expected) {
      return;
    }
    throw new AssertionError("any password is taken");
  }

  private String workSpaceOf(String user) {
    return workSpaces().list().getItems().stream()
        .filter(each -> each.getSpec().directoryRef().name().equals(DIRECTORY))
        .filter(each -> each.getSpec().userName().equalsIgnoreCase(user))
        .findFirst()
        .orElseThrow()
        .getMetadata()
        .getName();
  }

  @Override
  public void close() {
    connected.forEach(WebSocket::abort);
    gateway.close();
    operator.close();
    nodes.close();
    timer.close();
    directories.close();
    client.close();
    server.close();
  }
}
