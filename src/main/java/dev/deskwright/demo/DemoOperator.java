package dev.deskwright.demo;

import dev.deskwright.DeskwrightOperator;
import dev.deskwright.config.ConfigException;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.OperatorConfig;
import dev.deskwright.config.Setting;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.HealthServer;
import dev.deskwright.telemetry.KubernetesRequests;
import dev.deskwright.telemetry.LdapRequests;
import dev.deskwright.telemetry.Meters;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The real operator, in this process, with a connection of its own whose writes are counted. */
final class DemoOperator implements AutoCloseable {

  /** The tags of examples/ that costs are counted by. */
  private static final String TAGS = "team,cost-center";

  private final KubernetesClient client;
  private final DeskwrightOperator operator;
  private final HealthServer health;

  private DemoOperator(KubernetesClient client, DeskwrightOperator operator, HealthServer health) {
    this.client = client;
    this.operator = operator;
    this.health = health;
  }

  /**
   * Starts it; returns when its caches are filled.
   *
   * @param namespaces to be watched; empty for all
   */
  static DemoOperator start(
      Config connection,
      String namespaces,
      WriteCounter writes,
      SimulatedDirectories directories,
      Clock clock)
      throws IOException {
    var meters = Meters.registry(Component.OPERATOR);
    var client =
        new KubernetesClientBuilder()
            .withConfig(connection)
            .withHttpClientBuilderConsumer(
                http -> {
                  http.addOrReplaceInterceptor("count-writes", writes);
                  KubernetesRequests.observe(http, meters);
                })
            .build();
    var users = directories.observedBy(new LdapRequests(meters));
    var operator = new DeskwrightOperator(config(namespaces), client, clock, meters, users);
    operator.start();
    return new DemoOperator(client, operator, HealthServer.startLocally(operator, meters));
  }

  private static OperatorConfig config(String namespaces) {
    try {
      return ConfigReader.read(
          Map.of(
              Setting.HTTP_PORT, "0", Setting.NAMESPACES, namespaces, Setting.METRICS_TAGS, TAGS),
          Map.of(),
          Optional.empty());
    } catch (ConfigException e) {
      throw new IllegalStateException("The demo's settings are wrong", e);
    }
  }

  /** Where its metrics are. */
  String metrics() {
    return "http://localhost:%d/metrics".formatted(health.port());
  }

  @Override
  public void close() {
    health.close();
    operator.close();
    client.close();
  }
}
