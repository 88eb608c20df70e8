package dev.deskwright.directory.simplead;

import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Map;
import java.util.TreeMap;

/** What keeps the servers from others, and one of them up while nodes are drained. */
final class ServerGuards {

  private static final int DNS = 53;

  private ServerGuards() {}

  /** The Directory's desktops, the operator, gateways and the other server come in; nobody else. */
  static NetworkPolicy networkPolicy(Domain domain) {
    return new NetworkPolicyBuilder()
        .withMetadata(ServerMeta.of(domain, domain.sharedName(), ServerMeta.both(domain)))
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(ServerMeta.both(domain))
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .addNewIngress()
        .withFrom(
            pods(desktops(domain)),
            pods(ServerMeta.both(domain)),
            deskwright(domain, "operator"),
            deskwright(domain, "gateway"))
        .endIngress()
        .withEgress(toEachOther(domain), toDns())
        .endSpec()
        .build();
  }

  private static Map<String, String> desktops(Domain domain) {
    Map<String, String> labels = new TreeMap<>(Labels.managed("desktop"));
    labels.put(Labels.DIRECTORY, domain.directory().getMetadata().getName());
    return labels;
  }

  private static NetworkPolicyPeer pods(Map<String, String> labels) {
    return new NetworkPolicyPeerBuilder()
        .withNewPodSelector()
        .withMatchLabels(labels)
        .endPodSelector()
        .build();
  }

  private static NetworkPolicyPeer deskwright(Domain domain, String component) {
    return new NetworkPolicyPeerBuilder()
        .withNewNamespaceSelector()
        .withMatchLabels(Map.of("kubernetes.io/metadata.name", domain.gatewayNamespace()))
        .endNamespaceSelector()
        .withNewPodSelector()
        .withMatchLabels(
            Map.of(
                "app.kubernetes.io/name",
                Labels.OPERATOR,
                "app.kubernetes.io/component",
                component))
        .endPodSelector()
        .build();
  }

  private static NetworkPolicyEgressRule toEachOther(Domain domain) {
    return new NetworkPolicyEgressRuleBuilder().withTo(pods(ServerMeta.both(domain))).build();
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

  /** A drain takes one server at a time. */
  static PodDisruptionBudget disruptionBudget(Domain domain) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(ServerMeta.of(domain, domain.sharedName(), ServerMeta.both(domain)))
        .withNewSpec()
        .withMaxUnavailable(new IntOrString(1))
        .withNewSelector()
        .withMatchLabels(ServerMeta.both(domain))
        .endSelector()
        .endSpec()
        .build();
  }
}
