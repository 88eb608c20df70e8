package dev.deskwright.bench.cluster;

import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.AuditLog;
import dev.deskwright.fixture.ServerProcess;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * A cluster of its own: the real etcd, kube-apiserver, controller-manager and scheduler, with their
 * rate limits out of the way, and simulated nodes by kwok. The controller-manager's own host-path
 * provisioner makes and binds volumes: folders on this machine, removed with the cluster.
 */
public final class BenchCluster implements AutoCloseable {

  /** Who the operator is: its requests, and nobody else's, stand in the audit log. */
  private static final String OPERATOR = "operator-under-test";

  private static final String TOKEN = "operator-under-test-token";
  private static final int NODES = 10;
  private static final List<String> NO_LIMIT =
      List.of("--kube-api-qps=5000", "--kube-api-burst=10000", "--leader-elect=false");

  private static final String STORAGE_CLASS =
      """
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: standard, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
      provisioner: kubernetes.io/host-path
      reclaimPolicy: Delete
      """;

  private final Path folder;
  private final AuditLog audit;
  private final ApiServer server;
  private final List<ServerProcess> others;
  private final KubernetesClient observer;
  private final VolumeFolders volumes;

  private BenchCluster(Path folder, boolean answers) throws IOException {
    this.folder = folder;
    this.audit = AuditLog.ofUser(folder, OPERATOR, answers);
    this.server = ApiServer.start(flags());
    this.others = List.of(controllerManager(), scheduler(), kwok());
    this.observer = server.client("default");
    this.volumes = VolumeFolders.follow(observer);
    try (KubernetesClient client = server.client("default")) {
      client.resource(STORAGE_CLASS).create();
      IntStream.range(0, NODES).forEach(i -> addNode(client, "sim-" + i));
      Awaitility.await("simulated nodes")
          .atMost(Duration.ofMinutes(2))
          .until(() -> readyNodes(client) == NODES);
    }
  }

  /** Starts one, for the caller to close. It also ends with the JVM. */
  public static BenchCluster start() {
    return start(false);
  }

  /** The same, with an audit log that has the answers, which costs the API server time. */
  public static BenchCluster startWithAnswers() {
    return start(true);
  }

  private static BenchCluster start(boolean answers) {
    try {
      return new BenchCluster(ServerProcess.newFolder("bench"), answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> flags() throws IOException {
    Path tokens =
        Files.writeString(
            folder.resolve("tokens.csv"),
            "%s,%s,%s,\"system:masters\"\n".formatted(TOKEN, OPERATOR, OPERATOR));
    var flags = new java.util.ArrayList<>(audit.flags());
    flags.addAll(
        List.of(
            "--token-auth-file=" + tokens,
            "--max-requests-inflight=4000",
            "--max-mutating-requests-inflight=2000"));
    return flags;
  }

  private ServerProcess controllerManager() {
    return run(
        "kube-controller-manager",
        List.of(
            "--enable-hostpath-provisioner",
            "--node-monitor-grace-period=24h",
            "--concurrent-gc-syncs=20",
            "--secure-port=0"));
  }

  private ServerProcess scheduler() {
    return run("kube-scheduler", List.of("--secure-port=0"));
  }

  private ServerProcess run(String program, List<String> flags) {
    var command = command(program);
    command.addAll(NO_LIMIT);
    command.addAll(flags);
    return ServerProcess.start(log(program), command);
  }

  private ServerProcess kwok() {
    var command = command("kwok");
    command.addAll(
        List.of(
            "--config=src/test/resources/bench/kwok.yaml",
            "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
            "--node-lease-duration-seconds=0",
            "--cidr=10.128.0.0/10",
            "--server-address=127.0.0.1:" + ServerProcess.freePort()));
    return ServerProcess.start(log("kwok"), command);
  }

  private List<String> command(String program) {
    String binary = Binaries.need(program).toString();
    return new java.util.ArrayList<>(List.of(binary, "--kubeconfig=" + adminKubeconfig()));
  }

  private Path adminKubeconfig() {
    return write("admin.kubeconfig", server.kubeconfig());
  }

  private Path log(String program) {
    return folder.resolve(program + ".log");
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addNode(KubernetesClient client, String name) {
    var room =
        Map.of(
            "cpu",
            new Quantity("4000"),
            "memory",
            new Quantity("16Ti"),
            "pods",
            new Quantity("5000"));
    client
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withAnnotations(Map.of("kwok.x-k8s.io/node", "fake"))
                .withLabels(Map.of("kubernetes.io/os", "linux", "kubernetes.io/hostname", name))
                .endMetadata()
                .withNewStatus()
                .withAllocatable(room)
                .withCapacity(room)
                .endStatus()
                .build())
        .create();
  }

  private static long readyNodes(KubernetesClient client) {
    return client.nodes().list().getItems().stream()
        .flatMap(node -> node.getStatus().getConditions().stream())
        .filter(c -> c.getType().equals("Ready") && c.getStatus().equals("True"))
        .count();
  }

  /** A kubeconfig for the operator, whose requests are then in the audit log. */
  public Path operatorKubeconfig() {
    Config config = server.connection("default");
    return write(
        "operator.kubeconfig",
        """
        apiVersion: v1
        kind: Config
        current-context: bench
        clusters: [{name: bench, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
        users: [{name: operator, user: {token: %s}}]
        contexts: [{name: bench, context: {cluster: bench, user: operator, namespace: default}}]
        """
            .formatted(config.getMasterUrl(), TOKEN));
  }

  /** What the operator asks for. */
  public AuditLog audit() {
    return audit;
  }

  /** A client of an administrator, for the caller to close. */
  public KubernetesClient client(String namespace) {
    return server.client(namespace);
  }

  /** Makes a namespace that nothing else uses. */
  public String newNamespace() {
    return server.newNamespace(Map.of());
  }

  @Override
  public void close() {
    others.forEach(ServerProcess::stop);
    observer.close();
    server.close();
    volumes.remove();
  }
}
