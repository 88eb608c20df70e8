package dev.deskwright.fault;

import dev.deskwright.DeskwrightOperator;
import dev.deskwright.config.ConfigException;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.OperatorConfig;
import dev.deskwright.config.Setting;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.Meters;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One process of the operator, as it were: it ends with a crash, and another takes its place. */
final class StormyOperator implements AutoCloseable {

  /**
   * How it is set up.
   *
   * @param namespaces the ones it looks after
   * @param retries how often its client tries a request again by itself
   * @param timeoutMillis how long its client waits for an answer
   */
  record Setup(List<String> namespaces, int retries, int timeoutMillis) {}

  private final FaultProxy proxy;
  private final KubernetesClient client;
  private final DeskwrightOperator operator;

  private StormyOperator(RealCluster cluster, Setup setup, Fault fault, Clock clock) {
    proxy = FaultProxy.start(cluster.loop().vertx(), cluster.connection(), path -> false);
    proxy.arm(fault);
    client = new KubernetesClientBuilder().withConfig(connection(setup)).build();
    operator =
        new DeskwrightOperator(
            config(setup),
            client,
            clock,
            Meters.registry(Component.OPERATOR),
            new PlayedDirectories());
  }

  /** Starts it; as often as it takes, since it ends when it cannot fill its caches. */
  static StormyOperator start(RealCluster cluster, Setup setup, Fault fault, Clock clock) {
    for (int attempt = 1; ; attempt++) {
      var starting = new StormyOperator(cluster, setup, fault, clock);
      try {
        starting.operator.start();
        return starting;
      } catch (RuntimeException e) {
        starting.close();
        if (attempt == 50) {
          throw e;
        }
      }
    }
  }

  private Config connection(Setup setup) {
    Config connection = proxy.clientConfig();
    connection.setNamespace(setup.namespaces().get(0));
    connection.setUserAgent(RealCluster.OPERATOR);
    connection.setRequestRetryBackoffLimit(setup.retries());
    connection.setRequestRetryBackoffInterval(5);
    connection.setRequestTimeout(setup.timeoutMillis());
    connection.setWatchReconnectInterval(50);
    return connection;
  }

  private static OperatorConfig config(Setup setup) {
    try {
      return ConfigReader.read(
          Map.of(
              Setting.NAMESPACES,
              String.join(",", setup.namespaces()),
              Setting.WORKERS,
              "64",
              Setting.SHUTDOWN_TIMEOUT_SECONDS,
              "0"),
          Map.of(),
          Optional.of(setup.namespaces().get(0)));
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is between it and the API server. */
  FaultProxy proxy() {
    return proxy;
  }

  /** Whether a fault has ended it. */
  boolean hasCrashed() {
    return proxy.crashed().isDone();
  }

  @Override
  public void close() {
    try {
      operator.close();
    } catch (IllegalStateException e) {
      // It is stopped with work under way: what is left of it finds its timers gone. A process
      // would just be gone.
    } finally {
      client.close();
      proxy.close();
    }
  }
}
