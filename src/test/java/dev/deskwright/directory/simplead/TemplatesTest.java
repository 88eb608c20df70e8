package dev.deskwright.directory.simplead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Directory;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplatesTest {

  private static final Addresses ADDRESSES = new Addresses("10.96.0.1", "10.96.0.2");

  private static Domain domain(String simpleAd, String subnets) {
    var directory =
        Serialization.unmarshal(
            """
            apiVersion: deskwright.dev/v1alpha1
            kind: Directory
            metadata: {name: corp, namespace: desktops, uid: u}
            spec: {type: SimpleAD, domainName: Corp.Example.com, simpleAd: %s, subnets: %s}
            """
                .formatted(simpleAd, subnets),
            Directory.class);
    return Domain.of(directory, "directory:1", Optional.of("system"));
  }

  private static StatefulSet set(Domain domain, Server server) {
    return ServerSet.of(domain, server, ADDRESSES, "hash");
  }

  @Test
  void eachServerIsInItsSubnet_andKnowsBothAddresses() {
    var domain =
        domain("{}", "[{name: a, nodeSelector: {zone: a}}, {name: b, nodeSelector: {zone: b}}]");
    for (Server server : Server.ALL) {
      var pod = set(domain, server).getSpec().getTemplate().getSpec();
      assertThat(pod.getNodeSelector()).isEqualTo(Map.of("zone", server == Server.DC1 ? "a" : "b"));
      assertThat(pod.getContainers().get(0).getEnv())
          .extracting(variable -> variable.getName() + "=" + variable.getValue())
          .containsExactly(
              "DESKWRIGHT_DOMAIN=corp.example.com",
              "DESKWRIGHT_NETBIOS_NAME=CORP",
              "DESKWRIGHT_SERVER=" + server.hostName(),
              "DESKWRIGHT_SERVER_ADDRESS=" + ADDRESSES.of(server),
              "DESKWRIGHT_PEER_ADDRESS=" + ADDRESSES.of(server.peer()));
    }
  }

  @Test
  void theContainersHaveNoRightThatTheBaselineForbids() {
    var pod = set(domain("{}", "null"), Server.DC1).getSpec().getTemplate().getSpec();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getContainers().get(0).getSecurityContext())
        .satisfies(
            security -> {
              assertThat(security.getAllowPrivilegeEscalation()).isFalse();
              assertThat(security.getReadOnlyRootFilesystem()).isTrue();
              assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(security.getCapabilities().getAdd())
                  .containsExactly("CHOWN", "FOWNER", "NET_BIND_SERVICE", "SETGID", "SETUID");
            });
    assertThat(pod.getInitContainers().get(0).getSecurityContext().getCapabilities().getAdd())
        .isEmpty();
  }

  @Test
  void noServerGetsTheKeyOfTheAuthority() {
    var pod = set(domain("{}", "null"), Server.DC2).getSpec().getTemplate().getSpec();
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getSecret() != null)
        .flatExtracting(volume -> volume.getSecret().getItems())
        .extracting(item -> item.getKey())
        .contains("password", "tls.key", "ca.crt")
        .doesNotContain("ca.key");
  }

  @Test
  void volumesAndTheirSecretStayUnlessTheyAreToBeDeleted() {
    assertThat(retention(domain("{}", "null"))).isEqualTo("Retain");
    assertThat(DomainSecret.owners(domain("{}", "null"))).isEmpty();
    var deleting = domain("{deletionPolicy: Delete}", "null");
    assertThat(retention(deleting)).isEqualTo("Delete");
    assertThat(DomainSecret.owners(deleting)).hasSize(1);
  }

  private static String retention(Domain domain) {
    return set(domain, Server.DC1)
        .getSpec()
        .getPersistentVolumeClaimRetentionPolicy()
        .getWhenDeleted();
  }

  @Test
  void aServiceHasAllPortsOfADomainController() {
    assertThat(ServerServices.of(domain("{}", "null"), Server.DC1).getSpec().getPorts())
        .hasSize(4 * 2 + 5 + 9)
        .extracting(port -> port.getName())
        .contains("udp-53", "tcp-88", "udp-389", "tcp-636", "tcp-49160")
        .doesNotHaveDuplicates();
  }
}
