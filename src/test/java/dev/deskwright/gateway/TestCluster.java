package dev.deskwright.gateway;

import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import dev.deskwright.DeskwrightOperator;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.demo.InMemoryApiServer;
import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.demo.SelfSigned;
import dev.deskwright.demo.SimulatedNodes;
import dev.deskwright.demo.SimulatedSteps;
import dev.deskwright.demo.rfb.SimulatedDesktops;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.kernel.MergePatch;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.Meters;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * All that gateways stand before: an API server in memory, simulated nodes, the operator, an LDAP
 * server with users, and desktops that draw RFB. What is in it is in {@code cluster.yaml} beside
 * the tests. Takes some seconds to start; gateways share it.
 */
public final class TestCluster implements AutoCloseable {

  /** The namespace of everything but {@link #OTHER}'s. */
  public static final String NAMESPACE = "team";

  /** Another namespace, which has a Directory named corp and an alice too. */
  public static final String OTHER = "other";

  /** Who is in the LDAP server, each with the password of {@link #password}. */
  public static final List<String> USERS =
      List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "mallory");

  /** Users whose passwords take {@link #SLOW_HASH} to compare, as a slow hash does. */
  public static final List<String> SLOW_USERS =
      List.of("slow1", "slow2", "slow3", "slow4", "slow5", "slow6");

  /** How long that takes. */
  public static final Duration SLOW_HASH = Duration.ofMillis(150);

  private static final int HASTE = 20;

  private final Path folder;
  private final InMemoryApiServer server = InMemoryApiServer.start();
  private final KubernetesClient client;
  private final KubernetesClient operatorClient;
  private final InMemoryLdapDirectory ldap;
  private final TestDirectories directories;
  private final HeldTimer timer = new HeldTimer(new SimulatedSteps.RealTime(HASTE));
  private final SimulatedNodes nodes;
  private final DeskwrightOperator operator;
  private final SimulatedDesktops desktops = new SimulatedDesktops(Clock.systemUTC());
  private final SelfSigned certificate;
  private final Path tls;

  private TestCluster() throws IOException {
    folder = Files.createTempDirectory("gateway-test");
    certificate = SelfSigned.in(folder, "Deskwright test");
    tls = certificate.writeTls();
    client = new KubernetesClientBuilder().withConfig(server.clientConfig()).build();
    operatorClient = new KubernetesClientBuilder().withConfig(server.clientConfig()).build();
    ldap = InMemoryLdapDirectory.start(new SlowHash());
    directories = new TestDirectories(ldap);
    nodes = new SimulatedNodes(client, timer, Clock.systemUTC());
    operator =
        new DeskwrightOperator(
            ConfigReader.defaults(),
            operatorClient,
            Clock.systemUTC(),
            Meters.registry(Component.OPERATOR),
            directories);
  }

  /** Starts one; returns when all desktops are as they are wanted. */
  public static TestCluster start() throws IOException {
    var cluster = new TestCluster();
    cluster.fill();
    return cluster;
  }

  private void fill() throws IOException {
    for (String kind : List.of("directories", "bundles", "workspaces")) {
      client.resource(Files.readString(Path.of("crds", kind + ".deskwright.dev.yaml"))).create();
    }
    nodes.start();
    Stream.concat(USERS.stream(), SLOW_USERS.stream())
        .forEach(
            name ->
                ldap.addUser(new InMemoryLdapDirectory.NewUser(name, password(name), name, false)));
    operator.start();
    for (String each : List.of(NAMESPACE, OTHER)) {
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName(each).endMetadata().build())
          .create();
    }
    try (var objects = TestCluster.class.getResourceAsStream("cluster.yaml")) {
      client.load(objects).items().forEach(each -> client.resource(each).create());
    }
    awaitState("carol-stopped", WorkSpaceState.AVAILABLE);
    stop("carol-stopped");
    for (WorkSpace each : client.resources(WorkSpace.class).inAnyNamespace().list().getItems()) {
      if (!each.getMetadata().getName().equals("carol-stopped")) {
        awaitState(each.getMetadata().getNamespace(), each.getMetadata().getName());
      }
    }
  }

  /** Another WorkSpace of a user in the same Directory: the operator gives it no desktop. */
  public void createSecondOf(String userName, String first) {
    WorkSpace second = new WorkSpace();
    second.setMetadata(
        new ObjectMetaBuilder().withNamespace(NAMESPACE).withName(userName + "-second").build());
    second.setSpec(workspace(first).get().getSpec());
    client.resource(second).create();
  }

  private void awaitState(String namespace, String name) {
    await(namespace + "/" + name)
        .atMost(Duration.ofSeconds(60))
        .until(() -> state(namespace, name) == WorkSpaceState.AVAILABLE);
  }

  /** Waits until a WorkSpace is in this state. */
  public void awaitState(String name, WorkSpaceState state) {
    await(name + " " + state)
        .atMost(Duration.ofSeconds(60))
        .until(() -> state(NAMESPACE, name) == state);
  }

  private WorkSpaceState state(String namespace, String name) {
    var status = client.resources(WorkSpace.class).inNamespace(namespace).withName(name).get();
    return status.getStatus() == null ? null : status.getStatus().state();
  }

  /** Stops a desktop, as an administrator does. */
  public void stop(String name) {
    workspace(name)
        .patch(
            MergePatch.CONTEXT,
            "{\"metadata\": {\"annotations\": {\"deskwright.dev/stop\": \"%s\"}}}"
                .formatted(System.nanoTime()));
    awaitState(name, WorkSpaceState.STOPPED);
  }

  /** From now on nothing goes on in pods and nodes, until they are let go on. */
  public void holdNodes() {
    timer.hold();
  }

  /** What was held goes on. */
  public void letNodesGoOn() {
    timer.letGo();
  }

  /** The password that a user has. */
  public static String password(String userName) {
    return "the password of " + userName;
  }

  /** A WorkSpace of {@link #NAMESPACE}. */
  public Resource<WorkSpace> workspace(String name) {
    return client.resources(WorkSpace.class).inNamespace(NAMESPACE).withName(name);
  }

  /** The id of such a WorkSpace. */
  public String id(String name) {
    return Cluster.id(workspace(name).get());
  }

  /** The connection to the API server. */
  public KubernetesClient client() {
    return client;
  }

  /** The LDAP server. */
  public InMemoryLdapDirectory ldap() {
    return ldap;
  }

  TestDirectories directories() {
    return directories;
  }

  /** What the pods would show, if they ran somewhere. */
  public SimulatedDesktops desktops() {
    return desktops;
  }

  Path tls() {
    return tls;
  }

  SelfSigned certificate() {
    return certificate;
  }

  @Override
  public void close() {
    operator.close();
    nodes.close();
    timer.close();
    desktops.close();
    ldap.close();
    operatorClient.close();
    client.close();
    server.close();
  }

  /** Only a user who is known has a password to compare. */
  private static final class SlowHash extends InMemoryOperationInterceptor {

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
      if (request.getRequest().getBindDN().startsWith("uid=slow")) {
        long end = System.nanoTime() + SLOW_HASH.toNanos();
        while (System.nanoTime() < end) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
      }
    }
  }
}
