package dev.deskwright;

import dev.deskwright.telemetry.Health;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at the start until the API server answers. A process that ended instead would be started
 * again after ever longer pauses, and be away for minutes once the API server is back.
 */
final class ApiServerWait implements Health {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServerWait.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final StopSignal stop;
  private final Health health;
  private volatile boolean answered;

  /**
   * Asks nobody yet.
   *
   * @param health how the process is once the API server has answered
   */
  ApiServerWait(StopSignal stop, Health health) {
    this.stop = stop;
    this.health = health;
  }

  /** Returns when it has answered, or the process is told to stop; whether it has answered. */
  boolean await(KubernetesClient client) throws InterruptedException {
    boolean told = false;
    do {
      try {
        client.getKubernetesVersion();
        answered = true;
        return true;
      } catch (KubernetesClientException e) {
        if (e.getCode() != 0) {
          // It answers; what it says of the rights of this process is for the next request to tell.
          answered = true;
          return true;
        }
        if (!told) {
          LOG.warn("waiting for the API server: {}", e.getMessage());
          told = true;
        }
      }
    } while (!stop.await(PAUSE));
    return false;
  }

  @Override
  public Optional<String> notAlive() {
    return health.notAlive();
  }

  @Override
  public Optional<String> notReady() {
    return answered ? health.notReady() : Optional.of("the API server has not answered yet");
  }
}
