package dev.deskwright.demo;

import dev.deskwright.DeskwrightOperator;
import dev.deskwright.config.ConfigException;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.OperatorConfig;
import dev.deskwright.config.Setting;
import dev.deskwright.users.UserDirectories;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The real operator, in this process, with a connection of its own whose writes are counted. */
final class DemoOperator implements AutoCloseable {

  private final KubernetesClient client;
  private final DeskwrightOperator operator;

  private DemoOperator(KubernetesClient client, DeskwrightOperator operator) {
    this.client = client;
    this.operator = operator;
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
      UserDirectories directories,
      Clock clock) {
    var client =
        new KubernetesClientBuilder()
            .withConfig(connection)
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("count-writes", writes))
            .build();
    var operator =
        new DeskwrightOperator(
            config(namespaces), client, clock, new SimpleMeterRegistry(), directories);
    operator.start();
    return new DemoOperator(client, operator);
  }

  private static OperatorConfig config(String namespaces) {
    try {
      return ConfigReader.read(
          Map.of(Setting.HTTP_PORT, "0", Setting.NAMESPACES, namespaces),
          Map.of(),
          Optional.empty());
    } catch (ConfigException e) {
      throw new IllegalStateException("The demo's settings are wrong", e);
    }
  }

  @Override
  public void close() {
    operator.close();
    client.close();
  }
}
