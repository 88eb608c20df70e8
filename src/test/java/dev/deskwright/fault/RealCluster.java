package dev.deskwright.fault;

import dev.deskwright.demo.SimulatedDisks;
import dev.deskwright.demo.SimulatedNodes;
import dev.deskwright.demo.SimulatedSnapshotApi;
import dev.deskwright.demo.SimulatedSteps;
import dev.deskwright.fault.history.Checker;
import dev.deskwright.fault.history.EtcdWatch;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.kernel.LaterVersions;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** A real API server with simulated nodes, and a checker that reads its etcd. */
final class RealCluster implements AutoCloseable {

  /** The name by which the operator's writes are told from others. */
  static final String OPERATOR = "deskwright-under-test";

  private final ApiServer server;
  private final KubernetesClient client;
  private final SimulatedSteps.RealTime timer;
  private final SimulatedNodes nodes;
  private final EventLoop loop = EventLoop.start();
  private final Checker checker = new Checker(OPERATOR);
  private final EtcdWatch watch;

  private RealCluster(int haste, List<String> flags) {
    server =
        ApiServer.start(
            Stream.concat(
                    Stream.of("--storage-media-type=application/json", "--max-requests-inflight=0"),
                    flags.stream())
                .toList());
    client =
        new KubernetesClientBuilder()
            .withConfig(server.connection("default"))
            .withKubernetesSerialization(LaterVersions.serialization())
            .build();
    timer = new SimulatedSteps.RealTime(haste);
    nodes = new SimulatedNodes(client, timer, Clock.systemUTC());
    watch = EtcdWatch.start(etcd(client.getMasterUrl().getPort()), checker);
  }

  /**
   * Starts one.
   *
   * @param haste how many times as fast as real ones its nodes are
   * @param flags more flags of kube-apiserver
   */
  static RealCluster start(int haste, String... flags) {
    var cluster = new RealCluster(haste, List.of(flags));
    SimulatedSnapshotApi.install(cluster.client);
    cluster.nodes.start();
    return cluster;
  }

  /** The API server is told where etcd is when it is started, and nobody else is. */
  private static URI etcd(int apiServerPort) {
    return ProcessHandle.current()
        .descendants()
        .map(process -> List.of(process.info().arguments().orElse(new String[0])))
        .filter(arguments -> arguments.contains(String.valueOf(apiServerPort)))
        .filter(arguments -> arguments.contains("--etcd-servers"))
        .map(arguments -> URI.create(arguments.get(arguments.indexOf("--etcd-servers") + 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no API server with its etcd was found"));
  }

  KubernetesClient client() {
    return client;
  }

  /** How an operator would connect if there were no proxy. */
  Config connection() {
    return server.connection("default");
  }

  /** Makes a namespace. */
  void createNamespace(String name) {
    client
        .resource(
            new io.fabric8.kubernetes.api.model.NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build())
        .create();
  }

  Checker checker() {
    return checker;
  }

  EtcdWatch watch() {
    return watch;
  }

  SimulatedDisks disks() {
    return nodes.disks();
  }

  /** A sentence for each time that two pods had one drive. */
  List<String> sharedDrives() {
    return nodes.violations();
  }

  EventLoop loop() {
    return loop;
  }

  @Override
  public void close() {
    watch.close();
    nodes.close();
    timer.close();
    client.close();
    server.close();
    loop.close();
  }
}
