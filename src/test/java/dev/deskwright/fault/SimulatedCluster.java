package dev.deskwright.fault;

import dev.deskwright.demo.InMemoryApiServer;
import dev.deskwright.demo.SimulatedNodes;
import dev.deskwright.demo.SimulatedSnapshotApi;
import dev.deskwright.demo.SimulatedSteps;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The in-memory API server with Deskwright's kinds and simulated nodes, but with no operator. */
final class SimulatedCluster implements AutoCloseable {

  private final InMemoryApiServer server = InMemoryApiServer.start();
  private final KubernetesClient client =
      new KubernetesClientBuilder().withConfig(server.clientConfig()).build();
  private final SimulatedSteps.RealTime timer;
  private final SimulatedNodes nodes;
  private final EventLoop loop = EventLoop.start();
  private final AtomicInteger namespaces = new AtomicInteger();

  private SimulatedCluster(int haste) {
    timer = new SimulatedSteps.RealTime(haste);
    nodes = new SimulatedNodes(client, timer, Clock.systemUTC());
  }

  /**
   * Starts one.
   *
   * @param haste how many times as fast as a real one it is
   */
  static SimulatedCluster start(int haste) {
    var cluster = new SimulatedCluster(haste);
    for (String kind : List.of("directories", "bundles", "workspaces")) {
      cluster.client.resource(read(Path.of("crds", kind + ".deskwright.dev.yaml"))).create();
    }
    cluster.nodes.start();
    SimulatedSnapshotApi.install(cluster.client);
    return cluster;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How an operator would connect if there were no proxy. */
  Config connection() {
    return server.clientConfig();
  }

  /** A sentence for each time that two pods had one drive. */
  List<String> violations() {
    return nodes.violations();
  }

  /** Where proxies run. */
  EventLoop loop() {
    return loop;
  }

  /** A desktop that is not asked for yet, in a namespace of its own. */
  Desktop newDesktop() {
    return new Desktop(client, "scene-" + namespaces.incrementAndGet(), nodes.disks());
  }

  @Override
  public void close() {
    nodes.close();
    timer.close();
    client.close();
    server.close();
    loop.close();
  }
}
