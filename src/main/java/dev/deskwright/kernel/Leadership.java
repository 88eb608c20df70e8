package dev.deskwright.kernel;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease that makes one replica the leader. The Java Operator SDK lets it run out when it stops;
 * giving it back spares the next replica the wait, 15 seconds at every upgrade.
 */
public final class Leadership {

  /** How long others respect the lease after it was renewed: what Kubernetes' own parts do. */
  public static final Duration VALID = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final String NOBODY =
      """
      {"metadata": {"resourceVersion": "%s"}, "spec": {"holderIdentity": "", "leaseDurationSeconds": 1}}
      """;

  private final KubernetesClient client;
  private final String namespace;
  private final String lease;
  private final String identity;
  private volatile boolean leads;

  public Leadership(KubernetesClient client, String namespace, String lease) {
    this.client = client;
    this.namespace = namespace;
    this.lease = lease;
    this.identity = host() + "_" + UUID.randomUUID();
  }

  /** In a cluster, the name of the pod. */
  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "deskwright";
    }
  }

  /** What this replica is called in the lease. */
  public String identity() {
    return identity;
  }

  /** Whether this replica holds the lease. */
  public boolean leads() {
    return leads;
  }

  /** How the Java Operator SDK is to take part in the election. */
  public LeaderElectionConfiguration configuration() {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(lease)
        .withLeaseNamespace(namespace)
        .withIdentity(identity)
        .withLeaseDuration(VALID)
        .withLeaderCallbacks(callbacks())
        .build();
  }

  /** It is told when it wins the lease and when it has lost it. */
  LeaderCallbacks callbacks() {
    return new LeaderCallbacks(() -> leads = true, () -> leads = false, leader -> {});
  }

  /** Gives the lease back if this replica holds it; called when it does nothing any more. */
  public void release() {
    leads = false;
    try {
      var current = client.leases().inNamespace(namespace).withName(lease).get();
      if (current != null && identity.equals(current.getSpec().getHolderIdentity())) {
        String version = current.getMetadata().getResourceVersion();
        client.resource(current).patch(MergePatch.CONTEXT, NOBODY.formatted(version));
      }
    } catch (KubernetesClientException e) {
      LOG.debug("the lease is left to run out: {}", e.getMessage());
    }
  }
}
