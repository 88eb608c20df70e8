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
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** An operator that reaches the API server through a proxy of its own, and sees one namespace. */
final class ProxiedOperator implements AutoCloseable {

  private final PrometheusMeterRegistry meters = Meters.registry(Component.OPERATOR);
  private final FaultProxy proxy;
  private final KubernetesClient client;
  private final DeskwrightOperator operator;

  private ProxiedOperator(SimulatedCluster cluster, String namespace) {
    proxy =
        FaultProxy.start(
            cluster.loop().vertx(), cluster.connection(), ProxiedOperator::isAboutADesktop);
    client = new KubernetesClientBuilder().withConfig(connection(namespace)).build();
    operator =
        new DeskwrightOperator(
            config(namespace), client, Clock.systemUTC(), meters, new PlayedDirectories());
  }

  /** Returns when its caches are filled. */
  static ProxiedOperator start(SimulatedCluster cluster, String namespace) {
    var started = new ProxiedOperator(cluster, namespace);
    started.operator.start();
    return started;
  }

  /**
   * Users of Directories and Bundles are counted now and then, whatever becomes of the desktops:
   * these writes would be here in one run and there in the next.
   */
  private static boolean isAboutADesktop(String path) {
    return !path.contains("/directories/") && !path.contains("/bundles/");
  }

  /** What a client tries again after it was cut off never arrives, and would hold up the end. */
  private Config connection(String namespace) {
    Config connection = proxy.clientConfig();
    connection.setNamespace(namespace);
    connection.setRequestRetryBackoffLimit(0);
    return connection;
  }

  private static OperatorConfig config(String namespace) {
    try {
      return ConfigReader.read(
          Map.of(Setting.NAMESPACES, namespace, Setting.SHUTDOWN_TIMEOUT_SECONDS, "0"),
          Map.of(),
          Optional.of(namespace));
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is between it and the API server. */
  FaultProxy proxy() {
    return proxy;
  }

  /** Whether a fault has ended its connections. */
  boolean isCutOff() {
    return proxy.crashed().isDone();
  }

  /** How many passes over WorkSpaces have ended well. */
  double passes() {
    return meters
        .find(MicrometerMetricsV2.RECONCILIATIONS_SUCCESS)
        .tag("controller.name", "workspace")
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @Override
  public void close() {
    operator.close();
    client.close();
    proxy.close();
  }
}
