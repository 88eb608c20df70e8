package dev.deskwright.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The demo's operator and gateway, before the objects of examples/, and users who come and go: for
 * a Prometheus to look at.
 */
public final class MonitoredDemo implements AutoCloseable {

  /** The Directory that users sign in to. */
  public static final String DIRECTORY = "corp";

  /** A WorkSpace with prices, whose user works. */
  public static final String WORKSPACE = "mia";

  /** Of desktops that have no web page of their own. */
  private static final List<String> BUNDLES = List.of("standard", "priced");

  /** Somebody who has come stays for so many rounds. */
  private static final int STAY = 10;

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
  private final Map<String, WebSocket> connected = new HashMap<>();
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
            .filter(each -> BUNDLES.contains(each.getSpec().bundleRef().name()))
            .map(each -> each.getSpec().userName().toLowerCase(Locale.ROOT))
            .distinct()
            .sorted(Comparator.comparing(name -> !name.equals(WORKSPACE)))
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

  private NonNamespaceOperation<WorkSpace, KubernetesResourceList<WorkSpace>, Resource<WorkSpace>>
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
    int working = users.size() / 2;
    int turn = round % STAY;
    if (turn < working) {
      comeAgain(users.get(turn));
    } else if (turn == STAY - 1) {
      mistype(users.get(0));
    }
    String operation = List.of("snapshot", "reboot", "apply-now").get(round % 3);
    workSpaces()
        .withName(workSpaceOf(users.get(working + round % (users.size() - working))))
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"deskwright.dev/%s\":\"%d\"}}}"
                .formatted(operation, round));
    round++;
  }

  /** The first try is by a page that has no ticket, as after a reload. */
  private void comeAgain(String user) throws IOException, InterruptedException {
    WebSocket before = connected.remove(user);
    if (before != null) {
      before.abort();
    }
    DemoVisit visit = gateway.visit();
    visit.signIn(user, directories.password(user));
    String id = visit.get("api/v1/workspaces").path("items").path(0).path("workspaceId").asText();
    assertThatThrownBy(() -> visit.get("desktops/" + id + "/rfb")).isInstanceOf(DemoFailure.class);
    connected.put(user, visit.connect(new Viewer()));
  }

  private void mistype(String user) throws IOException {
    DemoVisit visit = gateway.visit();
    assertThatThrownBy(() -> visit.signIn(user, "not the password"))
        .isInstanceOf(DemoFailure.class);
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
    connected.values().forEach(WebSocket::abort);
    gateway.close();
    operator.close();
    nodes.close();
    timer.close();
    directories.close();
    client.close();
    server.close();
  }

  /** Does the handshake of RFB, and then moves the pointer whenever there is something to see. */
  private static final class Viewer implements WebSocket.Listener {

    private static final List<byte[]> ANSWERS =
        List.of(
            "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII), new byte[] {1}, new byte[] {1});
    private static final byte[] POINTER = {5, 0, 0, 9, 0, 9};

    private int heard;

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] answer = heard < ANSWERS.size() ? ANSWERS.get(heard) : POINTER;
      heard++;
      socket.sendBinary(ByteBuffer.wrap(answer), true);
      socket.request(1);
      return null;
    }
  }
}
