package dev.deskwright.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The operator's settings, all checked.
 *
 * @param namespaces the namespaces to watch; empty for all
 * @param workers reconciliations at a time, per kind
 * @param leaderElection the lease to hold before acting, if any
 * @param httpPort port of health and metrics, if any
 * @param log how it logs
 * @param tracing where traces go, if anywhere
 * @param computeTypes the compute types by name
 * @param userNamespaces whether desktops run in a Linux user namespace
 * @param gatewayNamespace namespace of the gateways, if known
 * @param gatewayCertificate what desktops know the gateway by, as PEM, if they do
 * @param directoryImage image of the servers that a Directory of its own has
 * @param metrics what is measured
 * @param shutdownTimeout how long a stopping operator waits for work under way
 */
public record OperatorConfig(
    Set<String> namespaces,
    int workers,
    Optional<LeaderElection> leaderElection,
    Optional<Integer> httpPort,
    LogConfig log,
    Optional<TracingConfig> tracing,
    ComputeTypes computeTypes,
    UserNamespaces userNamespaces,
    Optional<String> gatewayNamespace,
    Optional<String> gatewayCertificate,
    String directoryImage,
    Metrics metrics,
    Duration shutdownTimeout) {

  /** The lease that makes one replica the leader. */
  public record LeaderElection(String namespace, String lease) {}

  /**
   * What is measured.
   *
   * @param perWorkSpace whether each WorkSpace has series of its own
   * @param tags the tags whose values have series
   */
  public record Metrics(boolean perWorkSpace, List<String> tags) {}

  /** How much is logged. */
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** Whether desktops run in a Linux user namespace. */
  public enum UserNamespaces {
    AUTO,
    ENABLED,
    DISABLED
  }
}
