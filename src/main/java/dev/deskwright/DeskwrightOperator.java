package dev.deskwright;

import dev.deskwright.config.OperatorConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** The three controllers, wired together: started, asked how they are, and stopped. */
public final class DeskwrightOperator implements AutoCloseable {

  /**
   * Wires the controllers; nothing runs before {@link #start()}.
   *
   * @param config the settings
   * @param client the connection to the API server; closed by the caller
   * @param clock where the time comes from
   * @param meters where metrics go
   */
  public DeskwrightOperator(
      OperatorConfig config, KubernetesClient client, Clock clock, MeterRegistry meters) {}

  /** Starts the controllers; returns when their caches are filled. */
  public void start() {}

  /** Whether all caches are filled and every watch is healthy. */
  public boolean isReady() {
    return false;
  }

  /** Stops after the work under way, at most the configured time later. */
  @Override
  public void close() {}
}
