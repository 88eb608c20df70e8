package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.DnsRules;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.PodDNSConfigBuilder;
import java.util.List;
import java.util.Optional;

/** How a desktop looks names up. */
final class DnsTemplate {

  private DnsTemplate() {}

  /** With servers of its own a desktop does not ask the cluster's; null where nothing is said. */
  static String policy(Optional<DnsRules> rules) {
    if (config(rules) == null) {
      return null;
    }
    return nameservers(rules).isEmpty() ? "ClusterFirst" : "None";
  }

  /** Null where nothing is said. */
  static PodDNSConfig config(Optional<DnsRules> rules) {
    List<String> nameservers = nameservers(rules);
    List<String> searches = rules.map(DnsRules::searches).orElseGet(List::of);
    return nameservers.isEmpty() && searches.isEmpty()
        ? null
        : new PodDNSConfigBuilder().withNameservers(nameservers).withSearches(searches).build();
  }

  private static List<String> nameservers(Optional<DnsRules> rules) {
    return rules.map(DnsRules::nameservers).orElseGet(List::of);
  }
}
