package dev.deskwright.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkPolicyTemplateTest {

  private static final List<String> SIGN_IN =
      List.of(
          "TCP 88",
          "TCP 389",
          "TCP 464",
          "TCP 636",
          "TCP 3268",
          "TCP 3269",
          "UDP 88",
          "UDP 389",
          "UDP 464");

  private static NetworkPolicy policy(Directory directory) {
    return NetworkPolicyTemplate.networkPolicy(directory, "gateways");
  }

  private static List<NetworkPolicyEgressRule> egress(String... spec) {
    return policy(Samples.directory(spec)).getSpec().getEgress();
  }

  private static List<NetworkPolicyEgressRule> denied(String type, String spec) {
    var text =
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: Directory
        metadata: {name: corp, uid: d}
        spec: {type: %s, domainName: corp.example.com, internetAccess: Denied, %s}
        """;
    return policy(Serialization.unmarshal(text.formatted(type, spec), Directory.class))
        .getSpec()
        .getEgress();
  }

  private static List<String> peers(NetworkPolicyEgressRule rule) {
    return rule.getTo().stream().map(NetworkPolicyTemplateTest::text).toList();
  }

  private static String text(NetworkPolicyPeer peer) {
    if (peer.getIpBlock() != null) {
      return peer.getIpBlock().getCidr();
    }
    return peer.getPodSelector() == null
        ? "pods of namespaces " + peer.getNamespaceSelector().getMatchLabels()
        : Serialization.asJson(peer.getPodSelector());
  }

  private static List<String> ports(NetworkPolicyEgressRule rule) {
    return rule.getPorts().stream()
        .map(port -> port.getProtocol() + " " + port.getPort().getIntVal())
        .toList();
  }

  @Test
  void onlyGatewaysReachDesktops() {
    var ingress = policy(Samples.directory()).getSpec().getIngress();
    assertThat(ingress).singleElement().returns(1, rule -> rule.getFrom().size());
    assertThat(Serialization.asJson(ingress)).contains("gateways", "\"gateway\"");
  }

  @Test
  void allowedIsDnsAnywhereAndEverythingButMetadata() {
    for (String spec : List.of("internetAccess: Allowed", "description: nothing said")) {
      var egress = egress(spec);
      assertThat(egress).hasSize(2);
      assertThat(peers(egress.get(0))).isEmpty();
      assertThat(ports(egress.get(0))).containsExactly("UDP 53", "TCP 53");
      assertThat(peers(egress.get(1))).containsExactly("0.0.0.0/0", "::/0");
      assertThat(egress.get(1).getTo().get(0).getIpBlock().getExcept())
          .containsExactly("169.254.0.0/16");
      assertThat(egress.get(1).getTo().get(1).getIpBlock().getExcept())
          .containsExactly("fd00:ec2::254/128");
    }
  }

  @Test
  void deniedIsDnsInTheClusterAndTheDirectorysOwnServers() {
    var egress = egress("internetAccess: Denied");
    assertThat(egress).hasSize(2);
    assertThat(peers(egress.get(0))).containsExactly("pods of namespaces {}", "169.254.20.10/32");
    assertThat(ports(egress.get(0))).containsExactly("UDP 53", "TCP 53");
    assertThat(peers(egress.get(1)))
        .singleElement()
        .asString()
        .contains("directory-server", "\"In\"", "\"corp\"");
    assertThat(ports(egress.get(1))).isEqualTo(SIGN_IN);
  }

  @Test
  void deniedLeavesServersByAddressNameserversAndSubnets() {
    var egress =
        denied(
            "ADConnector",
            "connection: {bindSecretRef: {name: bind}, servers: [{host: 10.1.0.10},"
                + " {host: 'fd00::10'}, {host: dc1.example.com}]},"
                + " dns: {nameservers: [10.0.0.53, 'fd00::53']},"
                + " subnets: [{name: a, nodeSelector: {zone: a}, cidr: 10.1.0.0/16},"
                + " {name: b, nodeSelector: {zone: b}, cidr: 'fd00:1::/64'}]");
    assertThat(egress).hasSize(3);
    assertThat(peers(egress.get(0)))
        .containsExactly(
            "pods of namespaces {}", "169.254.20.10/32", "10.0.0.53/32", "fd00::53/128");
    assertThat(peers(egress.get(1))).containsExactly("10.1.0.10/32", "fd00::10/128");
    assertThat(ports(egress.get(1))).isEqualTo(SIGN_IN);
    assertThat(peers(egress.get(2))).containsExactly("10.1.0.0/16", "fd00:1::/64");
    assertThat(egress.get(2).getPorts()).isEmpty();
  }

  /** A rule without peers would allow everybody. */
  @Test
  void deniedHasNoRuleWithoutPeers() {
    var egress =
        denied(
            "ADConnector",
            "connection: {bindSecretRef: {name: bind}, servers: [{host: dc1.example.com}]},"
                + " subnets: [{name: a, nodeSelector: {zone: a}}, {name: b, nodeSelector: {zone: b}, cidr: 10.1.2.3/8}]");
    assertThat(egress).singleElement().satisfies(dns -> assertThat(dns.getTo()).hasSize(2));
  }

  @Test
  void deniedInACrossTrustLeavesTheServersOfWhomItTrusts() {
    var egress =
        denied(
            "CrossTrust",
            "crossTrust: {directoryRefs: [{name: b}, {name: a}], trustsOf: {name: a}}");
    assertThat(peers(egress.get(1))).singleElement().asString().contains("\"a\",\"b\"");
  }
}
