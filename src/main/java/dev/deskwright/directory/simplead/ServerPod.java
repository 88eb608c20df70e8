package dev.deskwright.directory.simplead;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.CapabilitiesBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTermBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pod of a server; images/directory says what the image expects. */
final class ServerPod {

  static final String CONTAINER = "directory";

  private static final String ENTRY_POINT = "/usr/lib/deskwright/directory";
  private static final String RUN = "run";
  private static final String DOMAIN_SECRET = "domain";
  private static final String FIRST_USERS = "first-users";
  private static final String TLS = "tls";

  /** Samba refuses a key that others than its owner may read, and any other mode. */
  private static final int OWNER_ONLY = 0600;

  private static final long STOP_SECONDS = 30;

  /** None goes beyond the baseline Pod Security Standard; each is explained in the image's page. */
  private static final List<String> CAPABILITIES =
      List.of("CHOWN", "FOWNER", "NET_BIND_SERVICE", "SETGID", "SETUID");

  private ServerPod() {}

  static PodSpec spec(Domain domain, Server server, Addresses addresses) {
    return new PodSpecBuilder()
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(STOP_SECONDS)
        .withNodeSelector(domain.nodeSelector(server))
        .withAffinity(apart(domain, server))
        .withNewSecurityContext()
        .withRunAsUser(0L)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withInitContainers(resolver(domain, server, addresses))
        .withContainers(server(domain, server, addresses))
        .withVolumes(volumes(domain))
        .build();
  }

  /**
   * Where there are no subnets, or the same nodes in both, another node or zone is still better.
   */
  private static Affinity apart(Domain domain, Server server) {
    return new AffinityBuilder()
        .withNewPodAntiAffinity()
        .withPreferredDuringSchedulingIgnoredDuringExecution(
            away(domain, server, "kubernetes.io/hostname", 100),
            away(domain, server, "topology.kubernetes.io/zone", 50))
        .endPodAntiAffinity()
        .build();
  }

  private static WeightedPodAffinityTerm away(
      Domain domain, Server server, String topologyKey, int weight) {
    return new WeightedPodAffinityTermBuilder()
        .withWeight(weight)
        .withNewPodAffinityTerm()
        .withTopologyKey(topologyKey)
        .withNewLabelSelector()
        .withMatchLabels(ServerMeta.one(domain, server.peer()))
        .endLabelSelector()
        .endPodAffinityTerm()
        .build();
  }

  /**
   * Writes where the server looks names up, in itself, as a file that is mounted over the one of
   * the pod: the root file system is read-only.
   */
  private static Container resolver(Domain domain, Server server, Addresses addresses) {
    return new ContainerBuilder()
        .withName("resolver")
        .withImage(domain.image())
        .withCommand(ENTRY_POINT, "resolver")
        .withEnv(environment(domain, server, addresses))
        .withSecurityContext(security(List.of()))
        .withVolumeMounts(mount(RUN, "/run/samba", null))
        .build();
  }

  /**
   * There is no liveness probe: Samba ends when a part of it fails, and a server that waits for the
   * other must not be restarted for it.
   */
  private static Container server(Domain domain, Server server, Addresses addresses) {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(domain.image())
        .withEnv(environment(domain, server, addresses))
        .withNewReadinessProbe()
        .withNewExec()
        .withCommand("directory-ready")
        .endExec()
        .withPeriodSeconds(5)
        .withTimeoutSeconds(10)
        .withFailureThreshold(2)
        .endReadinessProbe()
        .withNewResources()
        .addToRequests("cpu", new Quantity("50m"))
        .addToRequests("memory", new Quantity("384Mi"))
        .addToLimits("memory", new Quantity("1Gi"))
        .endResources()
        .withSecurityContext(security(CAPABILITIES))
        .withVolumeMounts(
            mount(ServerSet.VOLUME, "/var/lib/samba", null),
            mount(RUN, "/run/samba", null),
            mount(RUN, "/etc/resolv.conf", "resolv.conf"),
            mount(RUN, "/tmp", "tmp"),
            secret(DOMAIN_SECRET, "/run/secrets/directory"),
            secret(FIRST_USERS, "/run/secrets/first-users"),
            secret(TLS, "/run/secrets/tls"))
        .build();
  }

  private static List<EnvVar> environment(Domain domain, Server server, Addresses addresses) {
    return Stream.of(
            Map.entry("DOMAIN", domain.name()),
            Map.entry("NETBIOS_NAME", domain.netbiosName()),
            Map.entry("SERVER", server.hostName()),
            Map.entry("SERVER_ADDRESS", addresses.of(server)),
            Map.entry("PEER_ADDRESS", addresses.of(server.peer())))
        .map(entry -> new EnvVar("DESKWRIGHT_" + entry.getKey(), entry.getValue(), null))
        .toList();
  }

  private static SecurityContext security(List<String> capabilities) {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withCapabilities(only(capabilities))
        .build();
  }

  private static Capabilities only(List<String> capabilities) {
    return new CapabilitiesBuilder().withDrop("ALL").withAdd(capabilities).build();
  }

  private static VolumeMount mount(String volume, String path, String subPath) {
    return new VolumeMountBuilder()
        .withName(volume)
        .withMountPath(path)
        .withSubPath(subPath)
        .build();
  }

  private static VolumeMount secret(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).withReadOnly(true).build();
  }

  /** The key of the certificate authority is in the same Secret, and in no server. */
  private static List<Volume> volumes(Domain domain) {
    return List.of(
        new VolumeBuilder().withName(RUN).withNewEmptyDir().endEmptyDir().build(),
        secretVolume(
            DOMAIN_SECRET,
            domain.sharedName(),
            List.of(DomainSecret.PASSWORD, DomainSecret.READER_PASSWORD, DomainSecret.DOMAIN_MADE)),
        secretVolume(FIRST_USERS, domain.firstUsersName(), List.of(FirstUsers.KEY)),
        secretVolume(
            TLS,
            domain.sharedName(),
            List.of(DomainSecret.CERTIFICATE, DomainSecret.KEY, DomainSecret.AUTHORITY)));
  }

  /**
   * Optional, as not all keys are there at first: the image says which ones it cannot do without.
   */
  private static Volume secretVolume(String name, String secret, List<String> keys) {
    return new VolumeBuilder()
        .withName(name)
        .withNewSecret()
        .withSecretName(secret)
        .withOptional(true)
        .withDefaultMode(OWNER_ONLY)
        .withItems(keys.stream().map(key -> new KeyToPath(key, null, key)).toList())
        .endSecret()
        .build();
  }
}
