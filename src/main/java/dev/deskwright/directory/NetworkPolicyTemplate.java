package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import java.util.Map;

/**
 * Who may talk to whom: only gateways reach a desktop, not its neighbours; a desktop reaches DNS
 * and, as the Directory says, the network or only what signing in takes, but never the address from
 * which clouds hand out a node's credentials.
 */
final class NetworkPolicyTemplate {

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
        .withEgress(EgressTemplate.egress(directory))
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
}
