package dev.deskwright.demo;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.time.Clock;
import java.util.HashMap;

/**
 * A stand-in for an API server in this process, made of the Kubernetes client's own mock. It stores
 * and watches, takes JSON and merge patches, and binds pods to nodes. A pod on a node that is there
 * is only marked by a deletion, until the node lets go of it. The snapshot API is served while its
 * CustomResourceDefinition is there.
 *
 * <p>It does not validate or default, knows no server-side or strategic patches, collects no
 * garbage and does not answer kubectl.
 */
public final class InMemoryApiServer implements AutoCloseable {

  private final KubernetesMockServer server;

  private InMemoryApiServer(KubernetesMockServer server) {
    this.server = server;
  }

  /** Starts one, empty, on a free port that only this machine reaches. */
  public static InMemoryApiServer start() {
    return start(Clock.systemUTC());
  }

  /**
   * Starts one.
   *
   * @param clock where the times of deletions come from
   */
  public static InMemoryApiServer start(Clock clock) {
    var server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            new HashMap<>(),
            new InMemoryDispatcher(clock),
            false);
    server.init(InetAddress.getLoopbackAddress(), 0);
    return new InMemoryApiServer(server);
  }

  /** How a client connects. */
  public Config clientConfig() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(server.url("/"))
        .withHttp2Disable(true)
        .build();
  }

  @Override
  public void close() {
    server.destroy();
  }
}
