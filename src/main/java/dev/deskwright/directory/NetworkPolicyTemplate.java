package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.Map;

/**
 * Who may talk to whom: only gateways reach a desktop, not its neighbours; a desktop reaches DNS
 * and the network, but not the address from which clouds hand out a node's credentials.
 */
final class NetworkPolicyTemplate {

  private static final String METADATA_IPV4 = "169.254.0.0/16";
  private static final String METADATA_IPV6 = "fd00:ec2::254/128";
  private static final int DNS = 53;

  private NetworkPolicyTemplate() {}

  static NetworkPolicy networkPolicy(Directory directory, String gatewayNamespace) {
    return new NetworkPolicyBuilder()
        .withMetadata(ServiceTemplate.metadata(directory))
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(ServiceTemplate.desktops(directory))
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .withIngress(fromGateways(gatewayNamespace))
        .withEgress(toDns(), toNetwork())
        .endSpec()
        .build();
  }

  private static NetworkPolicyIngressRule fromGateways(String namespace) {
    return new NetworkPolicyIngressRuleBuilder()
        .addNewFrom()
        .withNewNamespaceSelector()
        .withMatchLabels(Map.of("kubernetes.io/metadata.name", namespace))
        .endNamespaceSelector()
        .withNewPodSelector()
        .withMatchLabels(
            Map.of(
                "app.kubernetes.io/name", "deskwright", "app.kubernetes.io/component", "gateway"))
        .endPodSelector()
        .endFrom()
        .build();
  }

  private static NetworkPolicyEgressRule toDns() {
    return new NetworkPolicyEgressRuleBuilder().withPorts(dns("UDP"), dns("TCP")).build();
  }

  private static NetworkPolicyPort dns(String protocol) {
    return new NetworkPolicyPortBuilder()
        .withProtocol(protocol)
        .withPort(new IntOrString(DNS))
        .build();
  }

  private static NetworkPolicyEgressRule toNetwork() {
    return new NetworkPolicyEgressRuleBuilder()
        .addNewTo()
        .withNewIpBlock()
        .withCidr("0.0.0.0/0")
        .withExcept(METADATA_IPV4)
        .endIpBlock()
        .endTo()
        .addNewTo()
        .withNewIpBlock()
        .withCidr("::/0")
        .withExcept(METADATA_IPV6)
        .endIpBlock()
        .endTo()
        .build();
  }
}
