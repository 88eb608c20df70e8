package dev.deskwright.config;

import dev.deskwright.kernel.AddressRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The gateway's settings, all checked.
 *
 * @param hostNames the host names that are answered, each with the Directory it chooses, if any
 * @param desktopDomain where desktops with a web page of their own have their host names
 * @param namespaces the namespaces that are served; empty for all
 * @param stateNamespace namespace of what all replicas share
 * @param httpsPort port for users; 0 for any free one
 * @param httpPort port of health and metrics, if any
 * @param tlsFolder folder of certificate and key
 * @param identityFolder folder of what desktops know the gateway by, if any
 * @param trustedProxies proxies that are believed
 * @param connectionsPerAddress connections that one address may have
 * @param sessionIdle after how long without a request a session ends
 * @param sessionLimit after how long a session ends at the latest
 * @param userPrefix prefix of users and groups before Kubernetes
 * @param log how it logs
 * @param tracing where traces go, if anywhere
 * @param workspaceMetrics whether there are metrics for each WorkSpace
 * @param shutdownTimeout how long a stopping gateway waits for its users
 */
public record GatewayConfig(
    Map<String, Optional<DirectoryName>> hostNames,
    Optional<String> desktopDomain,
    Set<String> namespaces,
    String stateNamespace,
    int httpsPort,
    Optional<Integer> httpPort,
    Path tlsFolder,
    Optional<Path> identityFolder,
    List<AddressRange> trustedProxies,
    int connectionsPerAddress,
    Duration sessionIdle,
    Duration sessionLimit,
    String userPrefix,
    LogConfig log,
    Optional<TracingConfig> tracing,
    boolean workspaceMetrics,
    Duration shutdownTimeout) {

  /** A Directory by namespace and name. */
  public record DirectoryName(String namespace, String name) {}
}
